import { Decimal } from 'decimal.js'
import type { Rounding } from './rounding.ts'

/**
 * Score arithmetic. 60 significant digits are carried, and every figure is snapped to 40 before it is rounded, compared or
 * shown: 1 ÷ 3 × 3 therefore is 1 and not 0.99…9, which a rule that rounds down would turn into 0.99.
 */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 })
const carriedDigits = 40
const shownDigits = 30

export type { Decimal }

/** Plain decimal text only: no exponent, no thousands mark, no white space inside. */
const plainNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

/** A figure from text or from a JSON number (whose shortest decimal form is meant). Throws on text that is not a number. */
export function decimal(value: string | number | Decimal): Decimal {
  return new Exact(typeof value === 'number' ? String(value) : value)
}

/** A figure from user text, or undefined when the text is not a plain decimal number. */
export function parseDecimal(text: string): Decimal | undefined {
  const trimmed = text.trim().replace(/^\u2212/, '-')
  return plainNumber.test(trimmed) && trimmed.length <= 60 ? new Exact(trimmed.replace(/^\+/, '')) : undefined
}

export const zero = decimal(0)
export const one = decimal(1)

/** Removes the noise of non-terminating divisions. */
export function snap(value: Decimal): Decimal {
  return value.toSignificantDigits(carriedDigits)
}

/** Text of a figure: exact where it terminates within 30 significant digits. */
export function text(value: Decimal): string {
  const shown = value.toSignificantDigits(shownDigits)
  return shown.isZero() ? '0' : shown.toFixed()
}

/** Like `text`, with at least the decimals a rounding rule prints: 87.5 rounded to two decimals reads 87.50. */
export function textRounded(value: Decimal, rounding: Rounding): string {
  const plain = text(value)
  if (rounding.mode === 'none' || !('decimals' in rounding) || rounding.decimals === 0) return plain
  const digits = plain.split('.')[1]?.length ?? 0
  if (digits >= rounding.decimals) return plain
  return `${plain.includes('.') ? plain : `${plain}.`}${'0'.repeat(rounding.decimals - digits)}`
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), zero)
}

/** -1, 0 or 1; figures that differ only by division noise are equal. */
export function compare(a: Decimal, b: Decimal): number {
  return snap(a).comparedTo(snap(b))
}

export function decimalFunctions() {
  return Exact
}
