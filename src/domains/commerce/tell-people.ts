import type { Tx } from '../../kernel/db.ts'
import { type Money, toWire } from '../../kernel/money.ts'
import { at as instantParam, notify } from '../messaging/index.ts'
import { staffWithRoles } from '../organisations/index.ts'
import type { OrderEventKind } from './order-events.ts'
import { spacedNumber } from './order-number.ts'
import type { Order } from './rows.ts'

/** What the buyer is told about, and how insistently. A refund that failed concerns the seller's finance staff. */
const buyerHears: Partial<Record<OrderEventKind, 'needed' | 'wanted'>> = {
  paid: 'wanted',
  'paid-late': 'needed',
  'paid-again': 'needed',
  'no-room': 'needed',
  expired: 'wanted',
  'refund-succeeded': 'needed',
}

export async function tellPeople(tx: Tx, order: Order, kind: OrderEventKind, at: Date, amount: Money): Promise<void> {
  const draft = {
    kind: `commerce.${kind}`,
    params: {
      title: order.title,
      number: spacedNumber(order.number),
      amount: toWire(amount),
      expiresAt: instantParam(order.expiresAt),
    },
    link: `/orders/${order.id}`,
    at,
  }
  const mail = buyerHears[kind]
  if (mail && order.total.minor > 0n) await notify(tx, { ...draft, personIds: [order.buyerId], mail })
  if (kind === 'refund-failed') {
    const personIds = await staffWithRoles(tx, order.organisationId, ['finance', 'owner'])
    await notify(tx, { ...draft, personIds, mail: 'needed' })
  }
}
