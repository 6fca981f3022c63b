import type { PersonalDataExporter } from '../accounts/index.ts'
import { refundsOf, selectOrders } from './rows.ts'
import { sql } from 'kysely'
import { toWire } from '../../kernel/money.ts'

/**
 * What a person bought and paid. Orders stay after an account is erased: they are the other side of the books and name the
 * buyer by number alone.
 */
export const commerceExporter: PersonalDataExporter = {
  name: 'orders',
  async collect(reader, personId) {
    const orders = await selectOrders(reader, sql`where o.buyer_id = ${personId} order by o.created_at`)
    const collected: unknown[] = []
    for (const order of orders)
      collected.push({
        number: order.number,
        title: order.title,
        state: order.state,
        total: toWire(order.total),
        createdAt: order.createdAt,
        paidAt: order.paidAt,
        refunds: (await refundsOf(reader, order.id)).map(refund => ({
          amount: toWire(refund.amount),
          state: refund.state,
          reason: refund.reason,
          createdAt: refund.createdAt,
        })),
      })
    return collected
  },
}
