import { type ScoredAspect, scoreAspect, type ScoringScope, signed } from './aspect-score.ts'
import { combineParts, type Part } from './combine.ts'
import { convert, FormulaError, NoConversion } from './convert.ts'
import { decimal, text, textRounded, zero, type Decimal } from './decimal.ts'
import type { Cell } from './gather-scores.ts'
import { mistake, type Place } from './mistake.ts'
import { naturalOrder } from './order.ts'
import type { AttemptResult, CriterionResult } from './results-schema.ts'
import { round } from './rounding.ts'
import type { Criterion } from './scoring-rules.ts'

export interface ScoredCriterion {
  criterion: Criterion
  aspects: ScoredAspect[]
  /** Points by attempt, where attempts are combined first. */
  attempts: Map<string, Decimal>
  total: Decimal
  weighted: Decimal
  result: CriterionResult
}

/** Keeps a figure between a floor and a ceiling. */
export function within(
  value: Decimal,
  limits: { floor?: number | string | undefined; ceiling?: number | string | undefined },
) {
  const raised = limits.floor !== undefined && value.lessThan(decimal(limits.floor)) ? decimal(limits.floor) : value
  return limits.ceiling !== undefined && raised.greaterThan(decimal(limits.ceiling)) ? decimal(limits.ceiling) : raised
}

/** Aspects of one criterion (a component, a module, a dive list) into its total and weighted total. */
export function scoreCriterion(
  scope: ScoringScope,
  criterion: Criterion,
  cells: ReadonlyMap<string, Map<string, Cell>>,
): ScoredCriterion {
  const aspects = criterion.aspects.map(aspect =>
    scoreAspect(scope, aspect, cells.get(aspect.id), criterion.attempts !== undefined),
  )
  const at: Place = { entry: scope.entry, segment: scope.segment, path: criterion.id }
  let combined = zero
  let before = zero
  let attempts: { results: AttemptResult[]; points: Map<string, Decimal> } | undefined
  try {
    if (criterion.attempts) {
      attempts = scoreAttempts(scope, criterion, aspects)
      combined = round(attempts.points.get('') ?? zero, criterion.rounding.combined)
      attempts.points.delete('')
    } else {
      const parts = aspects.filter(item => item.aspect.counts && !(item.absent && item.aspect.absent === 'skip'))
      const all = Object.fromEntries(aspects.map(item => [item.aspect.id, item.total]))
      combined = round(combineParts(criterion.combine, parts.map(wholePart), all).value, criterion.rounding.combined)
    }
    before = criterion.convert ? convert(criterion.convert, combined, {}) : combined
  } catch (error) {
    if (!(error instanceof FormulaError || error instanceof NoConversion)) throw error
    scope.mistakes.push(mistake('no-conversion', at, { value: text(combined), reason: error.message }))
  }
  const total = round(within(before, criterion), criterion.rounding.total)
  const weight = decimal(criterion.weight)
  const weighted = round(total.times(weight), criterion.rounding.weighted)
  return {
    criterion,
    aspects,
    attempts: attempts?.points ?? new Map<string, Decimal>(),
    total,
    weighted,
    result: {
      criterion: criterion.id,
      ...(criterion.label && { label: criterion.label }),
      aspects: aspects.map(item => item.result),
      ...(attempts && { attempts: attempts.results }),
      combined: textRounded(combined, criterion.rounding.combined),
      beforeRounding: text(before),
      total: textRounded(total, criterion.rounding.total),
      weight: text(weight),
      weighted: textRounded(weighted, criterion.rounding.weighted),
    },
  }
}

function wholePart(item: ScoredAspect): Part {
  return { id: item.aspect.id, value: signed(item.aspect, item.total), weight: decimal(item.aspect.weight) }
}

/** One dive, jump or run at a time: its aspects first, then the attempts. The combined figure stands under ''. */
function scoreAttempts(scope: ScoringScope, criterion: Criterion, aspects: readonly ScoredAspect[]) {
  const names = [...new Set(aspects.flatMap(item => [...item.points.keys()]))].sort(naturalOrder)
  const rule = criterion.attempts
  const { expected } = rule ?? {}
  if (expected !== undefined && names.length !== expected && !scope.lenient)
    scope.mistakes.push(
      mistake(
        'occurrence-count',
        { entry: scope.entry, segment: scope.segment, path: criterion.id },
        { count: names.length, expected },
      ),
    )
  const points = new Map<string, Decimal>()
  const results = names.map((occurrence): AttemptResult => {
    const present = aspects.filter(item => item.points.has(occurrence))
    for (const item of aspects)
      if (!item.points.has(occurrence) && item.aspect.absent === 'refuse' && !scope.lenient)
        scope.mistakes.push(
          mistake(
            'aspect-missing',
            { entry: scope.entry, segment: scope.segment, aspect: item.aspect.id, occurrence },
            { aspect: item.aspect.id },
          ),
        )
    const at = (item: ScoredAspect) => item.points.get(occurrence) ?? zero
    const parts = (criterion.combine.method === 'formula' ? aspects : present)
      .filter(item => item.aspect.counts && (item.points.has(occurrence) || item.aspect.absent !== 'skip'))
      .map(item => ({ id: item.aspect.id, value: signed(item.aspect, at(item)), weight: decimal(item.aspect.weight) }))
    const all = Object.fromEntries(aspects.map(item => [item.aspect.id, at(item)]))
    const before = combineParts(criterion.combine, parts, all).value
    const value = round(before, criterion.rounding.attempt)
    points.set(occurrence, value)
    return { occurrence, beforeRounding: text(before), points: textRounded(value, criterion.rounding.attempt) }
  })
  const combined = combineParts(
    rule?.combine ?? criterion.combine,
    [...points].map(([id, value]) => ({ id, value })),
  )
  points.set('', combined.value)
  const marked = results.map(item =>
    combined.left.includes(item.occurrence) ? { ...item, left: true as const } : item,
  )
  return { results: marked, points }
}
