/**
 * open: waits for money, its subject is held · paid: money in, subject delivered · returning: money came in and could not
 * be used, it is on its way back · refunded: everything that came in went back · expired, cancelled: no money came.
 */
export const orderStates = ['open', 'paid', 'returning', 'refunded', 'expired', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]

/** Which states may follow which. Money that comes late finds an order `expired` or `cancelled`: nothing is ever lost. */
export const orderTransitions = {
  open: ['paid', 'returning', 'expired', 'cancelled'],
  expired: ['paid', 'returning'],
  cancelled: ['returning'],
  paid: ['refunded'],
  returning: ['refunded'],
  refunded: [],
} as const satisfies Record<OrderState, readonly OrderState[]>

export const refundStates = ['requested', 'succeeded', 'failed'] as const
export type RefundState = (typeof refundStates)[number]

/** States from which `to` may be reached; for guarded updates. */
export function statesBefore(to: OrderState): OrderState[] {
  return orderStates.filter(from => orderTransitions[from].some(next => next === to))
}
