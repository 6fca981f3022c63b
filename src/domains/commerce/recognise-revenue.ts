import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { money } from '../../kernel/money.ts'
import { account, postEntries } from '../ledger/index.ts'
import { recognitionEntry } from './order-postings.ts'
import { selectOrders } from './rows.ts'

/**
 * What was sold is delivered for good (an entry is confirmed): what is left of each order's money becomes revenue. Orders
 * that are not paid, or were recognised before, are left alone. A constant number of statements for any number of orders.
 */
export async function recogniseRevenue(tx: Tx, orderIds: readonly string[], at: Date): Promise<void> {
  if (orderIds.length === 0) return
  const orders = await selectOrders(
    tx,
    sql`where o.id = any(${[...orderIds]}::uuid[]) and o.state = 'paid' order by o.id for no key update`,
  )
  const marked = await sql<{ orderId: string; backMinor: bigint }>`
    update fulfilment f set recognised_at = ${at}
    where f.order_id = any(${orders.map(order => order.id)}::uuid[]) and f.recognised_at is null
    returning f.order_id as "orderId", (
      select coalesce(sum(r.amount_minor), 0)::bigint from refund r
      where r.order_id = f.order_id and r.state <> 'failed' and r.debit_code = ${account.unfulfilled}
    ) as "backMinor"`.execute(tx)
  const back = new Map(marked.rows.map(row => [row.orderId, row.backMinor]))
  await postEntries(
    tx,
    orders.flatMap(order => {
      const less = back.get(order.id)
      const left = less === undefined ? 0n : order.total.minor - less
      if (left <= 0n) return []
      const source = { type: 'purchase_order', id: order.id }
      return [recognitionEntry(order, money(order.total.currency, left), source, at)]
    }),
  )
}
