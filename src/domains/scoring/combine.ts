import { compare, decimal, one, sum, zero, type Decimal } from './decimal.ts'
import { evaluate } from './convert.ts'
import { highest, lowest, median, weightedMean } from './panel-score.ts'
import type { Combine } from './rules-parts.ts'

export interface Part {
  id: string
  value: Decimal
  weight?: Decimal
}

/**
 * Makes one figure of several. Parts left out by best-of or drop are named in `left`; of equal parts the earlier is kept.
 */
export function combineParts(
  how: Combine,
  parts: readonly Part[],
  variables: Readonly<Record<string, Decimal>> = {},
): { value: Decimal; left: string[] } {
  const kept = pick(how, parts)
  const values = kept.map(part => part.value)
  const left = parts.filter(part => !kept.includes(part)).map(part => part.id)
  return { value: reduceParts(how, kept, values, variables), left }
}

function reduceParts(
  how: Combine,
  kept: readonly Part[],
  values: readonly Decimal[],
  variables: Readonly<Record<string, Decimal>>,
): Decimal {
  switch (how.method) {
    case 'formula':
      return evaluate(how.formula ?? '0', {
        ...Object.fromEntries(kept.map(part => [part.id, part.value])),
        ...variables,
      })
    case 'sum':
      return sum(values)
    case 'mean':
      return values.length === 0 ? zero : sum(values).dividedBy(values.length)
    case 'weighted-mean':
      return weightedMean(
        values,
        kept.map(part => part.weight ?? one),
      )
    case 'median':
      return median(values)
    case 'max':
      return highest(values)
    case 'min':
      return lowest(values)
    case 'first':
      return values[0] ?? zero
    case 'last':
      return values.at(-1) ?? zero
    case 'product':
      return values.reduce((product, value) => product.times(value), decimal(1))
  }
}

function pick(how: Combine, parts: readonly Part[]): Part[] {
  if (how.best === undefined && how.drop === undefined) return [...parts]
  const sign = how.bestIs === 'higher' ? -1 : 1
  const ranked = parts
    .map((part, index) => ({ part, index }))
    .sort((a, b) => sign * compare(a.part.value, b.part.value) || a.index - b.index)
    .map(item => item.part)
  const dropped = how.drop
    ? ranked.slice(how.drop.best, Math.max(how.drop.best, ranked.length - how.drop.worst))
    : ranked
  const best = new Set(how.best === undefined ? dropped : dropped.slice(0, how.best))
  return parts.filter(part => best.has(part))
}
