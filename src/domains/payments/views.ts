import { toWire } from '../../kernel/money.ts'
import type { PaymentView } from './contract.ts'
import { livePaymentStates } from './lifecycle.ts'
import type { Payment } from './rows.ts'

/** What the buyer is to do is shown only while it can be done. */
export function viewOfPayment(payment: Payment, now: Date): PaymentView {
  const usable = livePaymentStates.includes(payment.state) && payment.expiresAt > now
  return {
    id: payment.id,
    provider: payment.provider,
    reference: payment.reference,
    providerReference: payment.providerReference,
    state: payment.state,
    amount: toWire(payment.amount),
    duplicate: payment.duplicateOf !== null,
    failureCode: payment.failureCode,
    action: usable ? payment.action : null,
    createdAt: payment.createdAt.toISOString(),
    capturedAt: payment.capturedAt?.toISOString() ?? null,
    expiresAt: payment.expiresAt.toISOString(),
  }
}
