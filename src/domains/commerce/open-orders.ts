import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import { money } from '../../kernel/money.ts'
import { postEntries } from '../ledger/index.ts'
import { fulfilFreeOrder } from './fulfil-free-order.ts'
import { expireOrdersAt } from './jobs.ts'
import { orderEntry } from './order-postings.ts'
import { takeOrderNumbers } from './order-number.ts'
import type { Order } from './rows.ts'

export interface OrderLineDraft {
  title: Bilingual
  detail?: Bilingual
  quantity: number
  /** Minor units of the order's currency; less than nothing for a discount. */
  unitMinor: bigint
}

export interface OrderDraft {
  /** Chosen by the caller when it must write it into its own row in the same statement. */
  id?: string
  buyerId: string
  /** Who sells: the book the money is kept in. */
  organisationId: string
  /** Key of the fulfillers: `entry`. */
  kind: string
  /** What is bought. Its row must exist (in this transaction) before an order of nothing is opened. */
  subjectId: string
  title: Bilingual
  terms?: Bilingual
  /** Where the buyer goes on after paying, a path of this site. */
  link?: string
  currency: string
  lines: readonly OrderLineDraft[]
  /** Until when the subject is held. */
  expiresAt: Date
  /** Account the sale becomes revenue in, `revenue:<kind>` unless said. */
  revenueCode?: string
}

/**
 * Opens orders, with the journal's pending entry of each and the job that will expire them: five statements for any
 * number. Call it last in the turn: it ends with the ledger's balances, the rows most fought over. An order of nothing is
 * paid at once, without a provider. Throws a defect for an order of less than nothing.
 */
export async function openOrders(tx: Tx, drafts: readonly OrderDraft[], at: Date): Promise<Order[]> {
  if (drafts.length === 0) return []
  const numbers = await takeOrderNumbers(tx, at, drafts.length)
  const orders = drafts.map((draft, index) => newOrder(draft, numbers[index] ?? '', at))
  await insert(tx, drafts, orders)
  const owed = orders.filter(order => order.total.minor > 0n)
  await expireOrdersAt(tx, [...new Set(owed.map(order => order.expiresAt.toISOString()))])
  const settled: Order[] = []
  for (const order of orders) settled.push(order.total.minor > 0n ? order : await fulfilFreeOrder(tx, order, at))
  await postEntries(
    tx,
    owed.map(order => orderEntry(order, at)),
  )
  return settled
}

function newOrder(draft: OrderDraft, number: string, at: Date): Order {
  const { currency } = draft
  const total = draft.lines.reduce((sum, line) => sum + BigInt(line.quantity) * line.unitMinor, 0n)
  if (total < 0n) throw new Error('an order of less than nothing')
  return {
    id: draft.id ?? newId(),
    number,
    buyerId: draft.buyerId,
    organisationId: draft.organisationId,
    kind: draft.kind,
    subjectId: draft.subjectId,
    state: 'open',
    title: draft.title,
    terms: draft.terms ?? null,
    link: draft.link ?? null,
    total: money(currency, total),
    captured: money(currency, 0n),
    refunding: money(currency, 0n),
    refunded: money(currency, 0n),
    revenueCode: draft.revenueCode ?? `revenue:${draft.kind}`,
    paymentId: null,
    expiresAt: draft.expiresAt,
    createdAt: at,
    paidAt: null,
    endedAt: null,
  }
}

async function insert(tx: Tx, drafts: readonly OrderDraft[], orders: readonly Order[]): Promise<void> {
  const rows = orders.map(order => ({
    id: order.id,
    number: order.number,
    buyer_id: order.buyerId,
    organisation_id: order.organisationId,
    kind: order.kind,
    subject_id: order.subjectId,
    state: order.state,
    title: order.title,
    terms: order.terms,
    link: order.link,
    total_minor: order.total.minor.toString(),
    currency: order.total.currency,
    revenue_code: order.revenueCode,
    expires_at: order.expiresAt.toISOString(),
    created_at: order.createdAt.toISOString(),
  }))
  const lines = drafts.flatMap((draft, index) =>
    draft.lines.map((line, position) => ({
      order_id: orders[index]?.id,
      position,
      title: line.title,
      detail: line.detail ?? null,
      quantity: line.quantity,
      unit_minor: line.unitMinor.toString(),
    })),
  )
  await sql`with opened as (
      insert into purchase_order (id, number, buyer_id, organisation_id, kind, subject_id, state, title, terms, link,
        total_minor, currency, revenue_code, expires_at, created_at)
      select id, number, buyer_id, organisation_id, kind, subject_id, state, title, terms, link,
        total_minor, currency, revenue_code, expires_at, created_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, number text, buyer_id uuid, organisation_id uuid,
        kind text, subject_id uuid, state text, title jsonb, terms jsonb, link text, total_minor bigint, currency text,
        revenue_code text, expires_at timestamptz, created_at timestamptz)
      returning id, created_at
    ), told as (
      insert into order_event (order_id, at, kind) select id, created_at, 'opened' from opened
    )
    insert into order_line (order_id, position, title, detail, quantity, unit_minor, amount_minor)
    select order_id, position, title, detail, quantity, unit_minor, quantity * unit_minor
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(order_id uuid, position smallint, title jsonb, detail jsonb,
      quantity integer, unit_minor bigint)`.execute(tx)
}
