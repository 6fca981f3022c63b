import { sql } from 'kysely'
import type { Reader, Tx } from '../../kernel/db.ts'
import { type Money, money } from '../../kernel/money.ts'
import type { PaymentState, ProviderRefundState } from './lifecycle.ts'
import type { PaymentAction } from './provider.ts'

export interface Payment {
  id: string
  orderId: string
  organisationId: string
  provider: string
  reference: string
  providerReference: string | null
  state: PaymentState
  amount: Money
  duplicateOf: string | null
  description: string
  returnPath: string
  action: PaymentAction | null
  failureCode: string | null
  expiresAt: Date
  createdAt: Date
  capturedAt: Date | null
  endedAt: Date | null
  checks: number
}

interface PaymentRow extends Omit<Payment, 'amount'> {
  amountMinor: bigint
  currency: string
}

export async function selectPayments(reader: Reader, where: ReturnType<typeof sql>): Promise<Payment[]> {
  const found =
    await sql<PaymentRow>`select p.id, p.order_id as "orderId", p.organisation_id as "organisationId", p.provider,
    p.reference, p.provider_reference as "providerReference", p.state, p.amount_minor as "amountMinor", p.currency,
    p.duplicate_of as "duplicateOf", p.description, p.return_path as "returnPath", p.action,
    p.failure_code as "failureCode", p.expires_at as "expiresAt", p.created_at as "createdAt",
    p.captured_at as "capturedAt", p.ended_at as "endedAt", p.checks
    from payment p ${where}`.execute(reader)
  return found.rows.map(({ amountMinor, currency, ...rest }) => ({ ...rest, amount: money(currency, amountMinor) }))
}

export async function paymentById(reader: Reader, id: string): Promise<Payment | undefined> {
  return (await selectPayments(reader, sql`where p.id = ${id}`))[0]
}

/** Attempts of an order, oldest first; none is ever deleted. */
export async function paymentsOf(reader: Reader, orderId: string): Promise<Payment[]> {
  return selectPayments(reader, sql`where p.order_id = ${orderId} order by p.created_at, p.id`)
}

export async function lockPayment(tx: Tx, id: string): Promise<Payment | undefined> {
  return (await selectPayments(tx, sql`where p.id = ${id} for no key update`))[0]
}

export interface ProviderRefund {
  id: string
  paymentId: string
  organisationId: string
  reference: string
  providerReference: string | null
  state: ProviderRefundState
  amount: Money
  failureCode: string | null
  checks: number
}

interface ProviderRefundRow extends Omit<ProviderRefund, 'amount'> {
  amountMinor: bigint
  currency: string
}

export async function selectProviderRefunds(reader: Reader, where: ReturnType<typeof sql>): Promise<ProviderRefund[]> {
  const found =
    await sql<ProviderRefundRow>`select r.id, r.payment_id as "paymentId", r.organisation_id as "organisationId",
    r.reference, r.provider_reference as "providerReference", r.state, r.amount_minor as "amountMinor", r.currency,
    r.failure_code as "failureCode", r.checks
    from provider_refund r ${where}`.execute(reader)
  return found.rows.map(({ amountMinor, currency, ...rest }) => ({ ...rest, amount: money(currency, amountMinor) }))
}
