/** Browser-safe: what a line of the schedule can be. */
export const dateKinds = [
  'entry',
  'submission',
  'judging',
  'performance',
  'provisional',
  'objections',
  'final',
  'other',
] as const
export type DateKind = (typeof dateKinds)[number]
