import type { Tx } from '../../kernel/db.ts'
import { port } from '../../kernel/port.ts'
import type { Payment } from './rows.ts'

/** What a believed fact means for the order, told by commerce. Everything runs inside the transaction of `settle`. */
export interface Settlement {
  /** Takes the locks left of the payment: what was sold, then the order. */
  lock(tx: Tx, orderId: string): Promise<void>
  /** Money came in by this payment: exactly once per payment. */
  captured(tx: Tx, payment: Payment, at: Date): Promise<void>
  /** A refund ended; repeats change nothing. */
  refundEnded(tx: Tx, refundId: string, outcome: 'succeeded' | 'failed', at: Date): Promise<void>
}

/** Filled in main/wiring.ts. */
export const settlementPort = port<Settlement>('payments.settlement')
