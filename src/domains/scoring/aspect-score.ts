import { combineParts } from './combine.ts'
import { convert, FormulaError, NoConversion } from './convert.ts'
import { decimal, one, text, textRounded, zero, type Decimal } from './decimal.ts'
import type { Cell } from './gather-scores.ts'
import { mistake, type Place, type ScoringMistake } from './mistake.ts'
import { naturalOrder } from './order.ts'
import type { Readings } from './readings.ts'
import type { AspectResult, OccurrenceResult } from './results-schema.ts'
import { round } from './rounding.ts'
import { type Conversion, type Panel, sumOf } from './rules-parts.ts'
import type { Aspect, ScoringRules } from './scoring-rules.ts'

export interface ScoringScope {
  rules: ScoringRules
  category: string
  segment: string
  entry: string
  readings: Readings
  mistakes: ScoringMistake[]
  /** An entry that did not finish: what is not there counts 0 instead of being a mistake. */
  lenient: boolean
}

export interface ScoredAspect {
  aspect: Aspect
  /** Unsigned points by occurrence. */
  points: Map<string, Decimal>
  /** Unsigned total. */
  total: Decimal
  absent: boolean
  result: AspectResult
}

/** The conversion that applies: the aspect's own, or, with `max` on a scale with a maximum, the proportional one. */
export function conversionOf(aspect: Aspect, panel: Panel | undefined): Conversion | undefined {
  if (aspect.convert || aspect.max === undefined || aspect.kind !== 'judged') return aspect.convert
  const from = scaleMaximum(panel)
  return from && !from.isZero() ? { type: 'proportional', from: text(from), to: aspect.max } : undefined
}

/** The highest mark a panel's scale allows. */
export function scaleMaximum(panel: Panel | undefined): Decimal | undefined {
  const values = Object.values(panel?.scale.values ?? {}).map(decimal)
  const all = panel?.scale.max === undefined ? values : [...values, decimal(panel.scale.max)]
  return all.reduce<Decimal | undefined>((best, value) => (best && best.greaterThan(value) ? best : value), undefined)
}

export function factorOf(aspect: Aspect, category: string): Decimal {
  const { factor } = aspect
  if (typeof factor !== 'object') return decimal(factor)
  return decimal(factor.byCategory[category] ?? factor.otherwise)
}

/** Value → conversion → × factor × multiplier → + base, rounded at each step: the points of one occurrence. */
function scoreOccurrence(
  scope: ScoringScope,
  aspect: Aspect,
  cell: Cell,
): { points: Decimal; result: OccurrenceResult } | undefined {
  const reading = scope.readings.of.get(cell)
  if (!reading) return undefined
  const { rounding } = aspect
  const panel = aspect.kind === 'judged' ? scope.rules.panels[aspect.panel] : undefined
  const how = conversionOf(aspect, panel)
  const multiplier = cell.multiplier ?? one
  const base = cell.base ?? zero
  let raw = reading.value
  try {
    if (how)
      raw = convert(how, reading.value, {
        best: scope.readings.best(scope.category, scope.segment, aspect.id),
        variables: { multiplier, base },
      })
  } catch (error) {
    if (!(error instanceof FormulaError || error instanceof NoConversion)) throw error
    const at: Place = { entry: scope.entry, segment: scope.segment, aspect: aspect.id, occurrence: cell.occurrence }
    if (cell.row > 0) at.row = cell.row
    scope.mistakes.push(mistake('no-conversion', at, { value: text(reading.value), reason: error.message }))
    return undefined
  }
  const converted = round(raw, rounding.converted)
  const factor = factorOf(aspect, scope.category)
  // A formula has used multiplier and base already where it names them.
  const uses = how?.type === 'formula' ? how.formula : ''
  const times = /\bmultiplier\b/.test(uses) ? one : multiplier
  const plus = /\bbase\b/.test(uses) ? zero : base
  const product = round(converted.times(factor).times(times), rounding.product)
  const before = product.plus(plus)
  const points = round(before, rounding.points)
  return {
    points,
    result: {
      occurrence: cell.occurrence,
      ...(cell.note !== undefined && { note: cell.note }),
      ...(reading.panel && { panel: reading.panel }),
      ...(reading.given !== undefined && { given: reading.given }),
      value: reading.panel?.rounded ?? text(reading.value),
      converted: textRounded(converted, rounding.converted),
      factor: text(factor),
      ...(cell.multiplier && { multiplier: text(cell.multiplier) }),
      ...(cell.base && { base: text(cell.base) }),
      product: textRounded(product, rounding.product),
      beforeRounding: text(before),
      points: textRounded(points, rounding.points),
    },
  }
}

/** All occurrences of one aspect of one entry; `many` where the criterion takes attempts, and counts them itself. */
export function scoreAspect(
  scope: ScoringScope,
  aspect: Aspect,
  cells: Map<string, Cell> | undefined,
  many = false,
): ScoredAspect {
  const at: Place = { entry: scope.entry, segment: scope.segment, aspect: aspect.id }
  if (scope.category) at.category = scope.category
  const scored = [...(cells?.values() ?? [])]
    .sort((a, b) => naturalOrder(a.occurrence, b.occurrence))
    .flatMap(cell => scoreOccurrence(scope, aspect, cell) ?? [])
  const count = cells?.size ?? 0
  if (!scope.lenient) {
    if (count === 0 && aspect.absent === 'refuse')
      scope.mistakes.push(mistake('aspect-missing', at, { aspect: aspect.id }))
    const { expected, most } = aspect.occurrences ?? { most: many ? undefined : 1, expected: undefined }
    if (count > 0 && expected !== undefined && count !== expected)
      scope.mistakes.push(mistake('occurrence-count', at, { count, expected }))
    if (most !== undefined && count > most)
      scope.mistakes.push(mistake('occurrence-count', at, { count, expected: most }))
  }
  const parts = scored.map(item => ({ id: item.result.occurrence, value: item.points }))
  const combined = combineParts(aspect.occurrences?.combine ?? sumOf, parts)
  const total = round(combined.value, aspect.rounding.total)
  const signed = aspect.effect === 'subtract' ? total.negated() : total
  return {
    aspect,
    points: new Map(parts.map(part => [part.id, part.value])),
    total,
    absent: scored.length === 0,
    result: {
      aspect: aspect.id,
      ...(aspect.label && { label: aspect.label }),
      kind: aspect.kind,
      counts: aspect.counts,
      occurrences: scored.map(item => item.result),
      ...(combined.left.length > 0 && { left: combined.left }),
      beforeRounding: text(combined.value),
      points: textRounded(
        signed,
        aspect.rounding.total.mode === 'none' ? aspect.rounding.points : aspect.rounding.total,
      ),
    },
  }
}

export const signed = (aspect: Aspect, points: Decimal) => (aspect.effect === 'subtract' ? points.negated() : points)
