import { sql } from 'kysely'
import type { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import { type Bilingual, uuid } from '../../kernel/contract.ts'
import type { Reader } from '../../kernel/db.ts'
import { money, toWire } from '../../kernel/money.ts'
import type { Actor } from '../../kernel/policy.ts'
import { peopleByIds } from '../accounts/index.ts'
import { organisationsByIds } from '../organisations/index.ts'
import { paymentsOf, usableProviders, viewOfPayment } from '../payments/index.ts'
import type { OrderView, orderSummary, refundView } from './contract.ts'
import { can } from './policy.ts'
import { type Order, orderById, type Refund, refundsOf, selectOrders } from './rows.ts'

export function viewOfRefund(refund: Refund): z.infer<typeof refundView> {
  return {
    id: refund.id,
    paymentId: refund.paymentId,
    state: refund.state,
    amount: toWire(refund.amount),
    reason: refund.reason,
    createdAt: refund.createdAt.toISOString(),
    endedAt: refund.endedAt?.toISOString() ?? null,
  }
}

const nobody: Bilingual = { 'zh-CN': '', en: '' }

function summaryOf(order: Order, seller: Bilingual | undefined): z.infer<typeof orderSummary> {
  return {
    id: order.id,
    number: order.number,
    kind: order.kind,
    subjectId: order.subjectId,
    state: order.state,
    title: order.title,
    link: order.link,
    seller: seller ?? nobody,
    total: toWire(order.total),
    refunded: toWire(order.refunded),
    createdAt: order.createdAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    paidAt: order.paidAt?.toISOString() ?? null,
  }
}

interface LineRow {
  title: Bilingual
  detail: Bilingual | null
  quantity: number
  unit: bigint
  amount: bigint
}
interface EventRow {
  at: Date
  kind: string
  params: { minor?: string; currency?: string; reason?: string }
}

/** Everything a page about one order shows. Policy was asked by the caller. */
export async function viewOfOrder(app: App, reader: Reader, order: Order, actor: Actor): Promise<OrderView> {
  const now = app.clock.now()
  const { currency } = order.total
  const lines =
    await sql<LineRow>`select title, detail, quantity, unit_minor as unit, amount_minor as amount from order_line
    where order_id = ${order.id} order by position`.execute(reader)
  const events = await sql<EventRow>`select at, kind, params from order_event
    where order_id = ${order.id} order by id`.execute(reader)
  const payments = await paymentsOf(reader, order.id)
  const refunds = await refundsOf(reader, order.id)
  const seller = (await organisationsByIds(reader, [order.organisationId])).get(order.organisationId)
  const buyer = (await peopleByIds(reader, [order.buyerId])).get(order.buyerId)
  const open = order.state === 'open' && order.expiresAt > now
  return {
    ...summaryOf(order, seller?.name),
    terms: order.terms,
    buyer: buyer?.name ?? '',
    refunding: toWire(order.refunding),
    endedAt: order.endedAt?.toISOString() ?? null,
    now: now.toISOString(),
    lines: lines.rows.map(line => ({
      ...line,
      unit: toWire(money(currency, line.unit)),
      amount: toWire(money(currency, line.amount)),
    })),
    payments: payments.map(payment => viewOfPayment(payment, now)),
    refunds: refunds.map(viewOfRefund),
    events: events.rows.map(event => ({
      at: event.at.toISOString(),
      kind: event.kind,
      amount:
        event.params.minor === undefined
          ? null
          : { currency: event.params.currency ?? currency, minor: event.params.minor },
      reason: event.params.reason ?? null,
    })),
    providers: open ? usableProviders(app, order.total) : [],
    can: {
      pay: open && can.pay(actor, order),
      cancel: open && can.cancel(actor, order),
      refund:
        (order.state === 'paid' || order.state === 'returning') &&
        order.refunding.minor < order.captured.minor &&
        can.refund(actor, order),
    },
  }
}

export async function ordersOfBuyer(reader: Reader, buyerId: string, page: { page: number; size: number }) {
  const count = await sql<{ total: bigint }>`select count(*) as total from purchase_order
    where buyer_id = ${buyerId}`.execute(reader)
  const orders = await selectOrders(
    reader,
    sql`where o.buyer_id = ${buyerId} order by o.created_at desc, o.id desc
      limit ${page.size} offset ${(page.page - 1) * page.size}`,
  )
  const sellers = await organisationsByIds(reader, [...new Set(orders.map(order => order.organisationId))])
  const rows = orders.map(order => summaryOf(order, sellers.get(order.organisationId)?.name))
  return { rows, total: Number(count.rows[0]?.total ?? 0n), ...page }
}

/** Who may follow an order live: those who may read it. */
export async function mayWatchOrder(actor: Actor, orderId: string, app: App): Promise<boolean> {
  if (!uuid.safeParse(orderId).success) return false
  const order = await orderById(app.db.kysely, orderId)
  return order !== undefined && can.read(actor, order)
}
