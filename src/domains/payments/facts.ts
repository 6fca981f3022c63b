import { createHash } from 'node:crypto'
import type { Money } from '../../kernel/money.ts'
import type { PaymentState, ProviderRefundState } from './lifecycle.ts'

/** Something a provider said, already verified to be the provider's words. */
export interface Fact {
  kind: 'pending' | 'captured' | 'failed' | 'closed' | 'refund-accepted' | 'refund-succeeded' | 'refund-failed'
  /** Our reference of the payment, or of the refund for refund facts. */
  reference: string
  /** The provider's own number of the transaction. */
  providerReference?: string
  amount?: Money
  /** Who the provider says receives the money, when it says so. */
  merchant?: string
  /** When the provider says it happened. */
  at?: Date
  code?: string
}

export type HeardBy = 'call' | 'notification' | 'poll' | 'return' | 'operator'

export const paymentStateOf = {
  pending: 'pending',
  captured: 'captured',
  failed: 'failed',
  closed: 'closed',
} as const satisfies Partial<Record<Fact['kind'], PaymentState>>

export const refundStateOf = {
  'refund-accepted': 'accepted',
  'refund-succeeded': 'succeeded',
  'refund-failed': 'failed',
} as const satisfies Partial<Record<Fact['kind'], ProviderRefundState>>

/** The same thing said twice, by whatever way, is one fact. */
export function factDigest(provider: string, fact: Fact): string {
  const parts = [
    provider,
    fact.kind,
    fact.reference,
    fact.providerReference ?? '',
    fact.amount ? `${fact.amount.minor} ${fact.amount.currency}` : '',
    fact.merchant ?? '',
  ]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

/**
 * Why a fact must not be believed about this payment or refund, or undefined. Money of another amount, currency or
 * merchant is put aside for a person: never counted, never dropped.
 */
export function mismatch(expected: { amount: Money; merchant: string }, fact: Fact): string | undefined {
  if (fact.merchant !== undefined && fact.merchant !== expected.merchant) return 'merchant'
  const speaksOfMoney = fact.kind === 'captured' || fact.kind === 'refund-succeeded'
  if (!fact.amount) return speaksOfMoney ? 'amount-missing' : undefined
  if (fact.amount.currency !== expected.amount.currency) return 'currency'
  if (fact.amount.minor !== expected.amount.minor) return 'amount'
  return undefined
}
