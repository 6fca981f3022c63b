import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { fulfillerOf } from './fulfillers.ts'
import { tellOrder } from './order-events.ts'
import type { Order } from './rows.ts'

/** An order of nothing is delivered as it is opened; when there is no room it is cancelled, for there is nothing to return. */
export async function fulfilFreeOrder(tx: Tx, order: Order, at: Date): Promise<Order> {
  if ((await fulfillerOf(order).paid(tx, order, at)) === 'fulfilled') {
    await sql`with paid as (
        update purchase_order set state = 'paid', paid_at = ${at} where id = ${order.id} and state = 'open' returning id
      ) insert into fulfilment (order_id, at) select id, ${at} from paid`.execute(tx)
    await tellOrder(tx, order, 'paid', at, { amount: order.total })
    return { ...order, state: 'paid', paidAt: at }
  }
  await sql`update purchase_order set state = 'cancelled', ended_at = ${at}
    where id = ${order.id} and state = 'open'`.execute(tx)
  await tellOrder(tx, order, 'no-room', at)
  return { ...order, state: 'cancelled', endedAt: at }
}
