import fc from 'fast-check'
import { generateKeyPairSync } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bitAt, encodeBitstring, statusListSize } from './bitstring-status-list.ts'
import {
  controllerDocumentUrl,
  decodePublicMultikey,
  decodeSecretMultikey,
  encodePublicMultikey,
  encodeSecretMultikey,
  multikeyOfDidKey,
} from './multikey.ts'
import { identityHash } from './open-badge.ts'

test('every bit of a status list is where it was put, and the list is never shorter than 16 KiB', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(statusListSize - 1), { maxLength: 20 }),
      fc.nat(statusListSize - 1),
      (revoked, other) => {
        const list = encodeBitstring(revoked)
        for (const index of revoked) expect(bitAt(list, index)).toBe(true)
        expect(bitAt(list, other)).toBe(revoked.includes(other))
        expect(gunzipSync(Buffer.from(list.slice(1), 'base64url'))).toHaveLength(16_384)
      },
    ),
    { numRuns: 30 },
  )
})

test('bit 0 is the leftmost bit of the first byte', () => {
  const bytes = gunzipSync(Buffer.from(encodeBitstring([0, 15]).slice(1), 'base64url'))
  expect([bytes[0], bytes[1]]).toEqual([0b1000_0000, 0b0000_0001])
})

test('the example list of the specification is read', () => {
  expect(bitAt('uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA', 94_567)).toBe(false)
})

test('an index outside the list or a list that is none has no answer', () => {
  expect(bitAt(encodeBitstring([]), statusListSize)).toBeUndefined()
  expect(bitAt('unonsense', 0)).toBeUndefined()
  expect(() => encodeBitstring([statusListSize])).toThrow(RangeError)
})

test('keys survive their Multikey form', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  expect(encodePublicMultikey(publicKey)).toMatch(/^z6Mk/)
  expect(decodePublicMultikey(encodePublicMultikey(publicKey))?.equals(publicKey)).toBe(true)
  expect(decodeSecretMultikey(encodeSecretMultikey(privateKey))?.equals(privateKey)).toBe(true)
  expect(decodePublicMultikey(encodeSecretMultikey(privateKey))).toBeUndefined()
})

test('identifiers lead to keys and documents', () => {
  const key = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
  expect(multikeyOfDidKey(`did:key:${key}#${key}`)).toBe(key)
  expect(multikeyOfDidKey(`did:key:${key}#zOther`)).toBeUndefined()
  expect(multikeyOfDidKey('did:web:a.example')).toBeUndefined()
  expect(controllerDocumentUrl('did:web:a.example#k')).toBe('https://a.example/.well-known/did.json')
  expect(controllerDocumentUrl('did:web:a.example%3A8443:issuers:7')).toBe('https://a.example:8443/issuers/7/did.json')
  expect(controllerDocumentUrl('https://a.example/issuers/7#key-1')).toBe('https://a.example/issuers/7')
  expect(controllerDocumentUrl('did:ion:abc')).toBeUndefined()
})

test('an e-mail is hashed with its salt', () => {
  expect(identityHash('a@b.example', 'salt')).toBe(
    'sha256$48a83bb8047d853b152b49c6d9afb8f6adffda654efe757b3c758f77912cfe4b',
  )
  expect(identityHash('a@b.example', 'salt')).not.toBe(identityHash('a@b.example', 'pepper'))
})
