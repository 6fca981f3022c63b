import { evaluate, FormulaError } from './convert.ts'
import { within } from './criterion-score.ts'
import { compare, decimal, sum, text, textRounded, zero, type Decimal } from './decimal.ts'
import type { EntryScores } from './gather-scores.ts'
import { mistake, type ScoringMistake } from './mistake.ts'
import type { DeductionResult } from './results-schema.ts'
import { noRounding, round } from './rounding.ts'
import type { ScoringRules, Segment } from './scoring-rules.ts'
import { type ScoredSegment, scoreDeductions } from './segment-score.ts'

export interface OverallScore {
  /** Index of the last segment with scores: decides first where the furthest segment counts. */
  reached: number
  before: Decimal
  total: Decimal
  totalText: string
  deductions: DeductionResult[]
  /** Why there is no rank. */
  unranked?: string
}

/** The segments a category has. */
export function segmentsOf(rules: ScoringRules, category: string): Segment[] {
  return rules.segments.filter(segment => !segment.categories || segment.categories.includes(category))
}

/** Combines an entry's segments into the overall figure, with deductions, limits and rounding. */
export function scoreOverall(
  rules: ScoringRules,
  scores: EntryScores,
  done: ReadonlyMap<string, ScoredSegment>,
  pointsOfPlace: (segment: string) => Decimal | undefined,
  mistakes: ScoringMistake[],
): OverallScore {
  const { overall } = rules
  const expected = segmentsOf(rules, scores.category)
  const counted = (segment: Segment) =>
    done.has(segment.id) || rules.ranking.statuses[scores.statuses.get(segment.id) ?? '']?.treatment === 'zero'
  const missing = expected.filter(segment => !counted(segment))
  const parts = expected
    .filter(segment => done.has(segment.id) || overall.absent !== 'skip')
    .map(segment => partOf(rules, segment, done.get(segment.id), pointsOfPlace))
  let raw = zero
  try {
    raw = reduce(rules, parts, done, expected)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    mistakes.push(mistake('no-conversion', { entry: scores.entry }, { value: '', reason: error.message }))
  }
  const whole = round(raw, overall.rounding.sum ?? noRounding)
  const deductions = scoreDeductions(overall.deductions, scores.deductions.get(''), whole)
  const before = within(whole.plus(deductions.points), overall)
  const total = round(before, overall.rounding.total)
  const reached = expected.findLastIndex(segment => done.has(segment.id))
  const absent = missing[0]
  const stops = overall.absent === 'unranked' && overall.combine.method !== 'furthest' && absent !== undefined
  return {
    reached,
    before,
    total,
    totalText: totalText(rules, total, done),
    deductions: deductions.list,
    ...(stops && { unranked: `absent:${absent.id}` }),
  }
}

/** With no rounding of its own a sum is shown with the decimals of its segments. */
function totalText(rules: ScoringRules, total: Decimal, done: ReadonlyMap<string, ScoredSegment>): string {
  const { total: last, sum: whole, weighted } = rules.overall.rounding
  const own = [last, whole, weighted].find(rounding => rounding.mode !== 'none')
  if (own) return textRounded(total, own)
  if (!['sum', 'best', 'furthest'].includes(rules.overall.combine.method)) return text(total)
  const decimals = Math.max(0, ...[...done.values()].map(scored => scored.result.total.split('.')[1]?.length ?? 0))
  return textRounded(total, { mode: 'half-even', decimals: Math.min(decimals, 20) })
}

interface Part {
  segment: Segment
  value: Decimal
  weight: Decimal
  weighted: Decimal
}

function partOf(
  rules: ScoringRules,
  segment: Segment,
  scored: ScoredSegment | undefined,
  pointsOfPlace: (segment: string) => Decimal | undefined,
): Part {
  const places = rules.overall.combine.method === 'places'
  const value = places ? (pointsOfPlace(segment.id) ?? zero) : (scored?.total ?? zero)
  const weight = decimal(segment.weight)
  const weighted = round(value.times(weight), rules.overall.rounding.weighted)
  if (scored) scored.result.weighted = textRounded(weighted, rules.overall.rounding.weighted)
  return { segment, value, weight, weighted }
}

function reduce(
  rules: ScoringRules,
  parts: readonly Part[],
  done: ReadonlyMap<string, ScoredSegment>,
  expected: readonly Segment[],
): Decimal {
  const how = rules.overall.combine
  const weighted = parts.map(part => part.weighted)
  switch (how.method) {
    case 'sum':
    case 'places':
      return sum(weighted)
    case 'mean':
      return weighted.length === 0 ? zero : sum(weighted).dividedBy(weighted.length)
    case 'weighted-mean': {
      const weight = sum(parts.map(part => part.weight))
      return weight.isZero() ? zero : sum(weighted).dividedBy(weight)
    }
    case 'best': {
      const sign = rules.ranking.direction === 'descending' ? -1 : 1
      return sum([...weighted].sort((a, b) => sign * compare(a, b)).slice(0, how.count))
    }
    case 'furthest': {
      const last = expected.findLast(segment => done.has(segment.id))
      return last ? (done.get(last.id)?.total ?? zero) : zero
    }
    case 'formula':
      return evaluate(how.formula, Object.fromEntries(parts.map(part => [part.segment.id, part.value])))
    case 'judge-majority':
      return zero
  }
}

/** The points of a place: the place itself, or the table's; a shared place may take the mean of the places it covers. */
export function placePoints(rules: ScoringRules, place: number, sharing: number): Decimal {
  const how = rules.overall.combine
  if (how.method !== 'places') return zero
  const covered = how.shared === 'mean' ? Array.from({ length: sharing }, (_, index) => place + index) : [place]
  const points = covered.map(position => (how.points ? decimal(how.points[position - 1] ?? 0) : decimal(position)))
  return sum(points).dividedBy(points.length)
}
