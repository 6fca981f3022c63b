import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import type { JobHandler } from '../../kernel/jobs.ts'
import type { Person } from '../../kernel/policy.ts'
import { type Payment, type PaymentAction, paymentsDomain, sendPayment, settlementPort } from '../payments/index.ts'
import { commerceDomain, type Order, openOrders, settlement } from './index.ts'
import { type Fulfiller, fulfillers } from './fulfillers.ts'
import { preparePaymentOf } from './pay-order.ts'

/** A stall with so many places: the smallest thing that can be sold, held, lost and taken again. */
export interface Stall {
  id: string
  organisationId: string
}

/** Makes the stall's tables and fills the ports with it and with commerce. Call once per test file. */
export async function openStalls(app: App): Promise<void> {
  await sql`create table test_stall (id uuid primary key, places integer not null, taken integer not null default 0,
    constraint test_stall_not_oversold check (taken <= places))`.execute(app.db.kysely)
  await sql`create table test_place (id uuid primary key, stall_id uuid not null,
    state text not null check (state in ('held', 'sold', 'lost', 'returned')), paid_calls integer not null default 0)`.execute(
    app.db.kysely,
  )
  fulfillers.provide({ stall: stallFulfiller })
  settlementPort.provide(settlement)
}

const stallFulfiller: Fulfiller = {
  async lock(tx, order) {
    await sql`select 1 from test_stall s where s.id = (select stall_id from test_place where id = ${order.subjectId})
      for no key update`.execute(tx)
  },
  async paid(tx, order) {
    await sql`update test_place set paid_calls = paid_calls + 1 where id = ${order.subjectId}`.execute(tx)
    const held = await sql`update test_place set state = 'sold'
      where id = ${order.subjectId} and state = 'held'`.execute(tx)
    if (held.numAffectedRows === 1n) return 'fulfilled'
    const again = await sql`update test_stall set taken = taken + 1 where taken < places
      and id = (select stall_id from test_place where id = ${order.subjectId})`.execute(tx)
    if (again.numAffectedRows === 0n) return 'no-room'
    await sql`update test_place set state = 'sold' where id = ${order.subjectId}`.execute(tx)
    return 'fulfilled'
  },
  expired: (tx, order) => release(tx, order.subjectId, 'held', 'lost'),
  refunded: (tx, order) => release(tx, order.subjectId, 'sold', 'returned'),
}

async function release(tx: Tx, placeId: string, from: string, to: string): Promise<void> {
  await sql`with gone as (
      update test_place set state = ${to} where id = ${placeId} and state = ${from} returning stall_id
    ) update test_stall s set taken = taken - 1 from gone where s.id = gone.stall_id`.execute(tx)
}

export async function aStall(app: App, organisationId: string, places = 1_000): Promise<Stall> {
  const id = newId()
  await sql`insert into test_stall (id, places) values (${id}, ${places})`.execute(app.db.kysely)
  return { id, organisationId }
}

/** Holds places and opens one order each, as a seller's command does. Throws when the stall is full. */
export async function anOrder(
  app: App,
  stall: Stall,
  buyer: Pick<Person, 'id'>,
  given: { minor?: bigint; holdMs?: number; currency?: string } = {},
): Promise<Order> {
  const at = app.clock.now()
  return app.db.transaction(async tx => {
    const subjectId = newId()
    await sql`update test_stall set taken = taken + 1 where id = ${stall.id}`.execute(tx)
    await sql`insert into test_place (id, stall_id, state) values (${subjectId}, ${stall.id}, 'held')`.execute(tx)
    const [order] = await openOrders(
      tx,
      [
        {
          buyerId: buyer.id,
          organisationId: stall.organisationId,
          kind: 'stall',
          subjectId,
          title: { 'zh-CN': '摊位', en: 'Stall' },
          currency: given.currency ?? 'CNY',
          lines: [{ title: { 'zh-CN': '报名费', en: 'Fee' }, quantity: 1, unitMinor: given.minor ?? 10_000n }],
          expiresAt: addMs(at, given.holdMs ?? 1_800_000),
        },
      ],
      at,
    )
    if (!order) throw new Error('no order was opened')
    return order
  })
}

/** Begins a payment at the sandbox and answers with it; `tokenOf` finds the hosted page. */
export async function aPayment(app: App, order: Pick<Order, 'id'>): Promise<Payment> {
  const prepared = await app.db.transaction(tx => preparePaymentOf(app, tx, order.id, 'sandbox'))
  return sendPayment(app, prepared.id)
}

export function tokenOf(action: PaymentAction | null): string {
  if (action?.kind !== 'redirect') throw new Error('there is no hosted page')
  return action.url.split('/').at(-1) ?? ''
}

export const shopDomains = [paymentsDomain, commerceDomain] as const
const handlers = new Map<string, JobHandler>(shopDomains.flatMap(one => one.jobs ?? []).map(one => [one.name, one]))

/**
 * Runs every job whose hour has come by the test's clock, and those they enqueue, until none is left. The clock of such
 * tests stands later than the machine's, so that jobs without an hour are due. Jobs that fail stay, and are counted.
 */
export async function runJobs(app: App): Promise<{ ran: number; failed: number }> {
  const tried = new Set<string>()
  let ran = 0
  for (;;) {
    const due = await sql<{ id: string; name: string; payload: unknown }>`
      select j.id::text, t.identifier as name, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where j.run_at <= ${app.clock.now()} and j.id::text <> all(${[...tried]}::text[]) order by j.run_at, j.id`.execute(
      app.db.kysely,
    )
    if (due.rows.length === 0) break
    for (const job of due.rows) {
      tried.add(job.id)
      const handler = handlers.get(job.name)
      try {
        if (handler) await handler.run(job.payload, app)
        await sql`select graphile_worker.complete_jobs(array[${job.id}::bigint])`.execute(app.db.kysely)
        tried.delete(job.id)
        ran += 1
      } catch (error) {
        app.log.debug({ err: error, job: job.name }, 'a job failed in a test')
      }
    }
  }
  return { ran, failed: tried.size }
}

/** P1–P5, P9, P11 and capacity as one question: everything that is wrong with the orders, in words. Empty when they are right. */
export async function faultsOfOrders(app: App): Promise<string[]> {
  const found = await sql<{ fault: string }>`
    with paid as (
      select order_id, sum(captured_minor) as captured, count(*) filter (where captured_minor > 0) as captures
      from payment group by order_id
    ), back as (
      select order_id, sum(amount_minor) filter (where state <> 'failed') as promised,
        sum(amount_minor) filter (where state = 'succeeded') as arrived
      from refund group by order_id
    ), o as (
      select o.*, coalesce(p.captured, 0) as captured, coalesce(p.captures, 0) as captures,
        coalesce(b.promised, 0) as promised, coalesce(b.arrived, 0) as arrived,
        exists (select 1 from fulfilment f where f.order_id = o.id) as fulfilled
      from purchase_order o left join paid p on p.order_id = o.id left join back b on b.order_id = o.id
    )
    select format('order %s %s: cached captured %s, payments %s', number, state, captured_minor, captured) as fault
      from o where captured_minor <> captured
    union all select format('order %s: cached refunds %s/%s, rows %s/%s', number, refund_minor, refunded_minor, promised, arrived)
      from o where refund_minor <> promised or refunded_minor <> arrived
    union all select format('P3 order %s is paid with %s of %s', number, captured, total_minor)
      from o where state = 'paid' and captured < total_minor
    union all select format('P4 order %s promises back %s of %s', number, promised, captured) from o where promised > captured
    union all select format('P2 order %s is %s but fulfilled: %s', number, state, fulfilled) from o
      where (state = 'paid' and not fulfilled) or (state in ('open', 'expired', 'cancelled', 'returning') and fulfilled)
    union all select format('P1/P11 order %s kept %s of a total of %s', number, captured - promised, total_minor)
      from o where captured - promised > total_minor
    union all select format('P9 order %s is %s and keeps %s', number, state, captured - promised)
      from o where state in ('expired', 'cancelled', 'open', 'returning') and captured - promised > 0
        and not exists (select 1 from refund r where r.order_id = o.id and r.state = 'failed')
    union all select format('P2 payment %s is refunded beyond its capture', id) from payment where refund_minor > captured_minor
    union all select format('stall %s says %s taken, places say %s', s.id, s.taken, count(p.id)) from test_stall s
      left join test_place p on p.stall_id = s.id and p.state in ('held', 'sold')
      group by s.id having s.taken <> count(p.id)
    union all select format('place %s is %s and its order %s', p.id, p.state, o.state) from test_place p
      join purchase_order o on o.subject_id = p.id
      where (o.state = 'paid') <> (p.state = 'sold') or (o.state = 'open') <> (p.state = 'held')`.execute(app.db.kysely)
  return found.rows.map(row => row.fault)
}
