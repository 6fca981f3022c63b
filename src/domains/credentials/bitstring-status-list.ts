import { gunzipSync, gzipSync } from 'node:zlib'
import type { JsonObject } from './data-integrity.ts'

/** The least a list may hold, so that a look-up does not tell which credential is meant (section 3.1): 16 KiB of bits. */
export const statusListSize = 131_072

/**
 * A Bitstring Status List (W3C Bitstring Status List 1.0): bit 0 is the leftmost bit of the first byte; 1 is revoked.
 *
 * @param revoked indexes of revoked credentials
 * @returns gzip, base64url without padding, with the multibase prefix `u`
 */
export function encodeBitstring(revoked: Iterable<number>, size = statusListSize): string {
  const bits = Buffer.alloc(Math.ceil(size / 8))
  for (const index of revoked) {
    if (!Number.isInteger(index) || index < 0 || index >= size) throw new RangeError(`status index ${index} of ${size}`)
    const at = index >> 3
    bits.writeUInt8(bits.readUInt8(at) | (0x80 >> (index & 7)), at)
  }
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`
}

/** The bit at an index, or undefined when the list cannot be read or is shorter. */
export function bitAt(encodedList: string, index: number): boolean | undefined {
  const base64 = encodedList.startsWith('u') ? encodedList.slice(1) : encodedList
  try {
    const bits = gunzipSync(Buffer.from(base64, 'base64url'), { maxOutputLength: 8 * 1024 * 1024 })
    if (!Number.isInteger(index) || index < 0 || index >= bits.length * 8) return undefined
    return (bits.readUInt8(index >> 3) & (0x80 >> (index & 7))) !== 0
  } catch {
    return undefined
  }
}

/** The status list as an unsigned credential; the caller signs it with the organisation's key. */
export function statusListCredential(list: {
  id: string
  issuer: string
  validFrom: string
  revoked: Iterable<number>
}): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: list.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: list.issuer,
    validFrom: list.validFrom,
    credentialSubject: {
      id: `${list.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeBitstring(list.revoked),
    },
  }
}
