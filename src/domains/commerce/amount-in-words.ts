import type { Money } from '../../kernel/money.ts'
import { storageExponent } from '../../kernel/money.ts'

/**
 * The signs of Chinese financial numerals (daxie) and of currencies, handed in from a catalogue: no source text but the
 * catalogues holds Chinese. `digits` are zero to nine, `places` ones to thousands, `groups` ten thousands, hundred
 * millions and so on, `parts` tenths and hundredths of the unit.
 */
export interface NumeralSigns {
  digits: string
  /** Signs of tens, hundreds and thousands. */
  places: string
  /** Signs of the ten thousand, of the hundred million, and of the ten thousand hundred million. */
  groups: string
  unit: string
  parts: string
  whole: string
  minus: string
  /** Name before the amount, by currency code. */
  currencies: Record<string, string>
}

/**
 * An amount in words as it stands on Chinese receipts. Source of the rules: Payment and Settlement Measures of the
 * People's Bank of China, appendix 1 (zeros between figures are said once, an amount that ends at the yuan or the jiao
 * ends in the sign for whole). Only currencies with two
 * decimal places whose name the signs know; null for others, which then show in figures alone.
 */
export function amountInWords(amount: Money, signs: NumeralSigns): string | null {
  const name = signs.currencies[amount.currency]
  if (name === undefined || storageExponent(amount.currency) !== 2) return null
  const negative = amount.minor < 0n
  const minor = negative ? -amount.minor : amount.minor
  const units = minor / 100n
  const tenths = Number((minor / 10n) % 10n)
  const hundredths = Number(minor % 10n)
  const digit = (value: number): string => signs.digits.charAt(value)

  let text = units > 0n ? integerInWords(units, signs) + signs.unit : ''
  if (tenths > 0) text += digit(tenths) + signs.parts.charAt(0)
  else if (hundredths > 0 && units > 0n) text += digit(0)
  if (hundredths > 0) text += digit(hundredths) + signs.parts.charAt(1)
  else text = (text === '' ? digit(0) + signs.unit : text) + signs.whole
  return `${name}${negative ? signs.minus : ''}${text}`
}

function integerInWords(value: bigint, signs: NumeralSigns): string {
  const groups: number[] = []
  for (let rest = value; rest > 0n; rest /= 10_000n) groups.push(Number(rest % 10_000n))
  if (groups.length > signs.groups.length + 1) throw new RangeError('more than can be written')
  let text = ''
  let zero = false
  for (const [index, group] of [...groups.entries()].toReversed()) {
    if (group === 0) {
      zero = text !== ''
      continue
    }
    // A gap before this group, or a group that does not fill its thousands, is said as one zero.
    if (zero || (text !== '' && group < 1000)) text += signs.digits.charAt(0)
    text += groupInWords(group, signs)
    if (index > 0) text += signs.groups.charAt(index - 1)
    zero = false
  }
  return text
}

function groupInWords(group: number, signs: NumeralSigns): string {
  let text = ''
  let zero = false
  for (let place = 3; place >= 0; place--) {
    const figure = Math.floor(group / 10 ** place) % 10
    if (figure === 0) {
      zero = text !== ''
      continue
    }
    if (zero) text += signs.digits.charAt(0)
    text += signs.digits.charAt(figure) + (place > 0 ? signs.places.charAt(place - 1) : '')
    zero = false
  }
  return text
}
