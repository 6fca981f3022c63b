import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import type { Fulfiller, Order } from '../commerce/index.ts'
import { competitionById } from '../competitions/index.ts'
import { found } from '../../kernel/policy.ts'
import { stateAfterPayment } from './lifecycle.ts'
import { limitsOf, moveEntry } from './move-entry.ts'
import { takePlace } from './places.ts'
import { entryOfOrder } from './queries.ts'

/** Has another live entry taken this person's only place in the competition meanwhile? */
async function enteredAgain(tx: Tx, competitionId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`select id from entry where competition_id = ${competitionId}
    and person_id = ${personId} and state not in ('expired', 'withdrawn') limit 1`.execute(tx)
  return rows.length > 0
}

/** What commerce calls, inside its own transaction, when an entry's order is paid, expires or is cancelled. */
export const fulfilEntryOrder: Fulfiller = {
  /**
   * The fee arrived. In time: the entry goes on. Late: the place is taken again while there is room, else `no-room` and
   * commerce sends the money back. Any other state (withdrawn, rejected) has no use for the money either.
   */
  async paid(tx: Tx, order: Order, at: Date) {
    const entry = await entryOfOrder(tx, order.id)
    if (!entry) return 'no-room'
    const competition = found(await competitionById(tx, entry.competitionId))
    const to = stateAfterPayment(competition)
    const paid = { to, action: 'paid', byPersonId: entry.personId, at, holdExpiresAt: null } as const
    if (entry.state === 'held') {
      await moveEntry(tx, competition, entry, paid)
      return 'fulfilled'
    }
    if (entry.state !== 'expired' || competition.state === 'cancelled') return 'no-room'
    if (entry.personId === null || (await enteredAgain(tx, entry.competitionId, entry.personId))) return 'no-room'
    if (!(await takePlace(tx, await limitsOf(tx, competition), entry.trackId))) return 'no-room'
    await moveEntry(tx, competition, entry, paid)
    return 'fulfilled'
  },

  async expired(tx: Tx, order: Order, at: Date) {
    const entry = await entryOfOrder(tx, order.id)
    if (entry?.state !== 'held') return
    const competition = found(await competitionById(tx, entry.competitionId))
    await moveEntry(tx, competition, entry, { to: 'expired', action: 'expired', byPersonId: null, at })
  },

  // A refund follows a rejection, a withdrawal or a cancellation that has already moved the entry.
  async refunded() {},
}
