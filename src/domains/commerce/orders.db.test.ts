import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { addMs } from '../../kernel/clock.ts'
import { newId } from '../../kernel/ids.ts'
import { money } from '../../kernel/money.ts'
import { testApp } from '../../kernel/testing/index.ts'
import { trialBalance } from '../ledger/index.ts'
import { faultsOfBooks } from '../ledger/testing.ts'
import { aMember, anOrganisation } from '../organisations/testing.ts'
import { decide, type Ending, type Fact, failReasons, providerOf, runJanitor, settle } from '../payments/testing.ts'
import { askAboutOrder, closeOrderAttempts, paymentsOf } from '../payments/index.ts'
import {
  cancelOrder,
  expireOrder,
  openOrders,
  type Order,
  orderById,
  recogniseRevenue,
  refundsOf,
  requestRefund,
} from './index.ts'
import { preparePaymentOf } from './pay-order.ts'
import { payDemoOrder } from './demo.ts'
import { expireDue } from './job-handlers.ts'
import { aPayment, anOrder, aStall, faultsOfOrders, openStalls, runJobs, tokenOf } from './testing.ts'

const app = await testApp({ at: '2030-01-01T00:00:00Z' })
let buyer: Awaited<ReturnType<typeof aMember>>
let book: string

beforeAll(async () => {
  await openStalls(app)
  buyer = await aMember(app)
  book = (await anOrganisation(app)).id
})

const stateOf = async (order: Pick<Order, 'id'>) => (await orderById(app.db.kysely, order.id))?.state
const reasonsOf = async (order: Pick<Order, 'id'>) =>
  (await refundsOf(app.db.kysely, order.id)).map(one => [one.reason, one.state])
const end = async (order: Pick<Order, 'id'>, ending: Ending) => {
  const payment = await aPayment(app, order)
  await decide(app, tokenOf(payment.action), ending, failReasons[0])
  return payment
}
const poll = async (order: Pick<Order, 'id'>) => {
  await askAboutOrder(app, order.id, 'poll')
}
function permutations<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]]
  return all.flatMap((one, i) => permutations(all.filter((_, j) => j !== i)).map(rest => [one, ...rest]))
}
const sound = async () => expect([...(await faultsOfOrders(app)), ...(await faultsOfBooks(app.db.kysely))]).toEqual([])
const balancesOf = async (organisationId: string) =>
  Object.fromEntries((await trialBalance(app.db.kysely, organisationId)).map(one => [one.code, one.posted]))

test('an order that is paid is delivered once and its money waits as unfulfilled until it is recognised', async () => {
  const own = (await anOrganisation(app)).id
  const order = await anOrder(app, await aStall(app, own), buyer)
  expect(await balancesOf(own)).toEqual({ 'liability:unfulfilled': 0n, 'receivable:buyer': 0n })
  await end(order, 'silent')
  await poll(order)
  expect(await stateOf(order)).toBe('paid')
  expect(await balancesOf(own)).toEqual({
    'liability:unfulfilled': 10_000n,
    'provider_clearing:sandbox': 10_000n,
    'receivable:buyer': 0n,
  })
  for (let i = 0; i < 2; i++) await app.db.transaction(tx => recogniseRevenue(tx, [order.id], app.clock.now()))
  expect(await balancesOf(own)).toMatchObject({ 'liability:unfulfilled': 0n, 'revenue:stall': 10_000n })
  await sound()
})

test('an unpaid order expires at its hour and not before, and frees what it held', async () => {
  const stall = await aStall(app, book, 1)
  const order = await anOrder(app, stall, buyer)
  expect(await app.db.transaction(tx => expireOrder(tx, order.id, app.clock.now()))).toBe(false)
  await expect(anOrder(app, stall, buyer)).rejects.toMatchObject({ constraint: 'test_stall_not_oversold' })
  app.clock.advance(1_800_000)
  await runJobs(app)
  expect(await stateOf(order)).toBe('expired')
  expect(await stateOf(await anOrder(app, stall, buyer))).toBe('open')
  await sound()
})

test('expiry and payment at the same moment have one winner', async () => {
  for (let round = 0; round < 12; round++) {
    const order = await anOrder(app, await aStall(app, book), buyer, { holdMs: 1_000 })
    await end(order, 'silent')
    app.clock.advance(1_000)
    await Promise.all([
      app.db.transaction(tx => expireOrder(tx, order.id, app.clock.now())),
      poll(order),
      poll(order),
      expireDue(app),
    ])
    await runJobs(app)
    expect(await stateOf(order)).toBe('paid')
  }
  await sound()
})

test('money that comes late takes the place again while there is one', async () => {
  const order = await anOrder(app, await aStall(app, book, 1), buyer)
  await end(order, 'late')
  app.clock.advance(1_800_000)
  await runJobs(app)
  expect(await stateOf(order)).toBe('expired')
  app.clock.advance(90_000)
  await runJobs(app)
  await poll(order)
  expect(await stateOf(order)).toBe('paid')
  expect(await reasonsOf(order)).toEqual([])
  await sound()
})

test('money that comes late and finds no place goes back by itself, and the buyer is told', async () => {
  const stall = await aStall(app, book, 1)
  const order = await anOrder(app, stall, buyer)
  await end(order, 'late')
  app.clock.advance(1_800_000)
  await runJobs(app)
  await anOrder(app, stall, buyer)
  app.clock.advance(90_000)
  await runJobs(app)
  await poll(order)
  expect(await stateOf(order)).toBe('returning')
  await runJobs(app)
  expect(await stateOf(order)).toBe('refunded')
  expect(await reasonsOf(order)).toEqual([['no-room', 'succeeded']])
  const told = await sql<{ kind: string }>`select kind from notice where person_id = ${buyer.id}
    and link = ${`/orders/${order.id}`} order by id`.execute(app.db.kysely)
  expect(told.rows.map(row => row.kind)).toEqual(['commerce.expired', 'commerce.no-room', 'commerce.refund-succeeded'])
  await sound()
})

test('an order paid twice keeps one payment and returns the other', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  await end(order, 'twice')
  await poll(order)
  app.clock.advance(4_000)
  await runJobs(app)
  const [payment] = await paymentsOf(app.db.kysely, order.id)
  const heard = await providerOf(app, 'sandbox').queryCharge(payment?.reference ?? '')
  if (heard.kind !== 'facts') throw new Error('the sandbox does not answer')
  await Promise.all([1, 2, 3].map(() => settle(app, { provider: 'sandbox', by: 'poll' }, heard.facts)))
  await runJobs(app)
  expect(await stateOf(order)).toBe('paid')
  expect(await reasonsOf(order)).toEqual([['surplus', 'succeeded']])
  expect((await balancesOf(book))['suspense:overpaid']).toBe(0n)
  await sound()
})

test('two attempts that both succeed: the second goes back', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  const first = await aPayment(app, order)
  await sql`update payment set state = 'failed' where id = ${first.id}`.execute(app.db.kysely)
  const second = await aPayment(app, order)
  expect(second.id).not.toBe(first.id)
  await Promise.all([first, second].map(payment => decide(app, tokenOf(payment.action), 'silent', failReasons[0])))
  await Promise.all(
    [first, second].map(payment =>
      settle(app, { provider: 'sandbox', by: 'poll' }, [
        {
          kind: 'captured',
          reference: payment.reference,
          amount: payment.amount,
          merchant: `sandbox-${book}`,
        },
      ]),
    ),
  )
  await runJobs(app)
  expect(await stateOf(order)).toBe('paid')
  expect(await reasonsOf(order)).toEqual([['surplus', 'succeeded']])
  await sound()
})

test('two tabs that begin a payment at once share one charge', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  const payments = await Promise.all([1, 2, 3, 4].map(() => aPayment(app, order)))
  expect(new Set(payments.map(payment => payment.id)).size).toBe(1)
  const charges = await sql`select 1 from sandbox_charge where reference = ${payments[0]?.reference}`.execute(
    app.db.kysely,
  )
  expect(charges.rows).toHaveLength(1)
})

test('a failed attempt leaves the order open for another', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  const failed = await end(order, 'fail')
  await poll(order)
  expect((await paymentsOf(app.db.kysely, order.id)).map(payment => payment.state)).toEqual(['failed'])
  expect(await stateOf(order)).toBe('open')
  const next = await end(order, 'silent')
  expect(next.reference).not.toBe(failed.reference)
  await poll(order)
  expect(await stateOf(order)).toBe('paid')
  await sound()
})

test('an order cancelled while its buyer pays returns the money by itself', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  await end(order, 'silent')
  const cancelled = await app.db.transaction(tx =>
    cancelOrder(tx, { orderId: order.id, by: buyer.id, reason: 'buyer' }, app.clock.now()),
  )
  expect(cancelled).toBe(true)
  await runJobs(app)
  expect(await stateOf(order)).toBe('refunded')
  expect(await reasonsOf(order)).toEqual([['order-cancelled', 'succeeded']])
  await sound()
})

test('a cancelled order takes no money any more at the provider', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  const payment = await aPayment(app, order)
  await app.db.transaction(tx => cancelOrder(tx, { orderId: order.id, by: buyer.id, reason: 'buyer' }, app.clock.now()))
  await runJobs(app)
  await expect(decide(app, tokenOf(payment.action), 'pay', failReasons[0])).rejects.toMatchObject({
    code: 'payments.sandbox-ended',
  })
  expect((await paymentsOf(app.db.kysely, order.id)).map(one => one.state)).toEqual(['closed'])
})

test('a paid order that somebody tries to cancel stays paid', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  await end(order, 'silent')
  expect(await closeOrderAttempts(app, order.id)).toBe('already-paid')
  const cancelled = await app.db.transaction(tx =>
    cancelOrder(tx, { orderId: order.id, by: buyer.id, reason: 'buyer' }, app.clock.now()),
  )
  expect([cancelled, await stateOf(order)]).toEqual([false, 'paid'])
})

test('an order of nothing is paid as it is opened and asks no provider', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer, { minor: 0n })
  expect([order.state, await stateOf(order)]).toEqual(['paid', 'paid'])
  expect(await paymentsOf(app.db.kysely, order.id)).toEqual([])
  await sound()
})

test('refunds asked for at the same moment never promise more than came in', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  await end(order, 'silent')
  await poll(order)
  const ask = (minor: bigint) =>
    app.db.transaction(tx =>
      requestRefund(tx, { orderId: order.id, amount: money('CNY', minor), reason: 'test', by: null }, app.clock.now()),
    )
  const asked = await Promise.allSettled([ask(6_000n), ask(6_000n), ask(6_000n), ask(4_001n)])
  expect(asked.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  await runJobs(app)
  await ask((await orderById(app.db.kysely, order.id))?.refunded.minor === 6_000n ? 4_000n : 5_999n)
  await runJobs(app)
  await expect(ask(1n)).rejects.toMatchObject({ code: expect.stringMatching(/^commerce\./) })
  await sound()
})

test('a full refund returns the place and the money', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  await end(order, 'silent')
  await poll(order)
  await app.db.transaction(tx =>
    requestRefund(tx, { orderId: order.id, reason: 'entry-rejected', by: null }, app.clock.now()),
  )
  expect(await stateOf(order)).toBe('paid')
  await runJobs(app)
  expect(await stateOf(order)).toBe('refunded')
  await sound()
})

test('a refund that the provider refuses is given back to the books, recognised if the rest was', async () => {
  const own = (await anOrganisation(app)).id
  const order = await anOrder(app, await aStall(app, own), buyer)
  await end(order, 'silent')
  await poll(order)
  const refund = await app.db.transaction(tx =>
    requestRefund(
      tx,
      { orderId: order.id, amount: money('CNY', 3_000n), reason: 'goodwill', by: null },
      app.clock.now(),
    ),
  )
  await app.db.transaction(tx => recogniseRevenue(tx, [order.id], app.clock.now()))
  expect(await balancesOf(own)).toMatchObject({ 'liability:unfulfilled': 3_000n, 'revenue:stall': 7_000n })
  const reference = await sql<{
    reference: string
  }>`select reference from provider_refund where id = ${refund.id}`.execute(app.db.kysely)
  await settle(app, { provider: 'sandbox', by: 'poll' }, [
    { kind: 'refund-failed', reference: reference.rows[0]?.reference ?? '', code: 'bank-account-dead' },
  ])
  expect(await balancesOf(own)).toMatchObject({ 'liability:unfulfilled': 0n, 'revenue:stall': 10_000n })
  expect(await reasonsOf(order)).toEqual([['goodwill', 'failed']])
  await sound()
})

test('a fact about another amount, currency or merchant is put aside: never paid, never dropped', async () => {
  const own = (await anOrganisation(app)).id
  const order = await anOrder(app, await aStall(app, own), buyer)
  const payment = await aPayment(app, order)
  const fact = { kind: 'captured' as const, reference: payment.reference, providerReference: 'X' }
  const say = (more: object) => settle(app, { provider: 'sandbox', by: 'notification' }, [{ ...fact, ...more }])
  await say({ amount: money('CNY', 1n) })
  await say({ amount: money('CNY', 1n) })
  await say({ amount: money('USD', 10_000n) })
  await say({ amount: money('CNY', 10_000n), merchant: 'sandbox-somebody-else' })
  await say({})
  expect(await stateOf(order)).toBe('open')
  const kept = await sql<{ why: string }>`select quarantined as why from payment_fact where payment_id = ${payment.id}
    order by quarantined`.execute(app.db.kysely)
  expect(kept.rows.map(row => row.why)).toEqual(['amount', 'amount-missing', 'currency', 'merchant'])
  const accounts = await trialBalance(app.db.kysely, own)
  expect(accounts.filter(one => one.code === 'suspense:quarantine').map(one => [one.currency, one.posted])).toEqual([
    ['CNY', 1n],
    ['USD', 10_000n],
  ])
  await say({ amount: money('CNY', 10_000n) })
  expect(await stateOf(order)).toBe('paid')
  await sound()
})

test('every order in which facts arrive ends in the same state', async () => {
  const ends = new Set<string>()
  const all: Fact['kind'][] = ['pending', 'failed', 'closed', 'captured']
  for (const kinds of permutations(all)) {
    const order = await anOrder(app, await aStall(app, book), buyer)
    const payment = await aPayment(app, order)
    for (const kind of kinds)
      await settle(app, { provider: 'sandbox', by: 'notification' }, [
        { kind, reference: payment.reference, amount: payment.amount, providerReference: `T-${payment.reference}` },
      ])
    const [kept] = await paymentsOf(app.db.kysely, order.id)
    ends.add(`${kept?.state} ${await stateOf(order)} ${(await refundsOf(app.db.kysely, order.id)).length}`)
  }
  expect([...ends]).toEqual(['captured paid 0'])
  await sound()
})

test('a payment whose answer was lost is found by the janitor', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  const payment = await aPayment(app, order)
  await decide(app, tokenOf(payment.action), 'silent', failReasons[0])
  await sql`update payment set state = 'unknown', action = null where id = ${payment.id}`.execute(app.db.kysely)
  app.clock.advance(20_000)
  await runJanitor(app)
  expect(await stateOf(order)).toBe('paid')
})

test('a crash before the provider was called is repaired by sending the same reference', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  const prepared = await app.db.transaction(tx => preparePaymentOf(app, tx, order.id, 'sandbox'))
  app.clock.advance(20_000)
  await runJanitor(app)
  const [payment] = await paymentsOf(app.db.kysely, order.id)
  expect([payment?.reference, payment?.state, payment?.action?.kind]).toEqual([
    prepared.reference,
    'pending',
    'redirect',
  ])
})

test('the demonstration pays an order without a browser', async () => {
  const order = await anOrder(app, await aStall(app, book), buyer)
  await payDemoOrder(app, order.id)
  expect(await stateOf(order)).toBe('paid')
})

test('a batch of orders costs as many statements as one', async () => {
  const countOf = async (count: number) => {
    let statements = 0
    await app.db
      .transaction(async tx => {
        const counting = tx.withPlugin({
          transformQuery: ({ node }) => {
            statements += 1
            return node
          },
          transformResult: async ({ result }) => result,
        })
        const drafts = Array.from({ length: count }, () => ({
          buyerId: buyer.id,
          organisationId: book,
          kind: 'stall',
          subjectId: newId(),
          title: { 'zh-CN': '', en: 'Stall' },
          currency: 'CNY',
          lines: [{ title: { 'zh-CN': '', en: 'Fee' }, quantity: 1, unitMinor: 100n }],
          expiresAt: addMs(app.clock.now(), 60_000),
        }))
        await openOrders(counting, drafts, app.clock.now())
        throw new Error('undo')
      })
      .catch((error: unknown) => expect(String(error)).toContain('undo'))
    return statements
  }
  await countOf(1)
  expect(await countOf(400)).toBeLessThanOrEqual(await countOf(1))
})
