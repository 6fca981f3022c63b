import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { stateChanged } from './events.ts'
import { type CompetitionState, statesBefore } from './lifecycle.ts'
import { type Competition, type CompetitionRow, competitionColumns, competitionOf } from './rows.ts'

/**
 * Moves a competition to a state from any that may come before it: one guarded update, so that of two racers one wins.
 * Refuses `competitions.wrong-state` when it stands elsewhere. Authorisation is the caller's.
 */
export async function changeCompetitionState(
  tx: Tx,
  change: { competitionId: string; to: CompetitionState; at: Date; by?: string | null; requestId?: string },
): Promise<Competition> {
  const { competitionId, to, at } = change
  const { rows } = await sql<CompetitionRow>`
    update competition c set state = ${to}, revision = revision + 1, updated_at = ${at},
      archived_at = case when ${to} = 'archived' then ${at}::timestamptz else archived_at end
    where id = ${competitionId} and state = any(${statesBefore(to)}::text[])
    returning ${competitionColumns}`.execute(tx)
  const row = rows[0]
  if (!row) throw refuse('competitions.wrong-state', { to })
  await announce(tx, {
    name: stateChanged,
    at,
    organisationId: row.organisation_id,
    actorId: change.by ?? null,
    subject: { type: 'competition', id: competitionId },
    payload: { competitionId, to },
    ...(change.requestId ? { requestId: change.requestId } : {}),
  })
  return competitionOf(row)
}
