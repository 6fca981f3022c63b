import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { Money } from '../../kernel/money.ts'
import { found } from '../../kernel/policy.ts'
import { nextWait } from './ask-provider.ts'
import { sendRefund } from './jobs.ts'
import { newReference } from './keep-duplicate.ts'
import { liveRefundStates } from './lifecycle.ts'
import { providerOf } from './providers.ts'
import { paymentById, type ProviderRefund, selectProviderRefunds } from './rows.ts'
import { settle } from './settle.ts'

/**
 * Sets money of a captured payment aside to be sent back and enqueues the sending. The row's own check keeps the sum of
 * refunds within what was captured: breaking `payment_refund_within_captured` is a defect of the caller, who checked.
 */
export async function reserveRefund(
  tx: Tx,
  refund: { id: string; paymentId: string; amount: Money },
  at: Date,
): Promise<void> {
  await sql`update payment set refund_minor = refund_minor + ${refund.amount.minor}
    where id = ${refund.paymentId}`.execute(tx)
  await sql`insert into provider_refund (id, payment_id, organisation_id, reference, state, amount_minor, currency, created_at,
      next_check_at)
    select ${refund.id}, p.id, p.organisation_id, ${newReference()}, 'created', ${refund.amount.minor},
      ${refund.amount.currency}, ${at}, ${addMs(at, 60_000)}
    from payment p where p.id = ${refund.paymentId}`.execute(tx)
  await enqueue(tx, sendRefund, { refundId: refund.id })
}

/** Sends a refund, or asks about one that was sent; the same reference every time, so that it happens once. */
export async function carryOutRefund(app: App, refundId: string): Promise<void> {
  const [refund] = await selectProviderRefunds(app.db.kysely, sql`where r.id = ${refundId}`)
  if (!refund || !liveRefundStates.includes(refund.state)) return
  const payment = found(await paymentById(app.db.kysely, refund.paymentId))
  const original = payment.duplicateOf ? found(await paymentById(app.db.kysely, payment.duplicateOf)) : payment
  const provider = providerOf(app, payment.provider)
  const heard = { provider: provider.code, by: 'call' as const }
  const send = () =>
    provider.refund({
      reference: refund.reference,
      chargeReference: original.reference,
      transactionReference: payment.providerReference,
      merchant: provider.merchantOf(payment.organisationId),
      amount: refund.amount,
    })
  // What was sent before is asked about first; only what the provider never heard of is sent again.
  const asked = refund.state === 'created' ? { kind: 'absent' as const } : await provider.queryRefund(refund.reference)
  const outcome = asked.kind === 'absent' ? await send() : asked
  if (outcome.kind === 'facts') await settle(app, heard, outcome.facts)
  else await markUnknown(app, refund, outcome.why)
  const at = app.clock.now()
  await sql`update provider_refund set checks = checks + 1, next_check_at = ${addMs(at, nextWait(refund.checks))}
    where id = ${refundId} and state = any(${[...liveRefundStates]})`.execute(app.db.kysely)
}

async function markUnknown(app: App, refund: ProviderRefund, why: string): Promise<void> {
  app.log.warn({ refundId: refund.id, why }, 'no clear answer to a refund')
  await sql`update provider_refund set state = 'unknown'
    where id = ${refund.id} and state = 'created'`.execute(app.db.kysely)
}
