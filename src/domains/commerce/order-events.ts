import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { announceAll } from '../../kernel/events.ts'
import type { Money } from '../../kernel/money.ts'
import { publish } from '../../kernel/realtime.ts'
import type { Order } from './rows.ts'
import { tellPeople } from './tell-people.ts'

export type OrderEventKind =
  | 'opened'
  | 'paid'
  | 'paid-late'
  | 'paid-again'
  | 'no-room'
  | 'expired'
  | 'cancelled'
  | 'refund-requested'
  | 'refund-succeeded'
  | 'refund-failed'

/** Keeps what happened for the receipt's timeline, tells the people concerned, reactions (`commerce.order-<kind>`) and pages that watch. */
export async function tellOrder(
  tx: Tx,
  order: Order,
  kind: OrderEventKind,
  at: Date,
  more: { amount?: Money; reason?: string; actorId?: string | null } = {},
): Promise<void> {
  const { amount, reason, actorId } = more
  const params = {
    ...(amount ? { minor: amount.minor.toString(), currency: amount.currency } : {}),
    ...(reason === undefined ? {} : { reason }),
  }
  await sql`insert into order_event (order_id, at, kind, params)
    values (${order.id}, ${at}, ${kind}, ${JSON.stringify(params)}::jsonb)`.execute(tx)
  await announceAll(tx, [
    {
      name: `commerce.order-${kind}`,
      at,
      organisationId: order.organisationId,
      actorId: actorId ?? null,
      subject: { type: 'purchase_order', id: order.id },
      payload: {
        number: order.number,
        kind: order.kind,
        subjectId: order.subjectId,
        buyerId: order.buyerId,
        ...params,
      },
    },
  ])
  await tellPeople(tx, order, kind, at, amount ?? order.total)
  await publish(tx, `order:${order.id}`, { changed: kind })
}
