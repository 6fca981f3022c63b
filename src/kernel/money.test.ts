import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, allocate, fromWire, money, negate, parseMoney, storageExponent, toWire } from './money.ts'

const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 12 })
  .filter(all => all.some(weight => weight > 0n))
const total = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })

test('parts of an allocation sum to the whole, and none is more than a cent from its exact share', () => {
  fc.assert(
    fc.property(total, weights, (whole, all) => {
      const sum = all.reduce((a, b) => a + b, 0n)
      const parts = allocate(whole, all)
      expect(parts.reduce((a, b) => a + b, 0n)).toBe(whole)
      for (const [index, part] of parts.entries()) {
        const off = part * sum - whole * (all[index] ?? 0n)
        expect(off < sum && off > -sum).toBe(true)
      }
    }),
  )
})

test('a zero weight gets nothing, and a negative total mirrors the positive one', () => {
  fc.assert(
    fc.property(total, weights, (whole, all) => {
      const parts = allocate(whole, [...all, 0n])
      expect(parts.at(-1)).toBe(0n)
      expect(allocate(-whole, all)).toEqual(allocate(whole, all).map(part => -part))
    }),
  )
})

test('the largest remainders get the cents that are left, ties to the earlier part', () => {
  expect(allocate(10n, [149n, 149n, 702n])).toEqual([2n, 1n, 7n])
  expect(allocate(10n, [110n, 190n, 700n])).toEqual([1n, 2n, 7n])
  expect(allocate(100_000n, [40n, 30n, 30n])).toEqual([40_000n, 30_000n, 30_000n])
  expect(allocate(1n, [1n, 1n])).toEqual([1n, 0n])
  expect(() => allocate(1n, [0n])).toThrow('zero weights')
  expect(allocate(0n, [0n, 0n])).toEqual([0n, 0n])
})

test('currencies keep the decimals of ISO 4217, not those of the runtime', () => {
  expect(['CNY', 'JPY', 'HUF', 'KWD', 'UGX', 'CLF'].map(storageExponent)).toEqual([2, 0, 2, 3, 0, 4])
})

test('two currencies are never added', () => {
  expect(add(money('CNY', 1n), money('CNY', 2n))).toEqual(money('CNY', 3n))
  expect(() => add(money('CNY', 1n), money('USD', 1n))).toThrow('cannot add USD to CNY')
})

test('an amount survives the wire', () => {
  fc.assert(
    fc.property(total, minor => {
      expect(fromWire(toWire(negate(money('CNY', minor))))).toEqual(money('CNY', -minor))
    }),
  )
})

test.each([
  ['1200', 120_000n],
  ['1,200.5', 120_050n],
  ['１，２００．５０', 120_050n],
  [' 0.01 ', 1n],
  ['−6.95', -695n],
  ['12,345,678', 1_234_567_800n],
])('%s typed is %s fen', (typed, minor) => {
  expect(parseMoney(typed, 'CNY')).toEqual(money('CNY', minor))
})

test.each(['', '6,95', '1,20', '1.005', '.5', '1e3', '12 000', '¥5', 'NaN', '1,2345', '--1', '0x10'])(
  '“%s” is not an amount of yuan',
  typed => {
    expect(parseMoney(typed, 'CNY')).toBeUndefined()
  },
)

test('yen have no decimals and dinars three', () => {
  expect(parseMoney('100.0', 'JPY')).toBeUndefined()
  expect(parseMoney('100', 'JPY')).toEqual(money('JPY', 100n))
  expect(parseMoney('1.005', 'KWD')).toEqual(money('KWD', 1005n))
})
