import { compare, decimal, sum, type Decimal } from './decimal.ts'
import { entryOf } from './order.ts'
import { judgeMarks, judgeTotals } from './judge-points.ts'
import { scaleMaximum } from './aspect-score.ts'
import type { BoundStep } from './ranking.ts'
import type { ScoringRules, TieBreak } from './scoring-rules.ts'
import { directionIn } from './segment-direction.ts'
import type { ScoredSegment } from './segment-score.ts'

/** An entry as the tie-breaks see it: all its segments scored so far. */
export interface TieSubject {
  category: string
  segments: ReadonlyMap<string, ScoredSegment>
}

type Subjects = ReadonlyMap<string, TieSubject>

/**
 * Binds a chain to the entries. `home` is the segment the chain belongs to, or undefined for the overall chain, where a
 * step without a segment looks at all of them. `share` ends the chain.
 */
export function bindSteps(
  rules: ScoringRules,
  chain: readonly TieBreak[],
  subjects: Subjects,
  home: string | undefined,
): BoundStep[] {
  const end = chain.findIndex(step => step.by === 'share')
  return chain.slice(0, end === -1 ? chain.length : end).map((step, index) => ({
    step: index + 1,
    by: step.by,
    label: step.label,
    sign: (step.direction ?? usualDirection(rules, step, home)) === 'descending' ? 1 : -1,
    figures: (id, group) => figuresOf(rules, step, subjects, id, group, home),
  }))
}

function usualDirection(rules: ScoringRules, step: TieBreak, home: string | undefined): 'ascending' | 'descending' {
  switch (step.by) {
    case 'segment':
      return step.of === 'place' ? 'ascending' : directionIn(rules, step.segment)
    case 'criterion':
    case 'countback':
      return directionIn(rules, step.segment ?? home)
    case 'best-segment':
      return rules.ranking.direction
    case 'deductions':
      return 'ascending'
    case 'aspect':
    case 'top-marks':
    case 'judge-majority':
    case 'untrimmed':
    case 'share':
      return 'descending'
  }
}

function figuresOf(
  rules: ScoringRules,
  step: TieBreak,
  subjects: Subjects,
  id: string,
  group: readonly string[],
  home: string | undefined,
): Decimal[] {
  const subject = subjects.get(id)
  if (!subject || step.by === 'share') return []
  const named = 'segment' in step ? (step.segment ?? home) : home
  const segments = [...subject.segments.values()].filter(scored => named === undefined || scored.segment.id === named)
  const criteria = segments.flatMap(scored => scored.criteria)
  const aspects = criteria.flatMap(scored => scored.aspects)
  switch (step.by) {
    case 'segment': {
      const scored = segments[0]
      if (!scored) return []
      return [step.of === 'place' ? decimal(scored.result.rank ?? Number.MAX_SAFE_INTEGER) : scored[step.of]]
    }
    case 'criterion':
      return [sum(criteria.filter(scored => scored.criterion.id === step.criterion).map(scored => scored.total))]
    case 'aspect': {
      const found = aspects.filter(scored => scored.aspect.id === step.aspect && !scored.absent)
      if (found.length === 0) return []
      if (step.of === 'points') return [sum(found.map(scored => scored.total))]
      return [sum(found.flatMap(scored => scored.result.occurrences.map(occurrence => decimal(occurrence.value))))]
    }
    case 'top-marks':
      return [decimal(topMarks(rules, step, subject, segments))]
    case 'countback': {
      const list = [
        ...aspects.filter(scored => scored.aspect.id === step.aspect).flatMap(scored => [...scored.points.values()]),
        ...criteria
          .filter(scored => scored.criterion.id === step.criterion)
          .flatMap(scored => [...scored.attempts.values()]),
      ]
      return inOrder(list, step.direction ?? directionIn(rules, named))
    }
    case 'best-segment':
      return inOrder(
        segments.map(scored => scored.total),
        step.direction ?? rules.ranking.direction,
      )
    case 'judge-majority':
      return [decimal(preferences(rules, subjects, id, group, named))]
    case 'untrimmed':
      return [sum([...judgeTotals(rules, subject.category, segments).values()])]
    case 'deductions':
      return [sum(segments.map(scored => scored.deducted))]
  }
}

function inOrder(list: Decimal[], direction: 'ascending' | 'descending'): Decimal[] {
  return list.sort((a, b) => (direction === 'descending' ? compare(b, a) : compare(a, b)))
}

function topMarks(
  rules: ScoringRules,
  step: Extract<TieBreak, { by: 'top-marks' }>,
  subject: TieSubject,
  segments: readonly ScoredSegment[],
): number {
  return judgeMarks(rules, subject.category, segments).filter(({ aspect, mark }) => {
    if (aspect.kind !== 'judged' || (step.aspects && !step.aspects.includes(aspect.id))) return false
    const top = step.mark === undefined ? scaleMaximum(rules.panels[aspect.panel]) : decimal(step.mark)
    return top !== undefined && mark.value !== null && decimal(mark.score ?? mark.value).equals(top)
  }).length
}

const totalsOf = new WeakMap<TieSubject, Map<string, Map<string, Decimal>>>()

/** A subject's judges' totals, computed once: a group of equals asks for them again and again. */
function judgeTotalsOf(rules: ScoringRules, subject: TieSubject, segment: string | undefined): Map<string, Decimal> {
  const known = entryOf(totalsOf, subject, () => new Map<string, Map<string, Decimal>>())
  return entryOf(known, segment ?? '', () => {
    const segments = [...subject.segments.values()].filter(
      scored => segment === undefined || scored.segment.id === segment,
    )
    return judgeTotals(rules, subject.category, segments)
  })
}

/** How often a judge's own total puts this entry before another of the group. */
export function preferences(
  rules: ScoringRules,
  subjects: Subjects,
  id: string,
  group: readonly string[],
  segment: string | undefined,
): number {
  const subject = subjects.get(id)
  if (!subject) return 0
  const own = judgeTotalsOf(rules, subject, segment)
  let wins = 0
  for (const other of group) {
    const opponent = subjects.get(other)
    if (other === id || !opponent) continue
    for (const [judge, points] of judgeTotalsOf(rules, opponent, segment)) {
      const mine = own.get(judge)
      if (mine !== undefined && compare(mine, points) > 0) wins += 1
    }
  }
  return wins
}
