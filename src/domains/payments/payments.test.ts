import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMs, instant } from '../../kernel/clock.ts'
import { money } from '../../kernel/money.ts'
import { type Fact, factDigest, mismatch } from './facts.ts'
import { furthest, paymentStates } from './lifecycle.ts'
import { signNotice, whyNotSigned } from './sandbox/signing.ts'

test('states heard in any order end in the furthest one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...paymentStates), { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      (heard, random) => {
        const shuffled = heard
          .map(state => ({ state, key: random.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
        const endOf = (all: readonly (typeof heard)[number][]) =>
          all.reduce((state, said) => furthest(paymentStates, state, said), paymentStates[0])
        expect(endOf(shuffled.map(one => one.state))).toBe(endOf(heard))
      },
    ),
  )
})

const expected = { amount: money('CNY', 10_000n), merchant: 'm1' }
const captured: Fact = { kind: 'captured', reference: 'R', amount: money('CNY', 10_000n), merchant: 'm1' }

test('only a fact of our merchant, currency and amount is believed', () => {
  expect(mismatch(expected, captured)).toBeUndefined()
  expect(mismatch(expected, { ...captured, merchant: 'm2' })).toBe('merchant')
  expect(mismatch(expected, { ...captured, amount: money('USD', 10_000n) })).toBe('currency')
  expect(mismatch(expected, { ...captured, amount: money('CNY', 9_999n) })).toBe('amount')
  expect(mismatch(expected, { kind: 'captured', reference: 'R' })).toBe('amount-missing')
  expect(mismatch(expected, { kind: 'closed', reference: 'R' })).toBeUndefined()
})

test('the same fact said twice has one digest, another fact another', () => {
  expect(factDigest('sandbox', { ...captured, at: instant('2030-01-01T00:00:00Z') })).toBe(
    factDigest('sandbox', captured),
  )
  expect(factDigest('sandbox', { ...captured, providerReference: 'T2' })).not.toBe(factDigest('sandbox', captured))
  expect(factDigest('alipay', captured)).not.toBe(factDigest('sandbox', captured))
})

test('a notice changed in any byte, or signed with another secret, is refused', () => {
  const at = instant('2030-01-01T00:00:00Z')
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (raw, place, flip) => {
        const signed = signNotice('secret', raw, at)
        const headers = { 'sandbox-timestamp': signed.timestamp, 'sandbox-signature': signed.signature }
        expect(whyNotSigned('secret', raw, headers, at)).toBeUndefined()
        expect(whyNotSigned('other', raw, headers, at)).toBe('bad signature')
        expect(whyNotSigned('secret', raw, headers, addMs(at, 301_000))).toBe('out of time')
        const altered = Uint8Array.from(raw)
        altered[place % raw.length] = (altered[place % raw.length] ?? 0) ^ flip
        expect(whyNotSigned('secret', altered, headers, at)).toBe('bad signature')
      },
    ),
  )
})
