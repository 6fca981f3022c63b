import type { PaymentView } from '../../../domains/payments/contract.ts'

/**
 * Takes the buyer to the provider. The sandbox lives on this site and is reached by whatever name the reader uses for it,
 * so that their session is there when they come back.
 */
export const openProvider = (action: PaymentView['action'] | undefined): void => {
  if (action?.kind !== 'redirect') return
  const url = new URL(action.url)
  window.location.assign(url.pathname.startsWith('/sandbox-pay/') ? url.pathname : action.url)
}
