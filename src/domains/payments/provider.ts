import type { Money } from '../../kernel/money.ts'
import type { Fact } from './facts.ts'

/** What a page must do to let the buyer pay. */
export type PaymentAction =
  | { kind: 'redirect'; url: string }
  /** Text of a QR code, and how long it can be scanned. */
  | { kind: 'qr'; text: string; expiresAt: string }
  | { kind: 'form'; url: string; fields: Record<string, string> }
  | { kind: 'jsapi'; parameters: Record<string, string> }
  /** Nothing to do here: money comes by another way. */
  | { kind: 'none' }

export interface ChargeRequest {
  /** Chosen by us and written before the call; calling again with it means the same charge. */
  reference: string
  merchant: string
  payeeName: { 'zh-CN': string; en: string }
  amount: Money
  description: string
  /** Last moment to pay. */
  expiresAt: Date
  /** Where the provider sends the buyer's browser afterwards. */
  returnUrl: string
  notifyUrl: string
}

export interface RefundOrder {
  reference: string
  /** Of the payment it takes from. */
  chargeReference: string
  transactionReference: string | null
  merchant: string
  amount: Money
}

/**
 * Every outcome is one of three: yes, no, or we do not know. A timeout, a server's error or an answer that cannot be read
 * is `unknown`, never a failure.
 */
export type ChargeOutcome =
  | { kind: 'waiting'; action: PaymentAction; providerReference?: string; expiresAt: Date }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'unknown'; why: string }
export type QueryOutcome =
  | { kind: 'facts'; facts: Fact[] }
  /** The provider has never heard of it: sending it again with the same reference is safe. */
  | { kind: 'absent' }
  | { kind: 'unknown'; why: string }
export type CloseOutcome = { kind: 'closed' } | { kind: 'already-paid' } | { kind: 'unknown'; why: string }
export type RefundOutcome = { kind: 'facts'; facts: Fact[] } | { kind: 'unknown'; why: string }
export type NotificationOutcome =
  /** `key` is the provider's own number of the notice: the same over its repeats. */
  { kind: 'facts'; key: string; facts: Fact[] } | { kind: 'rejected'; why: string }

export interface Capabilities {
  currencies: readonly string[]
  /** Minor units per currency are the caller's business: the bounds here are of every currency above. */
  minMinor: bigint
  maxMinor: bigint
  /** Shortest time a charge can be open, ms. */
  shortestMs: number
  refundDays: number
  partialRefunds: number
}

/** What every provider's adapter answers. No method is called inside a database transaction. */
export interface Provider {
  code: string
  capabilities: Capabilities
  /** How the provider names the seller of this organisation; facts about another are put aside. */
  merchantOf(organisationId: string): string
  createCharge(charge: ChargeRequest): Promise<ChargeOutcome>
  queryCharge(reference: string): Promise<QueryOutcome>
  closeCharge(reference: string): Promise<CloseOutcome>
  refund(refund: RefundOrder): Promise<RefundOutcome>
  queryRefund(reference: string): Promise<QueryOutcome>
  /** Verifies and reads what arrived at our address. `raw` is what came over the wire, byte for byte. */
  parseNotification(raw: Buffer, headers: Record<string, string>, now: Date): NotificationOutcome
  /** What the provider wants to hear: after `true` it stops repeating. */
  acknowledge(received: boolean): { status: number; type: string; body: string }
}
