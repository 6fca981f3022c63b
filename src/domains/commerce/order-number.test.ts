import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../kernel/clock.ts'
import { orderNumber, readOrderNumber, spacedNumber } from './order-number.ts'

const day = instant('2026-11-22T04:00:00Z')

test('a number reads back as itself, spaced or in lower case', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 33_554_431n }), count => {
      const number = orderNumber(day, count)
      expect(number).toMatch(/^261122[0-9A-Z]{6}$/)
      expect(readOrderNumber(spacedNumber(number).toLowerCase())).toBe(number)
    }),
  )
})

test('one wrong sign is always noticed', () => {
  const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 33_554_431n }), fc.nat(11), fc.nat(31), (count, place, other) => {
      const number = orderNumber(day, count)
      const wrong = signs.charAt(other)
      fc.pre(wrong !== number[place])
      expect(readOrderNumber(number.slice(0, place) + wrong + number.slice(place + 1))).toBeUndefined()
    }),
  )
})

test('a day gives a hundred thousand different numbers that do not tell their order', () => {
  const numbers = Array.from({ length: 100_000 }, (_, count) => orderNumber(day, BigInt(count)))
  expect(new Set(numbers).size).toBe(100_000)
  expect(numbers.slice(0, 50)).not.toEqual(numbers.slice(0, 50).sort())
})
