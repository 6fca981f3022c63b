import type { DomainEvent } from '../../kernel/events.ts'
import type { Entry } from './rows.ts'

const event = (name: string, entry: Entry, at: Date, actorId: string | null): DomainEvent => ({
  name,
  at,
  actorId,
  organisationId: entry.organisationId,
  subject: { type: 'entry', id: entry.id },
  payload: { entryId: entry.id, competitionId: entry.competitionId, personId: entry.personId, state: entry.state },
})

/** Names other domains may listen for. The subject of each is the entry. */
export const entered = 'entries.entry-entered'
export const stateChanged = 'entries.entry-state-changed'
export const entryConfirmed = 'entries.entry-confirmed'
export const entryRejected = 'entries.entry-rejected'

export function entryEntered(entry: Entry, at: Date): DomainEvent {
  return event(entered, entry, at, entry.personId)
}

/** What is announced when an entry has come into `entry.state`. */
export function entryMoved(entry: Entry, at: Date, actorId: string | null): DomainEvent {
  const names: Partial<Record<Entry['state'], string>> = { confirmed: entryConfirmed, rejected: entryRejected }
  return event(names[entry.state] ?? stateChanged, entry, at, actorId)
}
