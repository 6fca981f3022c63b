import type { Reaction } from '../../kernel/events.ts'
import { recogniseRevenue } from '../commerce/index.ts'
import { entryConfirmed } from './events.ts'
import { entryById } from './queries.ts'

/**
 * A confirmed entry is what the fee was for: from then on it is the organiser's revenue. After the commit, because an entry
 * that payment itself confirms has no paid order before; running again changes nothing.
 */
export const recogniseConfirmedFee: Reaction = {
  name: 'entries.recognise-confirmed-fee',
  on: entryConfirmed,
  async run(event, app) {
    const entry = event.subject.id === null ? undefined : await entryById(app.db.kysely, event.subject.id)
    const orderId = entry?.orderId
    if (entry?.state !== 'confirmed' || !orderId) return
    await app.db.transaction(tx => recogniseRevenue(tx, [orderId], app.clock.now()))
  },
}
