import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { enqueue } from '../../kernel/jobs.ts'
import { resolvePending } from '../ledger/index.ts'
import { fulfillerOf } from './fulfillers.ts'
import { closeOrderPayments } from './jobs.ts'
import type { OrderState } from './lifecycle.ts'
import { tellOrder } from './order-events.ts'
import { orderEntryRef } from './order-postings.ts'
import { type Order, orderById } from './rows.ts'

/**
 * Gives an unpaid order up. False when it was no longer open: somebody else was first. Money that comes all the same is
 * returned by itself; unfinished payments are closed at their providers by a job.
 */
export async function cancelOrder(
  tx: Tx,
  request: { orderId: string; by: string | null; reason: string },
  at: Date,
): Promise<boolean> {
  const order = await orderById(tx, request.orderId)
  if (!order) return false
  await enqueue(tx, closeOrderPayments, { orderId: order.id })
  return endUnpaid(tx, order, 'cancelled', at, { reason: request.reason, actorId: request.by })
}

/** Expires an open order whose hour has come. False when it is not due, was paid in the meantime, or ended before. */
export async function expireOrder(tx: Tx, orderId: string, at: Date): Promise<boolean> {
  const order = await orderById(tx, orderId)
  if (!order || order.expiresAt > at) return false
  return endUnpaid(tx, order, 'expired', at)
}

/** The guarded update decides between expiry and payment: both ask for `open`, and one of them finds it gone. */
async function endUnpaid(
  tx: Tx,
  order: Order,
  to: Extract<OrderState, 'expired' | 'cancelled'>,
  at: Date,
  more: { reason?: string; actorId?: string | null } = {},
): Promise<boolean> {
  const fulfiller = fulfillerOf(order)
  await fulfiller.lock?.(tx, order)
  const ended = await sql`update purchase_order set state = ${to}, ended_at = ${at}
    where id = ${order.id} and state = 'open'`.execute(tx)
  if (ended.numAffectedRows !== 1n) return false
  await fulfiller.expired(tx, { ...order, state: to, endedAt: at }, at)
  await tellOrder(tx, order, to, at, more)
  await resolvePending(tx, [orderEntryRef(order.id, 'voided')], at)
  return true
}
