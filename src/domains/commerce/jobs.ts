import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kernel/db.ts'
import { job } from '../../kernel/jobs.ts'

/** Expires whatever is due; runs at each order's hour and every minute besides. */
export const expireDueOrders = job('commerce.expire-due-orders', z.object({}))

/** Closes an order's unfinished payments at their providers after it was cancelled. */
export const closeOrderPayments = job('commerce.close-order-payments', z.object({ orderId: z.uuid() }))

/** One job per distinct instant (ISO 8601), in one statement. */
export async function expireOrdersAt(tx: Tx, instants: readonly string[]): Promise<void> {
  if (instants.length === 0) return
  const specs = instants.map(run_at => ({
    identifier: expireDueOrders.name,
    payload: {},
    run_at,
    max_attempts: 3,
  }))
  await sql`select graphile_worker.add_jobs(array(
    select json_populate_record(null::graphile_worker.job_spec, j) from json_array_elements(${JSON.stringify(specs)}::json) j
  ))`.execute(tx)
}
