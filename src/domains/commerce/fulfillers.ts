import type { Tx } from '../../kernel/db.ts'
import { port } from '../../kernel/port.ts'
import type { Order } from './rows.ts'

/**
 * What a kind of order buys, told by the domain that sells it. Every function runs inside the transaction that changes
 * the order, behind the order's lock, at most once per change; all are told the moment by `at`.
 */
export interface Fulfiller {
  /**
   * Takes the locks that lie left of the order (places, then the subject's row), so that settlement and the subject's own
   * commands lock in one order. Runs before the order is locked.
   */
  lock?(tx: Tx, order: Order): Promise<void>
  /**
   * Money is in. Deliver: a held place becomes taken; for an order that had expired, take the place again if there is one.
   * `no-room` sends the money back by itself.
   */
  paid(tx: Tx, order: Order, at: Date): Promise<'fulfilled' | 'no-room'>
  /** No money came in time, or the order was cancelled before any came: release what was held. */
  expired(tx: Tx, order: Order, at: Date): Promise<void>
  /** Everything that came in went back. */
  refunded(tx: Tx, order: Order, at: Date): Promise<void>
}

/** Kind of order → who delivers it. Filled in main/wiring.ts. */
export const fulfillers = port<Record<string, Fulfiller>>('commerce.fulfillers')

export function fulfillerOf(order: Order): Fulfiller {
  const fulfiller = fulfillers.get()[order.kind]
  if (!fulfiller) throw new Error(`nobody delivers orders of kind ${order.kind}`)
  return fulfiller
}
