import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { type Competition, competitionById, withdrawalPercent } from '../competitions/index.ts'
import { moveEntry } from './move-entry.ts'
import { can } from './policy.ts'
import { lockEntryAndOrder, returnFee } from './review-entries.ts'
import type { Entry } from './rows.ts'

/** From when on nobody may withdraw by themselves: once judging has begun, work has been spent on the entry. */
export function withdrawalEnded(competition: Competition): boolean {
  return !['announced', 'open', 'running'].includes(competition.state)
}

/** The entrant gives the place back; the competition's refund rule says how much of the fee returns. */
export async function withdrawEntry(tx: Tx, entryId: string, person: Person, now: Date): Promise<Entry> {
  const entry = await lockEntryAndOrder(tx, entryId)
  authorise(can.withdraw(person, entry), 'kernel.not-found')
  const competition = found(await competitionById(tx, entry.competitionId))
  if (withdrawalEnded(competition)) throw refuse('entries.withdraw-too-late')
  const moved = await moveEntry(tx, competition, entry, {
    to: 'withdrawn',
    action: 'withdrawn',
    byPersonId: person.id,
    at: now,
  })
  const percent = withdrawalPercent(competition.refund, competition.closesAt ?? now, now)
  await returnFee(tx, entry, percent, 'withdrawn', person.id, now)
  return moved
}
