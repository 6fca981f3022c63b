import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { notify } from '../messaging/index.ts'
import { type Competition, tracksOf } from '../competitions/index.ts'
import { entryMoved } from './events.ts'
import { type HistoryLine, recordHistory } from './history.ts'
import { canBecome, type EntryState, occupiesPlace, sourcesOf } from './lifecycle.ts'
import { type Limits, releasePlaces } from './places.ts'
import type { Entry } from './rows.ts'

export interface Move {
  to: EntryState
  action: HistoryLine['action']
  byPersonId: string | null
  at: Date
  note?: string
  holdExpiresAt?: Date | null
  orderId?: string | null
  correctBy?: Date | null
}

export async function limitsOf(tx: Tx, competition: Competition): Promise<Limits> {
  return { competitionId: competition.id, places: competition.places, tracks: await tracksOf(tx, competition.id) }
}

/**
 * The one way an entry changes state: a guarded update, its line of history, its event, the entrant's notice, and the
 * place given back when the new state occupies none. Refuses `entries.wrong-state` when another was quicker.
 */
export async function moveEntry(tx: Tx, competition: Competition, entry: Entry, move: Move): Promise<Entry> {
  if (!canBecome(entry.state, move.to)) throw refuse('entries.wrong-state', { state: entry.state })
  const { rows } = await sql<{ id: string }>`update entry set state = ${move.to},
      hold_expires_at = ${move.holdExpiresAt === undefined ? entry.holdExpiresAt : move.holdExpiresAt},
      order_id = ${move.orderId === undefined ? entry.orderId : move.orderId},
      correct_by = ${move.correctBy ?? null}, review_note = ${move.note || null},
      confirmed_at = case when ${move.to} = 'confirmed' then coalesce(confirmed_at, ${move.at}::timestamptz) else confirmed_at end,
      updated_at = ${move.at}
    where id = ${entry.id} and state = ${entry.state} and state = any(${sourcesOf(move.to)}) returning id`.execute(tx)
  if (rows.length === 0) throw refuse('entries.wrong-state', { state: entry.state })
  const moved: Entry = {
    ...entry,
    state: move.to,
    holdExpiresAt: move.holdExpiresAt === undefined ? entry.holdExpiresAt : move.holdExpiresAt,
    orderId: move.orderId === undefined ? entry.orderId : move.orderId,
    correctBy: move.correctBy ?? null,
    reviewNote: move.note || null,
    confirmedAt: move.to === 'confirmed' ? (entry.confirmedAt ?? move.at) : entry.confirmedAt,
    updatedAt: move.at,
  }
  await recordHistory(tx, [
    {
      entryId: entry.id,
      at: move.at,
      byPersonId: move.byPersonId,
      action: move.action,
      fromState: entry.state,
      toState: move.to,
      ...(move.note ? { note: move.note } : {}),
    },
  ])
  await announce(tx, entryMoved(moved, move.at, move.byPersonId))
  await tellEntrant(tx, competition, moved, move)
  if (occupiesPlace(entry.state) && !occupiesPlace(move.to))
    await releasePlaces(tx, await limitsOf(tx, competition), [entry.trackId])
  return moved
}

/** Which notice a move sends; moves the entrant made themselves and can see need none. */
function noticeKind(move: Move): string | undefined {
  if (move.action === 'corrected' || move.action === 'reinstated') return undefined
  if (move.action === 'accepted' && move.to === 'held') return 'entries.accepted'
  if (move.action === 'cancelled') return 'entries.competition-cancelled'
  return `entries.${move.to}`
}

async function tellEntrant(tx: Tx, competition: Competition, entry: Entry, move: Move): Promise<void> {
  const kind = noticeKind(move)
  if (!kind || entry.personId === null) return
  const until = move.correctBy ?? entry.holdExpiresAt
  await notify(tx, {
    personIds: [entry.personId],
    kind,
    params: {
      competition: competition.title,
      number: entry.number,
      note: move.note ?? '',
      until: until ? { instant: until.toISOString() } : '',
    },
    link: `/entries/${entry.id}`,
    at: move.at,
    mail: 'wanted',
  })
}
