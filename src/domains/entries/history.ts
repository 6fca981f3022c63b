import { sql } from 'kysely'
import type { Reader, Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import type { EntryState } from './lifecycle.ts'

export interface HistoryLine {
  entryId: string
  at: Date
  byPersonId: string | null
  action:
    | 'entered'
    | 'paid'
    | 'accepted'
    | 'returned'
    | 'corrected'
    | 'rejected'
    | 'withdrawn'
    | 'expired'
    | 'disqualified'
    | 'reinstated'
    | 'cancelled'
  fromState: EntryState | null
  toState: EntryState
  note?: string
}

/** Appends lines, any number in one statement. */
export async function recordHistory(tx: Tx, lines: readonly HistoryLine[]): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(line => ({
    id: newId(),
    entry_id: line.entryId,
    at: line.at.toISOString(),
    by_person_id: line.byPersonId,
    action: line.action,
    from_state: line.fromState,
    to_state: line.toState,
    note: line.note || null,
  }))
  await sql`insert into entry_history (id, entry_id, at, by_person_id, action, from_state, to_state, note)
    select id, entry_id, at, by_person_id, action, from_state, to_state, note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, entry_id uuid, at timestamptz,
      by_person_id uuid, action text, from_state text, to_state text, note text)`.execute(tx)
}

export interface RecordedLine {
  at: Date
  by_person_id: string | null
  action: string
  from_state: EntryState | null
  to_state: EntryState
  note: string | null
}

export async function historyOf(reader: Reader, entryId: string): Promise<RecordedLine[]> {
  const { rows } = await sql<RecordedLine>`select at, by_person_id, action, from_state, to_state, note
    from entry_history where entry_id = ${entryId} order by at, id`.execute(reader)
  return rows
}
