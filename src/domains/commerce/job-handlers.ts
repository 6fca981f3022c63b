import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { type JobHandler, onJob } from '../../kernel/jobs.ts'
import { closeOrderAttempts } from '../payments/index.ts'
import { expireOrder } from './cancel-order.ts'
import { closeOrderPayments, expireDueOrders } from './jobs.ts'

const batch = 200

/**
 * Ends every open order whose hour has come, the oldest first. Its unfinished payments are closed at the provider before:
 * if money turns out to be there, the order is paid and stays. One order that fails does not hold the others up.
 */
export async function expireDue(app: App): Promise<number> {
  let expired = 0
  const failed: string[] = []
  for (;;) {
    const due = await sql<{ id: string }>`select id from purchase_order
      where state = 'open' and expires_at <= ${app.clock.now()} and id <> all(${failed}::uuid[])
      order by expires_at, id limit ${batch}`.execute(app.db.kysely)
    for (const { id } of due.rows) {
      try {
        await closeOrderAttempts(app, id)
        if (await app.db.transaction(tx => expireOrder(tx, id, app.clock.now()))) expired += 1
      } catch (error) {
        failed.push(id)
        app.log.error({ err: error, orderId: id }, 'an order could not be expired')
      }
    }
    if (due.rows.length < batch) return expired
  }
}

export const jobs: readonly JobHandler[] = [
  onJob(expireDueOrders, async (_, app) => void (await expireDue(app)), { every: '* * * * *' }),
  onJob(closeOrderPayments, async ({ orderId }, app) => void (await closeOrderAttempts(app, orderId))),
]
