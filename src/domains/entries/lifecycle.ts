/** An entry's states and who may move it where. `held`: a place is taken and a fee is due before the hold expires. */
export const entryStates = [
  'held',
  'in-review',
  'returned',
  'confirmed',
  'rejected',
  'withdrawn',
  'expired',
  'disqualified',
] as const
export type EntryState = (typeof entryStates)[number]

/** Transitions as data; a change that is not here cannot be written. */
export const transitions: Readonly<Record<EntryState, readonly EntryState[]>> = {
  held: ['in-review', 'confirmed', 'expired', 'withdrawn', 'rejected'],
  'in-review': ['confirmed', 'returned', 'rejected', 'withdrawn', 'held', 'expired'],
  returned: ['in-review', 'rejected', 'withdrawn', 'expired'],
  confirmed: ['withdrawn', 'disqualified', 'rejected'],
  rejected: [],
  withdrawn: [],
  // Late money may retake a place while there is room.
  expired: ['in-review', 'confirmed'],
  disqualified: ['confirmed'],
}

/** States whose entry occupies a place. A disqualified entry keeps it: the place was used. */
const occupying: ReadonlySet<EntryState> = new Set(['held', 'in-review', 'returned', 'confirmed', 'disqualified'])

export function occupiesPlace(state: EntryState): boolean {
  return occupying.has(state)
}

export function canBecome(from: EntryState, to: EntryState): boolean {
  return transitions[from].includes(to)
}

/** Every state from which `to` can be reached: the `state = any(…)` of a guarded update. */
export function sourcesOf(to: EntryState): EntryState[] {
  return entryStates.filter(from => canBecome(from, to))
}

/** What follows a place being taken, by the organiser's choice and the fee. Every entry is reviewed once. */
export function firstState(rule: { free: boolean; payFirst: boolean }): EntryState {
  return !rule.free && rule.payFirst ? 'held' : 'in-review'
}

/** What follows the fee being paid. In review-before-pay the review is already behind. */
export function stateAfterPayment(rule: { payFirst: boolean }): EntryState {
  return rule.payFirst ? 'in-review' : 'confirmed'
}

/** What follows acceptance by a reviewer. */
export function stateAfterAcceptance(rule: { free: boolean; payFirst: boolean }): EntryState {
  return rule.free || rule.payFirst ? 'confirmed' : 'held'
}
