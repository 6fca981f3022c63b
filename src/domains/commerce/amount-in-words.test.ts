import fc from 'fast-check'
import { expect, test } from 'vitest'
import { money } from '../../kernel/money.ts'
import { amountInWords, type NumeralSigns } from './amount-in-words.ts'

const signs: NumeralSigns = {
  digits: '零壹贰叁肆伍陆柒捌玖',
  places: '拾佰仟',
  groups: '万亿兆',
  unit: '元',
  parts: '角分',
  whole: '整',
  minus: '负',
  currencies: { CNY: '人民币' },
}

test.each([
  [10_000n, '人民币壹佰元整'],
  [12_345_678_901n, '人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分'],
  [140_950n, '人民币壹仟肆佰零玖元伍角整'],
  [600_714n, '人民币陆仟零柒元壹角肆分'],
  [10_700_053n, '人民币壹拾万柒仟元伍角叁分'],
  [1_640_902n, '人民币壹万陆仟肆佰零玖元零贰分'],
  [32_504n, '人民币叁佰贰拾伍元零肆分'],
  [1_000_100n, '人民币壹万零壹元整'],
  [10_000_000_001n, '人民币壹亿元零壹分'],
  [10_000_010_000n, '人民币壹亿零壹佰元整'],
  [1_000_100_000n, '人民币壹仟万壹仟元整'],
  [5n, '人民币伍分'],
  [50n, '人民币伍角整'],
  [0n, '人民币零元整'],
  [-2_000n, '人民币负贰拾元整'],
])('%s fen is %s', (minor, words) => {
  expect(amountInWords(money('CNY', minor), signs)).toBe(words)
})

test('a currency the signs do not name, or without hundredths, is not written', () => {
  expect(amountInWords(money('USD', 100n), signs)).toBeNull()
  expect(amountInWords(money('JPY', 100n), { ...signs, currencies: { JPY: '日元' } })).toBeNull()
})

test('no zero is said twice, none stands before a unit, and the figures can be read back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 99_999_999_999_999n }), minor => {
      const words = amountInWords(money('CNY', minor), signs) ?? ''
      expect(words).not.toMatch(/零零|零[拾佰仟万亿元角分整]/)
      expect(readBack(words)).toBe(minor)
    }),
    { numRuns: 2000 },
  )
})

/** Written apart from the function under test: sums figure × place, sign by sign. */
function readBack(words: string): bigint {
  const [, units = '', rest = ''] = /^人民币(?:(.*)元)?(.*)$/.exec(words) ?? []
  let total = 0n
  let section = 0n
  let figure = 0n
  for (const sign of units) {
    const value = signs.digits.indexOf(sign)
    const place = signs.places.indexOf(sign)
    const group = signs.groups.indexOf(sign)
    if (value >= 0) figure = BigInt(value)
    else if (place >= 0) {
      section += figure * 10n ** BigInt(place + 1)
      figure = 0n
    } else if (group >= 0) {
      total += (section + figure) * 10_000n ** BigInt(group + 1)
      section = 0n
      figure = 0n
    }
  }
  total += section + figure
  const tenths = /([^零])角/.exec(rest)?.[1]
  const hundredths = /(.)分/.exec(rest)?.[1]
  return (
    total * 100n +
    (tenths ? BigInt(signs.digits.indexOf(tenths)) * 10n : 0n) +
    (hundredths ? BigInt(signs.digits.indexOf(hundredths)) : 0n)
  )
}
