import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { applyMovements, Movements } from './balances.ts'
import type { Side } from './chart-of-accounts.ts'

export interface PendingRef {
  source: { type: string; id: string }
  purpose: string
  to: 'posted' | 'voided'
}

interface Resolved {
  entryId: string
  sourceId: string
  to: 'posted' | 'voided'
  organisationId: string
  code: string
  currency: string
  side: Side
  minor: bigint
}

/**
 * Posts or voids pending entries: two statements for any number. An entry that is no longer pending is left alone, so a
 * race has one winner. Answers the source ids of the entries that were resolved here.
 */
export async function resolvePending(tx: Tx, refs: readonly PendingRef[], at: Date): Promise<Set<string>> {
  if (refs.length === 0) return new Set()
  const wanted = refs.map(ref => ({
    source_type: ref.source.type,
    source_id: ref.source.id,
    purpose: ref.purpose,
    state: ref.to,
  }))
  const result = await sql<Resolved>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as w(source_type text, source_id uuid, purpose text, state text)
    ), resolved as (
      update journal_entry e set state = w.state, resolved_at = ${at}
      from wanted w
      where e.source_type = w.source_type and e.source_id = w.source_id and e.purpose = w.purpose and e.state = 'pending'
      returning e.id, e.source_id, e.organisation_id, e.state
    )
    select r.id as "entryId", r.source_id as "sourceId", r.state as "to", r.organisation_id as "organisationId",
      a.code, a.currency, p.side, p.amount_minor as minor
    from resolved r join posting p on p.entry_id = r.id join ledger_account a on a.id = p.account_id`.execute(tx)
  const movements = new Movements()
  for (const line of result.rows) {
    movements.reserve(line, -line.minor)
    if (line.to === 'posted') movements.post(line)
  }
  await applyMovements(tx, movements)
  return new Set(result.rows.map(line => line.sourceId))
}
