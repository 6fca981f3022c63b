import type { ScoringScope } from './aspect-score.ts'
import { combineParts } from './combine.ts'
import { FormulaError } from './convert.ts'
import { decimal, snap, sum, text, textRounded, zero, type Decimal } from './decimal.ts'
import { type ScoredCriterion, scoreCriterion, within } from './criterion-score.ts'
import type { EntryScores } from './gather-scores.ts'
import { mistake } from './mistake.ts'
import type { DeductionResult, SegmentResult } from './results-schema.ts'
import { noRounding, round } from './rounding.ts'
import type { Deduction, Segment } from './scoring-rules.ts'

export interface ScoredSegment {
  segment: Segment
  criteria: ScoredCriterion[]
  /** Points taken away (a positive figure) less those added. */
  deducted: Decimal
  own: Decimal
  total: Decimal
  status?: string
  result: SegmentResult
}

/** Deductions and bonuses of a segment or of the whole; `whole` is what percentages are taken of. */
export function scoreDeductions(
  rules: readonly Deduction[],
  values: ReadonlyMap<string, Decimal> | undefined,
  whole: Decimal,
) {
  const list: DeductionResult[] = []
  let points = zero
  for (const rule of rules) {
    const value = values?.get(rule.id)
    if (value === undefined) continue
    const size = sizeOf(rule, value, whole)
    const limited = rule.most !== undefined && size.greaterThan(decimal(rule.most)) ? decimal(rule.most) : size
    const rounded = round(limited, rule.round)
    const signed = rule.effect === 'subtract' ? rounded.negated() : rounded
    points = points.plus(signed)
    list.push({
      deduction: rule.id,
      ...(rule.label && { label: rule.label }),
      value: text(value),
      points: textRounded(signed, rule.round),
    })
  }
  return { list, points }
}

function sizeOf(rule: Deduction, value: Decimal, whole: Decimal): Decimal {
  switch (rule.type) {
    case 'points':
      return value
    case 'count':
      return value.times(decimal(rule.each))
    case 'started':
      return snap(value.dividedBy(decimal(rule.per)))
        .ceil()
        .times(decimal(rule.each))
    case 'percent':
      return whole.times(value).dividedBy(100)
  }
}

/** One entry's segment without what is carried from others: sum of weighted criteria, deductions, limits, rounding. */
export function scoreSegment(scope: ScoringScope, segment: Segment, scores: EntryScores): ScoredSegment {
  const cells = scores.cells.get(segment.id) ?? new Map()
  const criteria = segment.criteria.map(criterion => scoreCriterion(scope, criterion, cells))
  let raw = zero
  try {
    const parts = criteria.map(item => ({ id: item.criterion.id, value: item.weighted, weight: decimal(1) }))
    const totals = Object.fromEntries(criteria.map(item => [item.criterion.id, item.total]))
    const how = segment.combine
    // In a weighted mean the weights divide again, so the unweighted totals enter it.
    const weighted = criteria.map(item => ({
      id: item.criterion.id,
      value: item.total,
      weight: decimal(item.criterion.weight),
    }))
    raw = combineParts(how, how.method === 'weighted-mean' ? weighted : parts, totals).value
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    scope.mistakes.push(
      mistake('no-conversion', { entry: scope.entry, segment: segment.id }, { value: '', reason: error.message }),
    )
  }
  const total = round(raw, segment.rounding.sum)
  const deductions = scoreDeductions(segment.deductions, scores.deductions.get(segment.id), total)
  const before = within(total.plus(deductions.points), segment)
  const own = round(before, segment.rounding.own)
  const status = scores.statuses.get(segment.id)
  return {
    segment,
    criteria,
    deducted: deductions.points.negated(),
    own,
    total: own,
    ...(status !== undefined && { status }),
    result: {
      segment: segment.id,
      ...(segment.label && { label: segment.label }),
      ...(status !== undefined && { status }),
      criteria: criteria.map(item => item.result),
      sum: textRounded(total, segment.rounding.sum),
      deductions: deductions.list,
      deducted: text(deductions.points.negated()),
      beforeRounding: text(before),
      own: textRounded(own, segment.rounding.own),
      carried: [],
      total: textRounded(own, segment.rounding.own),
      rank: null,
      weight: text(decimal(segment.weight)),
      weighted: '0',
    },
  }
}

/** Adds what earlier segments bring along; `done` holds this entry's segments by id. */
export function addCarried(scored: ScoredSegment, done: ReadonlyMap<string, ScoredSegment>): void {
  const { carry, rounding } = scored.segment
  if (carry.length === 0) {
    scored.total = round(scored.own, rounding.total)
    scored.result.total = textRounded(scored.total, rounding.total.mode === 'none' ? rounding.own : rounding.total)
    return
  }
  const taken = carry.map(line => {
    const from = done.get(line.segment)
    const points = round((from?.[line.of] ?? zero).times(decimal(line.weight)), rounding.carried ?? noRounding)
    return { segment: line.segment, weight: text(decimal(line.weight)), points }
  })
  scored.total = round(scored.own.plus(sum(taken.map(line => line.points))), rounding.total)
  scored.result.carried = taken.map(line => ({ ...line, points: text(line.points) }))
  scored.result.total = textRounded(scored.total, rounding.total)
}
