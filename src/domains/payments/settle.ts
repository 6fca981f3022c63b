import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import { account, credit, debit, postEntries } from '../ledger/index.ts'
import { type Fact, factDigest, type HeardBy, mismatch, paymentStateOf, refundStateOf } from './facts.ts'
import { furthest, paymentStates, providerRefundStates } from './lifecycle.ts'
import { keepDuplicate } from './keep-duplicate.ts'
import { providerOf } from './providers.ts'
import { lockPayment, type Payment, type ProviderRefund, selectPayments, selectProviderRefunds } from './rows.ts'
import { settlementPort } from './settlement-port.ts'

/** A captured payment is asked about once more after this: the notice of a second charge may have been lost. */
const secondLookMs = 10 * 60_000

/** Where a fact was heard. */
export interface Heard {
  provider: string
  by: HeardBy
}

/**
 * The one way by which what a provider said becomes true here: notification, poll, return page, our own calls and the
 * operator all end in it. Each fact in its own transaction: locks in order, keeps the fact once, believes it only when
 * merchant, currency and amount are ours, and moves states forward only. Safe to repeat with any facts in any order.
 */
export async function settle(app: App, heard: Heard, facts: readonly Fact[]): Promise<void> {
  for (const fact of facts) await app.db.transaction(tx => settleFact(app, tx, heard, fact))
}

async function settleFact(app: App, tx: Tx, heard: Heard, fact: Fact): Promise<void> {
  const at = app.clock.now()
  const isRefund = fact.kind.startsWith('refund-')
  const [refund] = isRefund
    ? await selectProviderRefunds(tx, sql`where r.reference = ${fact.reference}`)
    : ([] as ProviderRefund[])
  const [seen] = isRefund
    ? refund
      ? await selectPayments(tx, sql`where p.id = ${refund.paymentId} and p.provider = ${heard.provider}`)
      : []
    : await selectPayments(tx, sql`where p.reference = ${fact.reference} and p.provider = ${heard.provider}`)
  if (!seen) {
    await keepFact(tx, heard, fact, at, { quarantined: 'unknown-reference' })
    app.log.warn({ provider: heard.provider, kind: fact.kind }, 'a provider spoke of something that is not ours')
    return
  }
  await settlementPort.get().lock(tx, seen.orderId)
  const payment = await lockPayment(tx, seen.id)
  if (!payment) throw new Error(`payment ${seen.id} vanished`)
  const expected = refund ? refund.amount : payment.amount
  const merchant = providerOf(app, payment.provider).merchantOf(payment.organisationId)
  const wrong = mismatch({ amount: expected, merchant }, fact)
  const fresh = await keepFact(tx, heard, fact, at, {
    paymentId: payment.id,
    ...(refund ? { refundId: refund.id } : {}),
    ...(wrong === undefined ? {} : { quarantined: wrong }),
  })
  if (wrong !== undefined) return quarantine(app, tx, payment, fact, wrong, fresh, at)
  if (refund) return applyToRefund(tx, refund, fact, at)
  return applyToPayment(tx, payment, fact, at)
}

/** False when the same was said before. */
async function keepFact(
  tx: Tx,
  heard: Heard,
  fact: Fact,
  at: Date,
  about: { paymentId?: string; refundId?: string; quarantined?: string },
): Promise<boolean> {
  const kept =
    await sql`insert into payment_fact (id, provider, payment_id, refund_id, kind, reference, provider_reference,
      amount_minor, currency, merchant, heard_by, heard_at, said_at, quarantined, digest)
    values (${newId()}, ${heard.provider}, ${about.paymentId ?? null}, ${about.refundId ?? null}, ${fact.kind},
      ${fact.reference}, ${fact.providerReference ?? null}, ${fact.amount?.minor ?? null}, ${fact.amount?.currency ?? null},
      ${fact.merchant ?? null}, ${heard.by}, ${at}, ${fact.at ?? null}, ${about.quarantined ?? null},
      ${factDigest(heard.provider, fact)})
    on conflict (digest) do nothing`.execute(tx)
  return kept.numAffectedRows === 1n
}

/** Money that cannot be matched is on the books, in suspense, until a person decides. */
async function quarantine(
  app: App,
  tx: Tx,
  payment: Payment,
  fact: Fact,
  why: string,
  fresh: boolean,
  at: Date,
): Promise<void> {
  app.log.error({ paymentId: payment.id, why }, 'a fact about a payment does not match and was put aside')
  if (!fresh || fact.kind !== 'captured' || !fact.amount || fact.amount.minor <= 0n || why === 'merchant') return
  await postEntries(tx, [
    {
      organisationId: payment.organisationId,
      at,
      state: 'posted',
      source: { type: 'quarantine', id: newId() },
      purpose: 'quarantine',
      memo: { payment: payment.reference, why },
      postings: [debit(account.clearing(payment.provider), fact.amount), credit(account.quarantine, fact.amount)],
    },
  ])
}

async function applyToPayment(tx: Tx, payment: Payment, fact: Fact, at: Date): Promise<void> {
  if (fact.kind !== 'pending' && fact.kind !== 'captured' && fact.kind !== 'failed' && fact.kind !== 'closed') return
  if (fact.kind === 'captured' && payment.state === 'captured') return keepDuplicate(tx, payment, fact, at)
  const state = furthest(paymentStates, payment.state, paymentStateOf[fact.kind])
  if (state === payment.state) return
  const captured = state === 'captured'
  const ended = state !== 'pending'
  await sql`update payment set
      state = ${state},
      captured_minor = ${captured ? payment.amount.minor : 0n},
      captured_at = ${captured ? at : null},
      ended_at = ${ended ? at : null},
      next_check_at = case when ${captured} then ${addMs(at, secondLookMs)}::timestamptz
        when ${ended} then null else next_check_at end,
      failure_code = ${captured ? null : (fact.code ?? null)},
      provider_reference = coalesce(${fact.providerReference ?? null}, provider_reference)
    where id = ${payment.id}`.execute(tx)
  if (captured)
    await settlementPort
      .get()
      .captured(tx, { ...payment, state, providerReference: fact.providerReference ?? null }, at)
}

async function applyToRefund(tx: Tx, seen: ProviderRefund, fact: Fact, at: Date): Promise<void> {
  if (fact.kind !== 'refund-accepted' && fact.kind !== 'refund-succeeded' && fact.kind !== 'refund-failed') return
  const [refund] = await selectProviderRefunds(tx, sql`where r.id = ${seen.id} for no key update`)
  // A refund ends once here. One called failed that succeeds later is a difference for reconciliation to explain.
  if (!refund || refund.state === 'failed' || refund.state === 'succeeded') return
  const state = furthest(providerRefundStates, refund.state, refundStateOf[fact.kind])
  if (state === refund.state) return
  const ended = state === 'failed' || state === 'succeeded'
  await sql`update provider_refund set
      state = ${state},
      ended_at = ${ended ? at : null},
      next_check_at = case when ${ended} then null else next_check_at end,
      failure_code = ${fact.code ?? null},
      provider_reference = coalesce(${fact.providerReference ?? null}, provider_reference)
    where id = ${refund.id}`.execute(tx)
  if (state === 'failed')
    await sql`update payment set refund_minor = refund_minor - ${refund.amount.minor}
      where id = ${refund.paymentId}`.execute(tx)
  if (ended) await settlementPort.get().refundEnded(tx, refund.id, state === 'failed' ? 'failed' : 'succeeded', at)
}
