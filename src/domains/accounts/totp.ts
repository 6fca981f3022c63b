import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Time-based one-time passwords (RFC 6238): SHA-1, six digits, steps of 30 seconds, because that is what every
 * authenticator app speaks.
 */
const stepMs = 30_000
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base 32 without padding, as apps take it. */
export function base32(bytes: Uint8Array): string {
  let bits = 0
  let value = 0
  let out = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += alphabet[(value >>> bits) & 31] ?? ''
      value &= (1 << bits) - 1
    }
  }
  return bits > 0 ? out + (alphabet[(value << (5 - bits)) & 31] ?? '') : out
}

export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / stepMs)
}

/** The digits of a step (RFC 4226, 5.3). */
export function totpCode(secret: Uint8Array, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac[19] ?? 0) & 0x0f
  const value = (mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits
  return value.toString().padStart(digits, '0')
}

/**
 * The step a code belongs to: the present one or a neighbour (a phone's clock may be half a minute off), later than
 * `lastStep`, since a code is good once. Null when it belongs to none.
 */
export function matchingStep(secret: Uint8Array, code: string, at: Date, lastStep: number | null): number | null {
  const now = totpStep(at)
  for (const step of [now, now - 1, now + 1]) {
    if (lastStep !== null && step <= lastStep) continue
    if (code.length === 6 && timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code))) return step
  }
  return null
}

/** What the QR code carries (Key URI format of authenticator apps). */
export function totpUri(secret: Uint8Array, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`
}
