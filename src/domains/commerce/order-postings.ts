import type { Money } from '../../kernel/money.ts'
import { account, credit, debit, type JournalDraft, type PendingRef } from '../ledger/index.ts'
import type { Order, Refund } from './rows.ts'

/** The journal entries of an order's life; docs/decisions/0004-ledger.md draws them as one table. */

type Book = Pick<Order, 'id' | 'organisationId' | 'number' | 'total'>

/** The promise on both sides, reserved until money comes: the buyer owes, we owe the delivery. */
export function orderEntry(order: Book, at: Date): JournalDraft {
  return {
    organisationId: order.organisationId,
    at,
    state: 'pending',
    source: { type: 'purchase_order', id: order.id },
    purpose: 'order',
    memo: { order: order.number },
    postings: [debit(account.buyers, order.total), credit(account.unfulfilled, order.total)],
  }
}

export function orderEntryRef(orderId: string, to: PendingRef['to']): PendingRef {
  return { source: { type: 'purchase_order', id: orderId }, purpose: 'order', to }
}

/** Money in, for what: the debt of an open order, a delivery not yet made (the promise had lapsed), or nothing owed. */
export type CaptureFor = 'debt' | 'delivery' | 'surplus'
const creditFor = {
  debt: account.buyers,
  delivery: account.unfulfilled,
  surplus: account.overpaid,
} as const satisfies Record<CaptureFor, string>

export function captureEntry(
  order: Book,
  capture: { paymentId: string; provider: string; amount: Money; covers: CaptureFor },
  at: Date,
): JournalDraft {
  return {
    organisationId: order.organisationId,
    at,
    state: 'posted',
    source: { type: 'payment', id: capture.paymentId },
    purpose: 'capture',
    memo: { order: order.number },
    postings: [
      debit(account.clearing(capture.provider), capture.amount),
      credit(creditFor[capture.covers], capture.amount),
    ],
  }
}

/** The delivery is owed no longer: it became revenue. */
export function recognitionEntry(
  order: Book & Pick<Order, 'revenueCode'>,
  amount: Money,
  source: { type: string; id: string },
  at: Date,
): JournalDraft {
  return {
    organisationId: order.organisationId,
    at,
    state: 'posted',
    source,
    purpose: 'recognise',
    memo: { order: order.number },
    postings: [debit(account.unfulfilled, amount), credit(order.revenueCode, amount)],
  }
}

/** Reserved when a refund is asked for; posted when it arrived, voided when it failed. */
export function refundEntry(
  order: Book,
  refund: Pick<Refund, 'id' | 'amount' | 'debitCode' | 'reason'>,
  provider: string,
  at: Date,
): JournalDraft {
  return {
    organisationId: order.organisationId,
    at,
    state: 'pending',
    source: { type: 'refund', id: refund.id },
    purpose: 'refund',
    memo: { order: order.number, reason: refund.reason },
    postings: [debit(refund.debitCode, refund.amount), credit(account.clearing(provider), refund.amount)],
  }
}

export function refundEntryRef(refundId: string, to: PendingRef['to']): PendingRef {
  return { source: { type: 'refund', id: refundId }, purpose: 'refund', to }
}
