import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { addMs } from '../../kernel/clock.ts'
import { listen } from '../../kernel/events.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { faultsOfBooks } from '../ledger/testing.ts'
import { ledgerDomain } from '../ledger/index.ts'
import * as ledger from '../ledger/contract.ts'
import { aMember, anOrganisation, aStaffMember } from '../organisations/testing.ts'
import { runJanitor, sandboxSecret, signNotice } from '../payments/testing.ts'
import * as payments from '../payments/contract.ts'
import { paymentsOf } from '../payments/index.ts'
import * as contract from './contract.ts'
import { type Order, orderById } from './index.ts'
import {
  aPayment,
  anOrder,
  aStall,
  faultsOfOrders,
  openStalls,
  runJobs,
  type Stall,
  shopDomains,
  tokenOf,
} from './testing.ts'

const app = await testApp({ at: '2030-01-01T00:00:00Z' })
const { server, send } = await testServer(app, [...shopDomains, ledgerDomain])
listen([])
let buyer: Awaited<ReturnType<typeof aMember>>
let book: Awaited<ReturnType<typeof anOrganisation>>
let stall: Stall

beforeAll(async () => {
  await openStalls(app)
  app.config.publicUrl = await server.listen({ port: 0, host: '127.0.0.1' })
  buyer = await aMember(app, { name: '欧阳思远' })
  book = await anOrganisation(app)
  stall = await aStall(app, book.id)
})

const stateOf = async (order: Pick<Order, 'id'>) => (await orderById(app.db.kysely, order.id))?.state
const about = (order: Pick<Order, 'id'>) => ({ as: buyer, params: { orderId: order.id } })
const begin = (order: Order, key?: string) =>
  send(contract.payOrder, { ...about(order), body: { provider: 'sandbox' }, ...(key ? { key } : {}) })

async function notify(body: object, change: { signature?: string; at?: Date } = {}): Promise<number> {
  const raw = Buffer.from(JSON.stringify(body))
  const signed = signNotice(sandboxSecret(app), raw, change.at ?? app.clock.now())
  const reply = await server.inject({
    method: 'POST',
    url: '/api/payments/notifications/sandbox',
    headers: {
      'content-type': 'application/json',
      'sandbox-timestamp': signed.timestamp,
      'sandbox-signature': change.signature ?? signed.signature,
    },
    payload: raw,
  })
  return reply.statusCode
}

async function paidNotice(order: Order) {
  const payment = await aPayment(app, order)
  return {
    id: `${payment.reference}-paid-T1`,
    about: 'charge',
    reference: payment.reference,
    state: 'paid',
    transaction: 'T1',
    minor: payment.amount.minor.toString(),
    currency: payment.amount.currency,
    merchant: `sandbox-${book.id}`,
    at: app.clock.now().toISOString(),
  }
}

test('a buyer pays at the hosted page, the sandbox notifies over HTTP, and the order is paid', async () => {
  const order = await anOrder(app, stall, buyer)
  const begun = await begin(order)
  expect([begun.status, begun.body.order.payments[0].state]).toEqual([201, 'pending'])
  const token = tokenOf(begun.body.order.payments[0].action)
  const shown = await send(payments.readSandboxCharge, { params: { token } })
  expect([shown.body.amount, shown.body.state]).toEqual([{ currency: 'CNY', minor: '10000' }, 'waiting'])
  const ended = await send(payments.endSandboxCharge, { params: { token }, body: { ending: 'pay' } })
  expect(ended.body.state).toBe('paid')
  expect((await runJobs(app)).failed).toBe(0)
  const read = await send(contract.readOrder, about(order))
  expect(read.body).toMatchObject({ state: 'paid', buyer: '欧阳思远', providers: [], can: { pay: false } })
  expect(read.body.events.map((one: { kind: string }) => one.kind)).toEqual(['opened', 'paid'])
  const again = await send(payments.endSandboxCharge, { params: { token }, body: { ending: 'pay' } })
  expect([again.status, again.body.code]).toEqual([409, 'payments.sandbox-ended'])
})

test('the same beginning sent twice under one key is one payment', async () => {
  const order = await anOrder(app, stall, buyer)
  const [a, b] = await Promise.all([begin(order, 'one-key-for-both'), begin(order, 'one-key-for-both')])
  expect(a.body.paymentId).toBe(b.body.paymentId)
  expect(await paymentsOf(app.db.kysely, order.id)).toHaveLength(1)
})

test('a notice that is forged, altered, out of time or unreadable changes nothing and is not kept', async () => {
  const order = await anOrder(app, stall, buyer)
  const notice = await paidNotice(order)
  expect(await notify(notice, { signature: '0'.repeat(64) })).toBe(400)
  expect(await notify(notice, { at: addMs(app.clock.now(), -301_000) })).toBe(400)
  expect(await notify(notice, { at: addMs(app.clock.now(), 301_000) })).toBe(400)
  expect(await notify({ hello: 'world' })).toBe(400)
  const unsigned = await server.inject({ method: 'POST', url: '/api/payments/notifications/sandbox', payload: notice })
  expect(unsigned.statusCode).toBe(400)
  expect(
    (await server.inject({ method: 'POST', url: '/api/payments/notifications/stripe', payload: {} })).statusCode,
  ).toBe(404)
  await runJobs(app)
  expect(await stateOf(order)).toBe('open')
  const kept =
    await sql`select 1 from provider_notification where notification_key like ${`${notice.reference}%`}`.execute(
      app.db.kysely,
    )
  expect(kept.rows).toEqual([])
})

test('the same notice many times at once is settled once', async () => {
  const order = await anOrder(app, stall, buyer)
  const notice = await paidNotice(order)
  expect(await Promise.all([1, 2, 3, 4, 5].map(() => notify(notice)))).toEqual([200, 200, 200, 200, 200])
  await Promise.all([runJobs(app), runJobs(app)])
  expect(await stateOf(order)).toBe('paid')
  const paid = await sql<{
    calls: number
  }>`select paid_calls as calls from test_place where id = ${order.subjectId}`.execute(app.db.kysely)
  expect(paid.rows).toEqual([{ calls: 1 }])
  expect(await notify(notice)).toBe(200)
  expect((await faultsOfOrders(app)).concat(await faultsOfBooks(app.db.kysely))).toEqual([])
})

test('a notice that was kept before a crash is worked through by the janitor', async () => {
  const order = await anOrder(app, stall, buyer)
  expect(await notify(await paidNotice(order))).toBe(200)
  await sql`delete from graphile_worker._private_jobs`.execute(app.db.kysely)
  app.clock.advance(61_000)
  await runJanitor(app)
  expect(await stateOf(order)).toBe('paid')
})

test('a storm of old and repeated notices ends in the newest state, counted once', async () => {
  const order = await anOrder(app, stall, buyer)
  const begun = await begin(order)
  const token = tokenOf(begun.body.order.payments[0].action)
  await send(payments.endSandboxCharge, { params: { token }, body: { ending: 'storm' } })
  await runJobs(app)
  const read = await send(contract.readOrder, about(order))
  expect([read.body.state, read.body.payments.length, read.body.refunds.length]).toEqual(['paid', 1, 0])
})

test('what was paid without a notice is found when the page asks', async () => {
  const order = await anOrder(app, stall, buyer)
  const begun = await begin(order)
  const token = tokenOf(begun.body.order.payments[0].action)
  await send(payments.endSandboxCharge, { params: { token }, body: { ending: 'silent' } })
  expect((await send(contract.readOrder, about(order))).body.state).toBe('open')
  expect((await send(contract.checkOrder, about(order))).body.state).toBe('paid')
})

test('an order that is over cannot be paid, and one that is unpaid can be given up', async () => {
  const order = await anOrder(app, stall, buyer)
  expect((await send(contract.abandonOrder, about(order))).body.state).toBe('cancelled')
  const paying = await begin(order)
  expect([paying.status, paying.body.code]).toEqual([409, 'commerce.order-not-open'])
  const again = await send(contract.abandonOrder, about(order))
  expect([again.status, again.body.code]).toEqual([409, 'commerce.order-not-open'])
  const other = await anOrder(app, stall, buyer)
  const unknown = await send(contract.payOrder, { ...about(other), body: { provider: 'alipay' } })
  expect([unknown.status, unknown.body.code]).toEqual([422, 'payments.provider-unavailable'])
})

test('nobody else reads, pays, checks, cancels or refunds an order', async () => {
  const order = await anOrder(app, stall, buyer)
  const stranger = await aMember(app)
  const otherBook = await anOrganisation(app)
  const otherFinance = await aStaffMember(app, otherBook.id, ['finance'])
  const observer = await aStaffMember(app, book.id, ['observer'])
  for (const as of [stranger, otherBook.owner, otherFinance, observer]) {
    const of = { as, params: { orderId: order.id } }
    for (const reply of [
      await send(contract.readOrder, of),
      await send(contract.checkOrder, of),
      await send(contract.abandonOrder, of),
      await send(contract.payOrder, { ...of, body: { provider: 'sandbox' } }),
      await send(contract.refundOrder, { ...of, body: { reason: 'mine' } }),
    ])
      expect(reply.status).toBe(404)
    expect((await send(contract.myOrders, { as })).body.rows).toEqual([])
  }
  expect((await send(contract.readOrder, { params: { orderId: order.id } })).status).toBe(401)
  const finance = await aStaffMember(app, book.id, ['finance'])
  const staff = { as: finance, params: { orderId: order.id } }
  expect((await send(contract.readOrder, staff)).status).toBe(200)
  expect((await send(contract.payOrder, { ...staff, body: { provider: 'sandbox' } })).status).toBe(403)
  expect((await send(contract.abandonOrder, staff)).status).toBe(403)
  expect((await send(contract.myOrders, { as: buyer })).body.rows[0].id).toBe(order.id)
})

test('finance staff refund a part, then the rest, and no more', async () => {
  const order = await anOrder(app, stall, buyer)
  const token = tokenOf((await begin(order)).body.order.payments[0].action)
  await send(payments.endSandboxCharge, { params: { token }, body: { ending: 'pay' } })
  await runJobs(app)
  const ask = (amount?: string) =>
    send(contract.refundOrder, {
      as: book.owner,
      params: { orderId: order.id },
      body: { reason: 'goodwill', ...(amount === undefined ? {} : { amount: { currency: 'CNY', minor: amount } }) },
    })
  expect((await ask('3000')).status).toBe(201)
  const tooMuch = await ask('7001')
  expect([tooMuch.status, tooMuch.body.code, tooMuch.body.params.minor]).toEqual([
    422,
    'commerce.refund-too-large',
    '7000',
  ])
  expect((await send(contract.refundOrder, { ...about(order), body: { reason: 'please' } })).status).toBe(403)
  expect((await ask()).body.amount.minor).toBe('7000')
  const nothing = await ask()
  expect([nothing.status, nothing.body.code]).toEqual([409, 'commerce.nothing-to-refund'])
  await runJobs(app)
  expect((await send(contract.readOrder, about(order))).body).toMatchObject({
    state: 'refunded',
    refunded: { minor: '10000' },
  })
  expect((await faultsOfOrders(app)).concat(await faultsOfBooks(app.db.kysely))).toEqual([])
})

test('the books are read by the organisation’s own finance staff alone', async () => {
  const params = { organisationId: book.id }
  const stranger = (await anOrganisation(app)).owner
  for (const route of [ledger.readTrialBalance, ledger.readJournal, ledger.exportJournal])
    expect((await send(route, { as: stranger, params })).status).toBe(404)
  const statement = { params: { ...params, code: 'liability:unfulfilled' }, query: { currency: 'CNY' } }
  expect((await send(ledger.readStatement, { as: stranger, ...statement })).status).toBe(404)
  const trial = await send(ledger.readTrialBalance, { as: book.owner, params })
  expect(trial.body.accounts.map((one: { code: string }) => one.code)).toContain('provider_clearing:sandbox')
  const journal = await send(ledger.readJournal, { as: book.owner, params, query: { size: '5', state: 'posted' } })
  expect(journal.body.rows).toHaveLength(5)
  expect(journal.body.sums[0].debit).toBe(journal.body.sums[0].credit)
  expect((await send(ledger.readStatement, { as: book.owner, ...statement })).body.lines.length).toBeGreaterThan(0)
  const csv = await send(ledger.exportJournal, { as: book.owner, params })
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.body.split('\r\n')[0]).toBe('\uFEFFnumber,at,state,purpose,order,account,debit,credit,currency')
  expect(csv.body).toMatch(/,provider_clearing:sandbox,100\.00,,CNY\r\n/)
})

test('in production the sandbox does not exist', async () => {
  const production = { ...app, config: { ...app.config, production: true } }
  const guarded = await testServer(production, shopDomains)
  const order = await anOrder(app, stall, buyer)
  const payment = await aPayment(app, order)
  const params = { token: tokenOf(payment.action) }
  expect((await guarded.send(payments.readSandboxCharge, { params })).status).toBe(404)
  expect((await guarded.send(payments.endSandboxCharge, { params, body: { ending: 'pay' } })).status).toBe(404)
  expect((await guarded.send(contract.readOrder, about(order))).body.providers).toEqual([])
  const notice = await guarded.server.inject({
    method: 'POST',
    url: '/api/payments/notifications/sandbox',
    payload: {},
  })
  expect(notice.statusCode).toBe(404)
})
