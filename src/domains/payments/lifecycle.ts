/**
 * created: our row, the provider not yet asked · unknown: asked, no clear answer · pending: the provider waits for the buyer ·
 * failed, closed: the provider says no money will come · captured: money came. Later words only move it to the right, so
 * that facts heard in any order end in the same state.
 */
export const paymentStates = ['created', 'unknown', 'pending', 'failed', 'closed', 'captured'] as const
export type PaymentState = (typeof paymentStates)[number]

/** A refund a provider called failed may have arrived after all, and then it has: success stands rightmost here too. */
export const providerRefundStates = ['created', 'unknown', 'accepted', 'failed', 'succeeded'] as const
export type ProviderRefundState = (typeof providerRefundStates)[number]

/** Waiting for an end: somebody has to ask again. */
export const livePaymentStates: readonly PaymentState[] = ['created', 'unknown', 'pending']
export const liveRefundStates: readonly ProviderRefundState[] = ['created', 'unknown', 'accepted']

/** The state after hearing that it is `said`: never further left than it was. */
export function furthest<State extends string>(order: readonly State[], current: State, said: State): State {
  return order.indexOf(said) > order.indexOf(current) ? said : current
}
