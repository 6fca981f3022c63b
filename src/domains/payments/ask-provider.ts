import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { HeardBy } from './facts.ts'
import { livePaymentStates } from './lifecycle.ts'
import { providerOf, providersOf } from './providers.ts'
import { type Payment, paymentById, paymentsOf } from './rows.ts'
import { sendPayment } from './start-payment.ts'
import { settle } from './settle.ts'

/** Waits between questions, ms: quick while the buyer watches, then ever rarer; the last one repeats. */
const waits = [15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000]
/** How long after its hour an unfinished charge is still asked about: money may be under way. */
const graceMs = 15 * 60_000

export function nextWait(checks: number): number {
  return waits[Math.min(checks, waits.length - 1)] ?? 3_600_000
}

/** Asks the provider what became of a payment, and believes the answer. */
export async function askAbout(app: App, payment: Payment, by: HeardBy): Promise<void> {
  const provider = providersOf(app).get(payment.provider)
  if (!provider) return
  const outcome = await provider.queryCharge(payment.reference)
  const at = app.clock.now()
  if (outcome.kind === 'facts') await settle(app, { provider: provider.code, by }, outcome.facts)
  // It never arrived: before its hour it is sent again under the same reference, after it there is nothing to wait for.
  if (outcome.kind === 'absent') {
    if (payment.expiresAt > at) await sendPayment(app, payment.id)
    else await settle(app, { provider: provider.code, by }, [{ kind: 'closed', reference: payment.reference }])
  }
  await sql`update payment set checks = checks + 1, next_check_at = ${addMs(at, nextWait(payment.checks))}
    where id = ${payment.id} and state = any(${[...livePaymentStates]})`.execute(app.db.kysely)
  const overdue = addMs(payment.expiresAt, graceMs) < at
  if (overdue && outcome.kind === 'unknown')
    app.log.error(
      { paymentId: payment.id, why: outcome.why },
      'a payment is past its hour and its provider does not say',
    )
  else if (overdue) await closePayment(app, payment)
}

/** The same for an order's unfinished attempts; what a page calls while its reader waits. */
export async function askAboutOrder(app: App, orderId: string, by: HeardBy): Promise<void> {
  for (const payment of await paymentsOf(app.db.kysely, orderId))
    if (livePaymentStates.includes(payment.state)) await askAbout(app, payment, by)
}

/** Asks the provider to take no money any more. `already-paid` was believed at once. */
export async function closePayment(app: App, payment: Payment): Promise<'closed' | 'already-paid' | 'unknown'> {
  if (payment.state === 'captured') return 'already-paid'
  if (payment.state === 'failed' || payment.state === 'closed') return 'closed'
  const provider = providerOf(app, payment.provider)
  const outcome = await provider.closeCharge(payment.reference)
  const heard = { provider: provider.code, by: 'call' as const }
  if (outcome.kind === 'closed') await settle(app, heard, [{ kind: 'closed', reference: payment.reference }])
  if (outcome.kind === 'already-paid') {
    const answer = await provider.queryCharge(payment.reference)
    if (answer.kind === 'facts') await settle(app, heard, answer.facts)
  }
  return outcome.kind
}

/** Before an order ends without money, or changes its provider: no attempt of it may still take any. */
export async function closeOrderAttempts(
  app: App,
  orderId: string,
  which: (payment: Payment) => boolean = () => true,
): Promise<'closed' | 'already-paid' | 'unknown'> {
  let result: 'closed' | 'already-paid' | 'unknown' = 'closed'
  for (const payment of await paymentsOf(app.db.kysely, orderId)) {
    if (!livePaymentStates.includes(payment.state) || !which(payment)) continue
    const one = await closePayment(app, payment)
    if (one === 'already-paid' || result === 'closed') result = one
  }
  return result
}

/** For the janitor and the job after a payment began. A captured payment is looked at a last time. */
export async function askAboutId(app: App, paymentId: string): Promise<void> {
  const payment = await paymentById(app.db.kysely, paymentId)
  if (!payment) return
  if (livePaymentStates.includes(payment.state)) return askAbout(app, payment, 'poll')
  const provider = providersOf(app).get(payment.provider)
  if (payment.state !== 'captured' || payment.duplicateOf !== null || !provider) return
  const outcome = await provider.queryCharge(payment.reference)
  if (outcome.kind === 'facts') await settle(app, { provider: provider.code, by: 'poll' }, outcome.facts)
  if (outcome.kind !== 'unknown')
    await sql`update payment set next_check_at = null
      where id = ${paymentId} and next_check_at <= ${app.clock.now()}`.execute(app.db.kysely)
}
