import type { MoneyWire } from './contract.ts'

/** An amount in minor units of a currency. Never a number. */
export interface Money {
  currency: string
  minor: bigint
}

/**
 * Digits after the decimal point in storage, from ISO 4217 (not from the runtime's locale data, which differs: it says 0
 * for HUF where ISO 4217 says 2). Currencies not named have two.
 */
const exponents: Record<string, number> = Object.fromEntries([
  ...'JPY KRW VND CLP ISK UGX PYG XAF XOF XPF RWF BIF DJF GNF KMF VUV'.split(' ').map(code => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map(code => [code, 3]),
  ...'CLF UYW'.split(' ').map(code => [code, 4]),
])

export function storageExponent(currency: string): number {
  return exponents[currency] ?? 2
}

export function money(currency: string, minor: bigint): Money {
  return { currency, minor }
}

/** Throws when the currencies differ: a sum of two currencies is a defect, not a refusal. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`cannot add ${b.currency} to ${a.currency}`)
  return { currency: a.currency, minor: a.minor + b.minor }
}

export function negate(a: Money): Money {
  return { currency: a.currency, minor: -a.minor }
}

/**
 * Reads an amount a person typed: `1200`, `1,200.50`, full-width digits and signs too. Both our languages group by commas
 * and part decimals by a point; `6,95` could mean either and is therefore nothing. Undefined for what is not an amount of
 * this currency, more decimals than it has included: nothing is ever rounded here.
 */
export function parseMoney(typed: string, currency: string): Money | undefined {
  const text = typed.normalize('NFKC').replaceAll('\u2212', '-').trim()
  const parts = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text)
  if (!parts) return undefined
  const [, sign = '', whole = '', decimals = ''] = parts
  const exponent = storageExponent(currency)
  if (decimals.length > exponent || whole.length > 20) return undefined
  const minor = BigInt(whole.replaceAll(',', '') + decimals.padEnd(exponent, '0'))
  return { currency, minor: sign === '-' ? -minor : minor }
}

export function toWire(amount: Money): MoneyWire {
  return { currency: amount.currency, minor: amount.minor.toString() }
}

export function fromWire(wire: MoneyWire): Money {
  return { currency: wire.currency, minor: BigInt(wire.minor) }
}

/**
 * Splits `total` by integer weights so that the parts sum to it exactly: floor each share, then give the remaining
 * minor units to the largest remainders, ties to the earlier part (Hamilton's method). A zero weight gets zero;
 * a negative total is split by symmetry. Throws when every weight is zero and the total is not.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (total < 0n) return allocate(-total, weights).map(part => -part)
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum === 0n) {
    if (total !== 0n) throw new Error('cannot allocate over zero weights')
    return weights.map(() => 0n)
  }
  const shares = weights.map((weight, index) => {
    if (weight < 0n) throw new Error('negative weight')
    return { index, part: (total * weight) / sum, remainder: (total * weight) % sum }
  })
  let left = total - shares.reduce((a, share) => a + share.part, 0n)
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  for (const share of byRemainder) {
    if (left === 0n) break
    share.part += 1n
    left -= 1n
  }
  return shares.map(share => share.part)
}
