import { compare, decimal, zero, type Decimal } from './decimal.ts'
import { formula, FormulaError, variableName } from './formula.ts'
import type { Conversion } from './rules-parts.ts'

/** What a conversion may know besides the figure itself. */
export interface ConversionContext {
  /** Best figure of the same aspect in segment and category (for `relative`). */
  best?: { highest: Decimal; lowest: Decimal } | undefined
  /** Names a formula may use besides `x`. */
  variables?: Readonly<Record<string, Decimal>>
}

/** A figure the conversion has no answer for. */
export class NoConversion extends Error {}

/** Turns a figure into points as the rule set says; throws NoConversion or FormulaError. */
export function convert(how: Conversion, x: Decimal, context: ConversionContext = {}): Decimal {
  switch (how.type) {
    case 'linear':
      return x
        .minus(decimal(how.minus))
        .times(decimal(how.times))
        .dividedBy(decimal(how.dividedBy))
        .plus(decimal(how.plus))
    case 'proportional':
      return x.times(decimal(how.to)).dividedBy(decimal(how.from))
    case 'bands': {
      const lines = sortedPoints(how.points)
      return (lines.findLast(line => compare(line.at, x) <= 0) ?? lines[0])?.points ?? zero
    }
    case 'table': {
      const line = sortedPoints(how.points).find(candidate => compare(candidate.at, x) === 0)
      if (!line) throw new NoConversion(x.toFixed())
      return line.points
    }
    case 'interpolate':
      return interpolate(sortedPoints(how.points), x)
    case 'power': {
      const gap = how.better === 'higher' ? x.minus(decimal(how.from)) : decimal(how.from).minus(x)
      return gap.isPositive() && !gap.isZero() ? decimal(how.times).times(gap.pow(decimal(how.power))) : zero
    }
    case 'relative': {
      if (!context.best) return zero
      const max = decimal(how.max)
      const [part, whole] = how.better === 'higher' ? [x, context.best.highest] : [context.best.lowest, x]
      if (whole.isZero()) return part.isZero() ? max : zero
      return max.times(part).dividedBy(whole)
    }
    case 'formula':
      return evaluate(how.formula, { ...context.variables, x })
  }
}

const compiled = new Map<string, ReturnType<typeof formula>>()

/** Evaluates a formula of a rule set; names with dashes are given with underscores. */
export function evaluate(source: string, variables: Readonly<Record<string, Decimal>>): Decimal {
  let known = compiled.get(source)
  if (!known) {
    known = formula(source)
    if (compiled.size > 500) compiled.clear()
    compiled.set(source, known)
  }
  return known.evaluate(Object.fromEntries(Object.entries(variables).map(([id, value]) => [variableName(id), value])))
}

export { FormulaError }

function sortedPoints(points: Extract<Conversion, { type: 'bands' }>['points']) {
  return points
    .map(point => ({ at: decimal(point.at), points: decimal(point.points) }))
    .sort((a, b) => a.at.comparedTo(b.at))
}

function interpolate(points: ReturnType<typeof sortedPoints>, x: Decimal): Decimal {
  const above = points.findIndex(point => point.at.greaterThanOrEqualTo(x))
  const next = points[above]
  const before = points[above - 1]
  if (above === -1) return points.at(-1)?.points ?? zero
  if (!next || !before) return next?.points ?? zero
  const share = x.minus(before.at).dividedBy(next.at.minus(before.at))
  return before.points.plus(next.points.minus(before.points).times(share))
}
