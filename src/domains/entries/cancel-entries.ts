import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Reaction } from '../../kernel/events.ts'
import { found } from '../../kernel/policy.ts'
import { competitionById, competitionCancelled, competitionEvent } from '../competitions/index.ts'
import { moveEntry } from './move-entry.ts'
import { lockEntryAndOrder, returnFee } from './review-entries.ts'

/** Live entries that a cancelled competition still has, a page at a time. */
async function nextLiving(app: App, competitionId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from entry where competition_id = ${competitionId}
    and state in ('held', 'in-review', 'returned', 'confirmed') order by id limit 100`.execute(app.db.kysely)
  return rows.map(row => row.id)
}

/** When a competition is cancelled every live entry ends and everything paid goes back: an entry a transaction, so that it resumes. */
export const refundCancelledCompetition: Reaction = {
  name: 'entries.refund-cancelled-competition',
  on: competitionCancelled,
  async run(event, app) {
    const { competitionId } = competitionEvent.loose().parse(event.payload)
    for (let ids = await nextLiving(app, competitionId); ids.length > 0; ids = await nextLiving(app, competitionId))
      for (const id of ids)
        await app.db.transaction(async tx => {
          const entry = await lockEntryAndOrder(tx, id)
          if (!['held', 'in-review', 'returned', 'confirmed'].includes(entry.state)) return
          const competition = found(await competitionById(tx, competitionId))
          const note = competition.cancelReason
          await moveEntry(tx, competition, entry, {
            to: entry.state === 'held' ? 'expired' : 'rejected',
            action: 'cancelled',
            byPersonId: null,
            at: app.clock.now(),
            note: note ? note['zh-CN'] || note.en : '',
          })
          await returnFee(tx, entry, 100, 'competition-cancelled', null, app.clock.now())
        })
  },
}
