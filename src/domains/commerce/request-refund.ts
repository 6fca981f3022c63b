import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { type Money, money } from '../../kernel/money.ts'
import { found } from '../../kernel/policy.ts'
import { account, postEntries } from '../ledger/index.ts'
import { type Payment, paymentById, reserveRefund } from '../payments/index.ts'
import { tellOrder } from './order-events.ts'
import { refundEntry } from './order-postings.ts'
import { lockOrder, type Order, type Refund, refundsOf } from './rows.ts'

export interface RefundRequest {
  orderId: string
  /** Everything still here, unless said. */
  amount?: Money
  /** A word of the caller's, translated by its catalogue: `entry-rejected`. */
  reason: string
  /** Person who decided; null when a rule did. */
  by: string | null
}

/**
 * Asks for money to be sent back: reserved here at once, carried out by a job against the provider. Under the order's
 * lock, so that two requests together never promise more than came in. Refuses `commerce.nothing-to-refund` and
 * `commerce.refund-too-large`.
 */
export async function requestRefund(tx: Tx, request: RefundRequest, at: Date): Promise<Refund> {
  const order = found(await lockOrder(tx, request.orderId))
  const payment = order.paymentId === null ? undefined : await paymentById(tx, order.paymentId)
  if (!payment || (order.state !== 'paid' && order.state !== 'returning')) throw refuse('commerce.nothing-to-refund')
  const earlier = (await refundsOf(tx, order.id)).filter(one => one.paymentId === payment.id && one.state !== 'failed')
  const left = earlier.reduce((sum, one) => sum - one.amount.minor, payment.amount.minor)
  const amount = request.amount ?? money(order.total.currency, left)
  if (amount.minor <= 0n) throw refuse('commerce.nothing-to-refund')
  if (amount.currency !== order.total.currency || amount.minor > left)
    throw refuse('commerce.refund-too-large', { minor: left.toString(), currency: order.total.currency })
  const debitCode = (await isRecognised(tx, order.id)) ? order.revenueCode : account.unfulfilled
  return createRefund(tx, order, payment, { amount, reason: request.reason, requestedBy: request.by, debitCode }, at)
}

/** Writes a refund whose amount was checked by the caller, who holds the order's lock. Ends with the ledger. */
export async function createRefund(
  tx: Tx,
  order: Order,
  payment: Payment,
  draft: Pick<Refund, 'amount' | 'reason' | 'requestedBy' | 'debitCode'>,
  at: Date,
): Promise<Refund> {
  const refund: Refund = {
    id: newId(),
    orderId: order.id,
    paymentId: payment.id,
    state: 'requested',
    createdAt: at,
    endedAt: null,
    ...draft,
  }
  await sql`insert into refund (id, order_id, organisation_id, payment_id, state, amount_minor, currency, reason, requested_by,
      debit_code, created_at)
    values (${refund.id}, ${order.id}, ${order.organisationId}, ${payment.id}, 'requested', ${refund.amount.minor},
      ${refund.amount.currency}, ${refund.reason}, ${refund.requestedBy}, ${refund.debitCode}, ${at})`.execute(tx)
  await sql`update purchase_order set refund_minor = refund_minor + ${refund.amount.minor}
    where id = ${order.id}`.execute(tx)
  await reserveRefund(tx, { id: refund.id, paymentId: payment.id, amount: refund.amount }, at)
  await tellOrder(tx, order, 'refund-requested', at, {
    amount: refund.amount,
    reason: refund.reason,
    actorId: refund.requestedBy,
  })
  await postEntries(tx, [refundEntry(order, refund, payment.provider, at)])
  return refund
}

export async function isRecognised(tx: Tx, orderId: string): Promise<boolean> {
  const found = await sql<{ yes: boolean }>`select recognised_at is not null as yes from fulfilment
    where order_id = ${orderId}`.execute(tx)
  return found.rows[0]?.yes ?? false
}
