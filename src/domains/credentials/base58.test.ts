import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base58Decode, base58Encode } from './base58.ts'

test('known pairs of the base58 draft come out', () => {
  expect(base58Encode(Buffer.from('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U')
  expect(base58Encode(Buffer.from('The quick brown fox jumps over the lazy dog.'))).toBe(
    'USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z',
  )
  expect(base58Encode(Buffer.from('0000287fb4cd', 'hex'))).toBe('11233QC4')
})

test('any bytes survive the round trip', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), bytes => {
      expect(base58Decode(base58Encode(bytes))).toEqual(bytes)
    }),
  )
})

test('letters outside the alphabet are refused', () => {
  for (const text of ['0', 'O', 'I', 'l', 'abc+', ' ', '1'.repeat(2000)]) expect(base58Decode(text)).toBeUndefined()
})
