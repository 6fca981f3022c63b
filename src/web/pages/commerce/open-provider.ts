import type { PaymentView } from '../../../domains/payments/contract.ts'
import { localised, splitAddress } from '../../i18n/locale.ts'

/**
 * Takes the buyer to the provider. The sandbox lives on this site and is reached by whatever name the reader uses for it,
 * so that their session is there when they come back, and in the language they are reading.
 */
export const openProvider = (action: PaymentView['action'] | undefined): void => {
  if (action?.kind !== 'redirect') return
  const url = new URL(action.url)
  const locale = splitAddress(window.location.pathname)?.locale ?? 'zh-CN'
  window.location.assign(url.pathname.startsWith('/sandbox-pay/') ? localised(url.pathname, locale) : action.url)
}
