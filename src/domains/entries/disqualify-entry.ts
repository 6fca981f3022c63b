import type { Tx } from '../../kernel/db.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { competitionById } from '../competitions/index.ts'
import { moveEntry } from './move-entry.ts'
import { can } from './policy.ts'
import { lockedEntry } from './queries.ts'
import type { Entry } from './rows.ts'

/** Takes a confirmed entry out of the ranking with a reason, or puts it back. The fee and the place stay as they are. */
export async function disqualifyEntry(
  tx: Tx,
  input: { entryId: string; disqualified: boolean; reason: string },
  person: Person,
  now: Date,
): Promise<Entry> {
  const entry = await lockedEntry(tx, input.entryId)
  const competition = found(await competitionById(tx, entry.competitionId))
  authorise(can.review(person, competition), can.list(person, competition) ? 'kernel.not-allowed' : 'kernel.not-found')
  return moveEntry(tx, competition, entry, {
    to: input.disqualified ? 'disqualified' : 'confirmed',
    action: input.disqualified ? 'disqualified' : 'reinstated',
    byPersonId: person.id,
    at: now,
    note: input.reason,
  })
}
