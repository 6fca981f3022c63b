import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { Money } from '../../kernel/money.ts'
import { found } from '../../kernel/policy.ts'
import { organisationById } from '../organisations/index.ts'
import { askAboutPayment } from './jobs.ts'
import { newReference } from './keep-duplicate.ts'
import { providerOf } from './providers.ts'
import { lockPayment, type Payment, paymentById, paymentsOf } from './rows.ts'
import { settle } from './settle.ts'

export interface PaymentDraft {
  orderId: string
  organisationId: string
  provider: string
  amount: Money
  /** What the buyer reads at the provider; no person's name in it. */
  description: string
  /** Path of this site the provider sends the buyer back to. */
  returnPath: string
  expiresAt: Date
}

/** How long after the first call the janitor asks whether it ever arrived. */
const firstCheckMs = 15_000

/**
 * Step one of three: our row with our reference, before anything is sent. The caller holds the order's lock. An unfinished
 * attempt with the same provider is used again, so that two tabs lead to one charge.
 */
export async function preparePayment(tx: Tx, draft: PaymentDraft, at: Date): Promise<Payment> {
  const live = (await paymentsOf(tx, draft.orderId)).find(
    one =>
      one.provider === draft.provider &&
      one.amount.minor === draft.amount.minor &&
      one.expiresAt > at &&
      (one.state === 'created' || one.state === 'unknown' || one.state === 'pending'),
  )
  if (live) return live
  const id = newId()
  await sql`insert into payment (id, order_id, organisation_id, provider, reference, state, amount_minor, currency, description,
      return_path, expires_at, created_at, next_check_at)
    values (${id}, ${draft.orderId}, ${draft.organisationId}, ${draft.provider}, ${newReference()}, 'created',
      ${draft.amount.minor}, ${draft.amount.currency}, ${draft.description}, ${draft.returnPath}, ${draft.expiresAt}, ${at},
      ${addMs(at, firstCheckMs)})`.execute(tx)
  await enqueue(tx, askAboutPayment, { paymentId: id }, { runAt: addMs(at, firstCheckMs) })
  return found(await paymentById(tx, id))
}

/**
 * Steps two and three: calls the provider, outside any transaction, and stores its answer. Repeating it after a crash is
 * safe: the reference is the same, and a charge that already has its answer is not sent again.
 */
export async function sendPayment(app: App, paymentId: string): Promise<Payment> {
  const payment = found(await paymentById(app.db.kysely, paymentId))
  if (payment.state !== 'created' && payment.state !== 'unknown') return payment
  const provider = providerOf(app, payment.provider)
  const payee = found(await organisationById(app.db.kysely, payment.organisationId))
  const outcome = await provider.createCharge({
    reference: payment.reference,
    merchant: provider.merchantOf(payment.organisationId),
    payeeName: payee.name,
    amount: payment.amount,
    description: payment.description,
    expiresAt: payment.expiresAt,
    returnUrl: app.config.publicUrl + payment.returnPath,
    notifyUrl: `${app.config.publicUrl}/api/payments/notifications/${provider.code}`,
  })
  const heard = { provider: provider.code, by: 'call' as const }
  if (outcome.kind === 'facts') await settle(app, heard, outcome.facts)
  if (outcome.kind === 'unknown') {
    app.log.warn({ paymentId, why: outcome.why }, 'no clear answer to a charge')
    await sql`update payment set state = 'unknown' where id = ${paymentId} and state = 'created'`.execute(app.db.kysely)
  }
  if (outcome.kind === 'waiting')
    await app.db.transaction(async tx => {
      const locked = await lockPayment(tx, paymentId)
      if (!locked || (locked.state !== 'created' && locked.state !== 'unknown')) return
      await sql`update payment set state = 'pending', action = ${JSON.stringify(outcome.action)}::jsonb,
          provider_reference = coalesce(${outcome.providerReference ?? null}, provider_reference)
        where id = ${paymentId}`.execute(tx)
    })
  return found(await paymentById(app.db.kysely, paymentId))
}
