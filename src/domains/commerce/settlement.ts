import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { account, type PendingRef, postEntries, resolvePending } from '../ledger/index.ts'
import type { Payment, Settlement } from '../payments/index.ts'
import { fulfillerOf } from './fulfillers.ts'
import { type OrderState, statesBefore } from './lifecycle.ts'
import { type OrderEventKind, tellOrder } from './order-events.ts'
import { type CaptureFor, captureEntry, orderEntryRef, recognitionEntry, refundEntryRef } from './order-postings.ts'
import { createRefund, isRecognised } from './request-refund.ts'
import { lockOrder, type Order, orderById, selectRefunds } from './rows.ts'

/** What commerce does when a provider's fact is believed; fills the port of payments. */
export const settlement: Settlement = {
  async lock(tx, orderId) {
    const order = await orderById(tx, orderId)
    if (!order) throw new Error(`a payment of no order: ${orderId}`)
    await fulfillerOf(order).lock?.(tx, order)
    await lockOrder(tx, orderId)
  },
  captured: settleCapture,
  refundEnded: settleRefund,
}

interface Decision {
  covers: CaptureFor
  deliver: boolean
  /** Why the money goes straight back, if it is not used. */
  back: 'no-room' | 'order-cancelled' | 'surplus'
}

/** Money may find its order in any state; what it is for follows from that state alone. */
const decisions: Record<OrderState, Decision> = {
  open: { covers: 'debt', deliver: true, back: 'no-room' },
  expired: { covers: 'delivery', deliver: true, back: 'no-room' },
  cancelled: { covers: 'delivery', deliver: false, back: 'order-cancelled' },
  paid: { covers: 'surplus', deliver: false, back: 'surplus' },
  returning: { covers: 'surplus', deliver: false, back: 'surplus' },
  refunded: { covers: 'surplus', deliver: false, back: 'surplus' },
}

async function settleCapture(tx: Tx, payment: Payment, at: Date): Promise<void> {
  const order = await lockOrder(tx, payment.orderId)
  if (!order) throw new Error(`a payment of no order: ${payment.orderId}`)
  const { covers, deliver, back } = decisions[order.state]
  const surplus = covers === 'surplus'
  const fulfilled = deliver && (await fulfillerOf(order).paid(tx, order, at)) === 'fulfilled'
  const state: OrderState = surplus ? order.state : fulfilled ? 'paid' : 'returning'
  await keepCapture(tx, order, payment, state, at)
  if (fulfilled) await sql`insert into fulfilment (order_id, at) values (${order.id}, ${at})`.execute(tx)
  const late = order.state !== 'open'
  const told: OrderEventKind = surplus ? 'paid-again' : fulfilled ? (late ? 'paid-late' : 'paid') : 'no-room'
  await tellOrder(tx, order, told, at, { amount: payment.amount })

  const post: PendingRef[] = order.state === 'open' ? [orderEntryRef(order.id, 'posted')] : []
  await resolvePending(tx, post, at)
  await postEntries(tx, [
    captureEntry(order, { paymentId: payment.id, provider: payment.provider, amount: payment.amount, covers }, at),
  ])
  if (fulfilled) return
  const debitCode = surplus ? account.overpaid : account.unfulfilled
  await createRefund(
    tx,
    { ...order, state },
    payment,
    { amount: payment.amount, reason: back, requestedBy: null, debitCode },
    at,
  )
}

async function keepCapture(tx: Tx, order: Order, payment: Payment, state: OrderState, at: Date): Promise<void> {
  const changes = state !== order.state
  const kept = await sql`update purchase_order set
      captured_minor = captured_minor + ${payment.amount.minor},
      state = ${state},
      payment_id = case when ${changes} then ${payment.id}::uuid else payment_id end,
      paid_at = case when ${changes} then ${at} else paid_at end,
      ended_at = case when ${changes} then null else ended_at end
    where id = ${order.id} and state = any(${changes ? statesBefore(state) : [state]})`.execute(tx)
  if (kept.numAffectedRows !== 1n) throw new Error(`order ${order.id} cannot become ${state} from ${order.state}`)
}

async function settleRefund(tx: Tx, refundId: string, outcome: 'succeeded' | 'failed', at: Date): Promise<void> {
  const [refund] = await selectRefunds(tx, sql`where r.id = ${refundId}`)
  const order = refund && (await lockOrder(tx, refund.orderId))
  if (!refund || !order) throw new Error(`a refund of no order: ${refundId}`)
  const ended = await sql`update refund set state = ${outcome}, ended_at = ${at}
    where id = ${refundId} and state = 'requested'`.execute(tx)
  if (ended.numAffectedRows !== 1n) return
  const { minor } = refund.amount
  const arrived = outcome === 'succeeded' ? minor : 0n
  const allBack = arrived > 0n && order.refunded.minor + arrived === order.captured.minor
  await sql`update purchase_order set
      refund_minor = refund_minor - ${minor - arrived},
      refunded_minor = refunded_minor + ${arrived},
      state = case when ${allBack} then 'refunded' else state end,
      ended_at = case when ${allBack} then ${at} else ended_at end
    where id = ${order.id}`.execute(tx)
  if (allBack && order.state !== 'refunded')
    await fulfillerOf(order).refunded(tx, { ...order, state: 'refunded', endedAt: at }, at)
  const more = { amount: refund.amount, reason: refund.reason }
  await tellOrder(tx, order, outcome === 'succeeded' ? 'refund-succeeded' : 'refund-failed', at, more)
  await resolvePending(tx, [refundEntryRef(refundId, outcome === 'succeeded' ? 'posted' : 'voided')], at)
  // It was taken from the undelivered money, and the rest has become revenue since: so does this.
  if (outcome === 'failed' && refund.debitCode === account.unfulfilled && (await isRecognised(tx, order.id)))
    await postEntries(tx, [recognitionEntry(order, refund.amount, { type: 'refund', id: refundId }, at)])
}
