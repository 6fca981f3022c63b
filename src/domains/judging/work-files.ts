import { sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'
import type { Actor } from '../../kernel/policy.ts'

/** May this actor read a file of this submission as its judge? Only with a live sheet for the work. */
export async function mayReadWorkFile(reader: Reader, actor: Actor, submissionId: string): Promise<boolean> {
  if (actor.kind !== 'person') return false
  const { rows } = await sql<{ yes: boolean }>`select true as yes from judging_work w
    join score_sheet h on h.work_id = w.id and h.state <> 'recused'
    join panel_seat s on s.id = h.seat_id and s.person_id = ${actor.id} and s.state = 'accepted'
    where w.submission_id = ${submissionId} limit 1`.execute(reader)
  return rows.length > 0
}
