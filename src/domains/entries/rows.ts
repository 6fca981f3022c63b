import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kernel/policy.ts'
import type { EntryView } from './contract.ts'
import type { EntryState } from './lifecycle.ts'
import { can } from './policy.ts'

/** An entry as other domains see it. */
export interface Entry {
  id: string
  competitionId: string
  organisationId: string
  trackId: string | null
  /** Null for an imported entry nobody has claimed. */
  personId: string | null
  number: string
  state: EntryState
  entrantName: string
  affiliation: string
  answers: Record<string, unknown>
  formVersion: number
  rulesVersion: number
  orderId: string | null
  holdExpiresAt: Date | null
  correctBy: Date | null
  reviewNote: string | null
  enteredAt: Date
  confirmedAt: Date | null
  updatedAt: Date
}

/** Column aliases are the fields of `Entry`: a row is an entry. Sealed answers are read only where they are needed. */
export const entryColumns: RawBuilder<unknown> = sql`e.id, e.competition_id as "competitionId",
  e.organisation_id as "organisationId", e.track_id as "trackId", e.person_id as "personId", e.number, e.state,
  e.entrant_name as "entrantName", e.affiliation, e.answers, e.form_version as "formVersion",
  e.rules_version as "rulesVersion", e.order_id as "orderId", e.hold_expires_at as "holdExpiresAt",
  e.correct_by as "correctBy", e.review_note as "reviewNote", e.entered_at as "enteredAt",
  e.confirmed_at as "confirmedAt", e.updated_at as "updatedAt"`

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** What its entrant sees of an entry, with what they may do now. */
export function viewOf(entry: Entry, actor: Actor, now: Date, options: { withdrawUntil: Date | null }): EntryView {
  const open = entry.state === 'returned' || entry.state === 'in-review'
  return {
    id: entry.id,
    competitionId: entry.competitionId,
    trackId: entry.trackId,
    number: entry.number,
    state: entry.state,
    entrantName: entry.entrantName,
    affiliation: entry.affiliation,
    answers: entry.answers,
    formVersion: entry.formVersion,
    rulesVersion: entry.rulesVersion,
    orderId: entry.orderId,
    holdExpiresAt: iso(entry.holdExpiresAt),
    correctBy: iso(entry.correctBy),
    reviewNote: entry.reviewNote,
    enteredAt: entry.enteredAt.toISOString(),
    confirmedAt: iso(entry.confirmedAt),
    can: {
      pay: can.read(actor, entry) && entry.state === 'held' && entry.orderId !== null,
      correct: can.correct(actor, entry) && open && (entry.correctBy === null || now <= entry.correctBy),
      withdraw:
        can.withdraw(actor, entry) &&
        ['held', 'in-review', 'returned', 'confirmed'].includes(entry.state) &&
        (options.withdrawUntil === null || now < options.withdrawUntil),
    },
  }
}
