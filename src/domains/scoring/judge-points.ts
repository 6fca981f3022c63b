import { conversionOf, factorOf, signed } from './aspect-score.ts'
import { convert } from './convert.ts'
import { decimal, one, zero, type Decimal } from './decimal.ts'
import type { JudgeMark } from './results-schema.ts'
import type { Aspect, ScoringRules } from './scoring-rules.ts'
import type { ScoredSegment } from './segment-score.ts'

interface Seen {
  aspect: Aspect
  mark: JudgeMark
  points: Decimal
}

/** Every judge's mark in these segments, with the points it would give alone (dropped marks too, missing ones not). */
export function judgeMarks(rules: ScoringRules, category: string, segments: readonly ScoredSegment[]): Seen[] {
  const seen: Seen[] = []
  for (const { criterion, aspects } of segments.flatMap(segment => segment.criteria))
    for (const { aspect, result } of aspects) {
      if (aspect.kind !== 'judged') continue
      const panel = rules.panels[aspect.panel]
      const how = conversionOf(aspect, panel)
      const times = factorOf(aspect, category).times(decimal(criterion.weight))
      for (const occurrence of result.occurrences) {
        const multiplier = occurrence.multiplier === undefined ? one : decimal(occurrence.multiplier)
        const base = occurrence.base === undefined ? zero : decimal(occurrence.base)
        for (const mark of occurrence.panel?.judges ?? []) {
          if (mark.value === null || mark.state.startsWith('filled')) continue
          const value = decimal(mark.value)
          const usable = how && how.type !== 'relative' && how.type !== 'table'
          const converted = usable ? convert(how, value, { variables: { multiplier, base } }) : value
          const points =
            panel?.use === 'places' ? value.negated() : signed(aspect, converted.times(times).times(multiplier))
          seen.push({ aspect, mark, points })
        }
      }
    }
  return seen
}

/** The sum of each judge's own points, none dropped. */
export function judgeTotals(
  rules: ScoringRules,
  category: string,
  segments: readonly ScoredSegment[],
): Map<string, Decimal> {
  const totals = new Map<string, Decimal>()
  for (const { mark, points } of judgeMarks(rules, category, segments))
    totals.set(mark.judge, (totals.get(mark.judge) ?? zero).plus(points))
  return totals
}
