import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { entryById } from '../entries/index.ts'
import { can } from './policy.ts'
import { windowById } from './windows.ts'

/** Gives one entry longer, with a reason that stays in the log. Later than now and than the window's own end. */
export async function extendDeadline(
  tx: Tx,
  person: Person,
  input: { windowId: string; entryId: string; until: Date; reason: string },
  at: Date,
): Promise<void> {
  const { windowId, entryId, until, reason } = input
  const window = found(await windowById(tx, windowId), true)
  authorise(can.list(person, window), 'kernel.not-found')
  authorise(can.extend(person, window))
  const entry = found(await entryById(tx, entryId))
  found(entry, entry.competitionId === window.competitionId)
  if (until <= window.closesAt || until <= at)
    throw refuse('uploads.extension-not-later', { closesAt: window.closesAt.toISOString(), until: until.toISOString() })
  const before = await sql<{ until: Date }>`
    select until from submission_extension where window_id = ${windowId} and entry_id = ${entryId} for update`.execute(
    tx,
  )
  await sql`insert into submission_extension (window_id, entry_id, until, reason, given_by, given_at)
    values (${windowId}, ${entryId}, ${until}, ${reason}, ${person.id}, ${at})
    on conflict (window_id, entry_id) do update set until = excluded.until, reason = excluded.reason,
      given_by = excluded.given_by, given_at = excluded.given_at`.execute(tx)
  await announce(tx, {
    name: 'uploads.deadline-extended',
    at,
    organisationId: window.organisationId,
    actorId: person.id,
    subject: { type: 'entry', id: entryId },
    payload: {
      competitionId: window.competitionId,
      windowId,
      until: until.toISOString(),
      before: (before.rows[0]?.until ?? window.closesAt).toISOString(),
      reason,
    },
  })
}
