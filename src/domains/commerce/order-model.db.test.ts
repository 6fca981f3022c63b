import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { addMs } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { money } from '../../kernel/money.ts'
import { testApp } from '../../kernel/testing/index.ts'
import { trialBalance } from '../ledger/index.ts'
import { faultsOfBooks } from '../ledger/testing.ts'
import { aMember, anOrganisation } from '../organisations/testing.ts'
import { decide, providerOf, runJanitor, settle } from '../payments/testing.ts'
import { askAboutOrder, paymentsOf } from '../payments/index.ts'
import { cancelOrder, type Order, recogniseRevenue, requestRefund } from './index.ts'
import { expireDue } from './job-handlers.ts'
import { preparePaymentOf } from './pay-order.ts'
import { aPayment, anOrder, aStall, faultsOfOrders, openStalls, runJobs, type Stall, tokenOf } from './testing.ts'

/*
 * Random lives of orders at a stall with fewer places than buyers: every step may fail in its business way, none may leave
 * a wrong book. At the end time passes, and everything must have come to rest with our clearing equal to the bank's money.
 */
const app = await testApp({ at: '2030-01-01T00:00:00Z' })
let buyer: Awaited<ReturnType<typeof aMember>>
beforeAll(async () => {
  await openStalls(app)
  buyer = await aMember(app)
})

interface World {
  stall: Stall
  book: string
  orders: Order[]
}

const order = fc.nat(4)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('open'), holdMs: fc.constantFrom(60_000, 600_000) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('pay'),
      order,
      ending: fc.constantFrom('pay', 'fail', 'late', 'twice', 'silent', 'storm'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash-before-call'), order }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash-before-answer'), order }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hear-everything-again'), order }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forge'), order }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('refund'), order, minor: fc.constantFrom(undefined, 1n, 4_000n) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('recognise'), order }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel'), order }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('work') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire-and-poll-together'), order }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(4_000, 61_000, 700_000) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function hearAgain(target: Order): Promise<void> {
  for (const payment of await paymentsOf(app.db.kysely, target.id)) {
    const heard = await providerOf(app, 'sandbox').queryCharge(payment.reference)
    if (heard.kind === 'facts')
      await Promise.all(
        [1, 2].map(() => settle(app, { provider: 'sandbox', by: 'poll' }, [...heard.facts].toReversed())),
      )
  }
}

async function take(world: World, one: Step): Promise<void> {
  const at = app.clock.now()
  const target = 'order' in one ? world.orders[one.order % Math.max(1, world.orders.length)] : undefined
  if (one.do === 'open') {
    const holdMs = 'holdMs' in one ? one.holdMs : 60_000
    world.orders.push(await anOrder(app, world.stall, buyer, { holdMs }))
  } else if (one.do === 'work') await runJobs(app)
  else if (one.do === 'wait') app.clock.set(addMs(at, 'ms' in one ? one.ms : 0))
  else if (!target) return
  else if (one.do === 'pay') {
    const payment = await aPayment(app, target)
    if (payment.action && 'ending' in one) await decide(app, tokenOf(payment.action), one.ending, 'risk-control')
  } else if (one.do === 'crash-before-call')
    await app.db.transaction(tx => preparePaymentOf(app, tx, target.id, 'sandbox'))
  else if (one.do === 'crash-before-answer') {
    const payment = await aPayment(app, target)
    await sql`update payment set state = 'unknown', action = null
      where id = ${payment.id} and state = 'pending'`.execute(app.db.kysely)
  } else if (one.do === 'hear-everything-again') await hearAgain(target)
  else if (one.do === 'forge') {
    const [payment] = await paymentsOf(app.db.kysely, target.id)
    await settle(app, { provider: 'sandbox', by: 'notification' }, [
      { kind: 'captured', reference: payment?.reference ?? 'NOBODY', amount: target.total, merchant: 'sandbox-other' },
    ])
  } else if (one.do === 'refund') {
    const minor = 'minor' in one ? one.minor : undefined
    const ask = () =>
      app.db.transaction(tx =>
        requestRefund(
          tx,
          {
            orderId: target.id,
            reason: 'test',
            by: null,
            ...(minor === undefined ? {} : { amount: money('CNY', minor) }),
          },
          at,
        ),
      )
    const asked = await Promise.allSettled([ask(), ask()])
    for (const answer of asked)
      if (answer.status === 'rejected' && !(answer.reason instanceof Refusal)) throw answer.reason
  } else if (one.do === 'recognise') await app.db.transaction(tx => recogniseRevenue(tx, [target.id], at))
  else if (one.do === 'cancel')
    await app.db.transaction(tx => cancelOrder(tx, { orderId: target.id, by: buyer.id, reason: 'buyer' }, at))
  else await Promise.all([expireDue(app), askAboutOrder(app, target.id, 'poll'), hearAgain(target), expireDue(app)])
}

/** A step may be refused, or find the stall full; anything else is a defect. */
async function tryStep(world: World, one: Step): Promise<void> {
  try {
    await take(world, one)
  } catch (error) {
    const full = error instanceof Error && 'constraint' in error && error.constraint === 'test_stall_not_oversold'
    if (!(error instanceof Refusal) && !full) throw error
  }
}

const faults = async () => [...(await faultsOfOrders(app)), ...(await faultsOfBooks(app.db.kysely))]

async function comeToRest(): Promise<void> {
  for (let round = 0; round < 6; round++) {
    app.clock.advance(1_200_000)
    await runJobs(app)
    await runJanitor(app)
  }
}

test('whatever happens to orders in whatever order, no place is sold twice, no cent is lost, and all comes to rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async steps => {
      const book = (await anOrganisation(app)).id
      const world: World = { book, stall: await aStall(app, book, 2), orders: [] }
      await take(world, { do: 'open', holdMs: 600_000 })
      for (const one of steps) {
        await tryStep(world, one)
        expect(await faults()).toEqual([])
      }
      await comeToRest()
      expect(await faults()).toEqual([])

      const restless = await sql<{ what: string }>`
        select 'order ' || state as what from purchase_order where organisation_id = ${book} and state in ('open', 'returning')
        union all select 'refund ' || state from refund where organisation_id = ${book} and state <> 'succeeded'
        union all select 'payment ' || state from payment where organisation_id = ${book} and state in ('created', 'unknown', 'pending')`.execute(
        app.db.kysely,
      )
      expect(restless.rows).toEqual([])
      const bank = await sql<{ minor: bigint }>`select (
          coalesce(sum(amount_minor * jsonb_array_length(transactions)), 0)
          - coalesce(sum((select sum(r.amount_minor) from sandbox_refund r where r.charge_reference = c.reference and r.state = 'done')), 0)
        )::bigint as minor from sandbox_charge c where merchant = ${`sandbox-${book}`}`.execute(app.db.kysely)
      const clearing = (await trialBalance(app.db.kysely, book)).find(one => one.code === 'provider_clearing:sandbox')
      expect(clearing?.posted ?? 0n).toBe(bank.rows[0]?.minor)
    }),
    { numRuns: Number(process.env['MODEL_RUNS'] ?? 12), endOnFailure: true, interruptAfterTimeLimit: 200_000 },
  )
}, 240_000)
