/** Browser-safe: the states of a competition and what may follow what. */
export const states = [
  'draft',
  'announced',
  'open',
  'running',
  'judging',
  'provisional',
  'final',
  'archived',
  'cancelled',
] as const
export type CompetitionState = (typeof states)[number]

export const follows: Record<CompetitionState, readonly CompetitionState[]> = {
  draft: ['announced', 'cancelled'],
  announced: ['open', 'running', 'cancelled'],
  /** Back to announced: entry was postponed. */
  open: ['running', 'announced', 'cancelled'],
  /** Back to open: entry was extended after it had closed. */
  running: ['judging', 'provisional', 'open', 'cancelled'],
  judging: ['running', 'provisional', 'cancelled'],
  /** Back to judging: results were withdrawn. */
  provisional: ['judging', 'final', 'cancelled'],
  final: ['archived'],
  archived: [],
  cancelled: ['archived'],
}

/** The states from which one may come to `to`; the guard of the update. */
export function statesBefore(to: CompetitionState): CompetitionState[] {
  return states.filter(from => follows[from].includes(to))
}

/**
 * The state people are shown and that entry obeys. Between announcement and the end of entry the clock decides, so that
 * entry opens and closes at its second even when the job that writes the state down is late.
 */
export function stateAt(
  competition: { state: CompetitionState; opensAt: Date | null; closesAt: Date | null },
  now: Date,
): CompetitionState {
  if (competition.state !== 'announced' && competition.state !== 'open') return competition.state
  if (!competition.opensAt || !competition.closesAt || now < competition.opensAt) return 'announced'
  return now < competition.closesAt ? 'open' : 'running'
}

/** Entry is open from `opensAt`, that instant included, until `closesAt`, that instant excluded. */
export function isOpenForEntry(
  competition: { state: CompetitionState; opensAt: Date | null; closesAt: Date | null },
  now: Date,
): boolean {
  return stateAt(competition, now) === 'open'
}

/** Announced and later: anyone may see the page. A draft is nobody's business but its organiser's. */
export function isPublic(competition: { publishedAt: Date | null }): boolean {
  return competition.publishedAt !== null
}
