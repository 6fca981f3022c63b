import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { type Money, money } from '../../kernel/money.ts'
import type { OrderState, RefundState } from './lifecycle.ts'

export interface Order {
  id: string
  number: string
  buyerId: string
  organisationId: string
  kind: string
  subjectId: string
  state: OrderState
  title: Bilingual
  /** What the buyer may expect back and when, in words. */
  terms: Bilingual | null
  /** Where the buyer goes on: `/me/entries/…`. */
  link: string | null
  total: Money
  captured: Money
  /** Sent back or on its way back. */
  refunding: Money
  /** Arrived back. */
  refunded: Money
  revenueCode: string
  paymentId: string | null
  expiresAt: Date
  createdAt: Date
  paidAt: Date | null
  endedAt: Date | null
}

interface OrderRow extends Omit<Order, 'total' | 'captured' | 'refunding' | 'refunded'> {
  totalMinor: bigint
  capturedMinor: bigint
  refundMinor: bigint
  refundedMinor: bigint
  currency: string
}

export const orderColumns = sql`o.id, o.number, o.buyer_id as "buyerId", o.organisation_id as "organisationId", o.kind,
  o.subject_id as "subjectId", o.state, o.title, o.terms, o.link, o.total_minor as "totalMinor", o.currency,
  o.captured_minor as "capturedMinor", o.refund_minor as "refundMinor", o.refunded_minor as "refundedMinor",
  o.revenue_code as "revenueCode", o.payment_id as "paymentId", o.expires_at as "expiresAt", o.created_at as "createdAt",
  o.paid_at as "paidAt", o.ended_at as "endedAt"`

export function orderOf(row: OrderRow): Order {
  const { totalMinor, capturedMinor, refundMinor, refundedMinor, currency, ...rest } = row
  return {
    ...rest,
    total: money(currency, totalMinor),
    captured: money(currency, capturedMinor),
    refunding: money(currency, refundMinor),
    refunded: money(currency, refundedMinor),
  }
}

export async function selectOrders(reader: Reader, where: ReturnType<typeof sql>): Promise<Order[]> {
  const found = await sql<OrderRow>`select ${orderColumns} from purchase_order o ${where}`.execute(reader)
  return found.rows.map(orderOf)
}

export async function orderById(reader: Reader, id: string): Promise<Order | undefined> {
  return (await selectOrders(reader, sql`where o.id = ${id}`))[0]
}

/** Many at once, by id. */
export async function ordersByIds(reader: Reader, ids: readonly string[]): Promise<Map<string, Order>> {
  if (ids.length === 0) return new Map()
  const orders = await selectOrders(reader, sql`where o.id = any(${[...ids]}::uuid[])`)
  return new Map(orders.map(order => [order.id, order]))
}

/** Locks the order's row: every decision about its money is taken behind this. */
export async function lockOrder(tx: Tx, id: string): Promise<Order | undefined> {
  return (await selectOrders(tx, sql`where o.id = ${id} for no key update`))[0]
}

export interface Refund {
  id: string
  orderId: string
  paymentId: string
  state: RefundState
  amount: Money
  reason: string
  requestedBy: string | null
  debitCode: string
  createdAt: Date
  endedAt: Date | null
}

interface RefundRow extends Omit<Refund, 'amount'> {
  amountMinor: bigint
  currency: string
}

export async function selectRefunds(reader: Reader, where: ReturnType<typeof sql>): Promise<Refund[]> {
  const found = await sql<RefundRow>`select r.id, r.order_id as "orderId", r.payment_id as "paymentId", r.state,
    r.amount_minor as "amountMinor", r.currency, r.reason, r.requested_by as "requestedBy", r.debit_code as "debitCode",
    r.created_at as "createdAt", r.ended_at as "endedAt"
    from refund r ${where}`.execute(reader)
  return found.rows.map(({ amountMinor, currency, ...rest }) => ({ ...rest, amount: money(currency, amountMinor) }))
}

export async function refundsOf(reader: Reader, orderId: string): Promise<Refund[]> {
  return selectRefunds(reader, sql`where r.order_id = ${orderId} order by r.created_at, r.id`)
}
