import { compare, text, type Decimal } from './decimal.ts'
import { naturalOrder } from './order.ts'
import type { Tie, TieStep } from './results-schema.ts'
import type { Label } from './rules-parts.ts'
import type { ScoringRules } from './scoring-rules.ts'

/** One entry to be ranked: `figures` decide in order, and the higher is always the better (a lower-is-better figure comes negated). */
export interface Contender {
  id: string
  entry: string
  figures: readonly Decimal[]
}

/** One step of a tie-break chain, bound to its figures. */
export interface BoundStep {
  step: number
  by: string
  label?: Label | undefined
  sign: 1 | -1
  /** What the step compares, first figure first; `group` are all entries still tied. */
  figures: (id: string, group: readonly string[]) => readonly Decimal[]
}

export interface Ranked {
  rank: number
  tie?: Tie
}

type Places = ScoringRules['ranking']['places']

/**
 * Ranks entries by their figures, then by the chain of tie-breaks: a step splits a group of equals, and each part that is
 * still tied goes on to the next step. What no step separates shares the place. Independent of the order given.
 */
export function rankEntries(
  contenders: readonly Contender[],
  steps: readonly BoundStep[],
  places: Places,
): Map<string, Ranked> {
  const sorted = [...contenders].sort((a, b) => naturalOrder(a.entry, b.entry) || naturalOrder(a.id, b.id))
  const groups = split(sorted, contender => contender.figures)
  const entryOfId = new Map(contenders.map(contender => [contender.id, contender.entry]))
  const ties = new Map<string, Tie>()
  const final = groups.flatMap(group => {
    if (group.length === 1) return [group]
    for (const member of group)
      ties.set(member.id, {
        with: group.filter(other => other !== member).map(other => other.entry),
        steps: [],
        settledAt: null,
        shared: false,
      })
    return resolve(group, steps, 0, ties, entryOfId)
  })
  const ranked = new Map<string, Ranked>()
  let before = 0
  for (const [index, group] of final.entries()) {
    for (const [position, member] of group.entries()) {
      const tie = ties.get(member.id)
      if (tie && group.length > 1) tie.shared = places !== 'ordinal'
      ranked.set(member.id, { rank: placeOf(places, before, group.length, index, position), ...(tie && { tie }) })
    }
    before += group.length
  }
  return ranked
}

function placeOf(places: Places, before: number, size: number, group: number, position: number): number {
  switch (places) {
    case 'standard':
      return before + 1
    case 'dense':
      return group + 1
    case 'modified':
      return before + size
    case 'mean':
      return before + (size + 1) / 2
    case 'ordinal':
      return before + position + 1
  }
}

function resolve(
  group: readonly Contender[],
  steps: readonly BoundStep[],
  at: number,
  ties: ReadonlyMap<string, Tie>,
  names: ReadonlyMap<string, string>,
): Contender[][] {
  const step = steps[at]
  if (!step || group.length === 1) return [[...group]]
  const ids = group.map(member => member.id)
  const figures = new Map(ids.map(id => [id, step.figures(id, ids)]))
  const parts = split(group, member =>
    (figures.get(member.id) ?? []).map(value => (step.sign === 1 ? value : value.negated())),
  )
  const shown = Object.fromEntries(ids.map(id => [names.get(id) ?? id, (figures.get(id) ?? []).map(text)]))
  for (const part of parts)
    for (const member of part) {
      const outcome: TieStep['outcome'] = parts.length === 1 ? 'equal' : part.length === 1 ? 'separated' : 'partly'
      const tie = ties.get(member.id)
      tie?.steps.push({
        step: step.step,
        by: step.by,
        ...(step.label && { label: step.label }),
        figures: shown,
        outcome,
      })
      if (tie && outcome === 'separated') tie.settledAt = step.step
    }
  return parts.flatMap(part => resolve(part, steps, at + 1, ties, names))
}

/** Sorts best first and cuts into groups of equals. */
function split(members: readonly Contender[], figures: (member: Contender) => readonly Decimal[]): Contender[][] {
  const keyed = members.map((member, index) => ({ member, index, figures: figures(member) }))
  keyed.sort((a, b) => compareLists(b.figures, a.figures) || a.index - b.index)
  const groups: (typeof keyed)[] = []
  for (const item of keyed) {
    const last = groups.at(-1)
    if (last?.[0] && compareLists(last[0].figures, item.figures) === 0) last.push(item)
    else groups.push([item])
  }
  return groups.map(group => group.map(item => item.member))
}

/** Figure by figure; a list that ends first is the lower. */
function compareLists(a: readonly Decimal[], b: readonly Decimal[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const left = a[index]
    const right = b[index]
    if (!left || !right) return left ? 1 : -1
    const order = compare(left, right)
    if (order !== 0) return order
  }
  return 0
}
