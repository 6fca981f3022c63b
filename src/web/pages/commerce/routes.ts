import { page } from '../../page.ts'

export const pages = [
  page({ path: '/orders/$orderId', site: 'me', load: () => import('./checkout-page.tsx') }),
  page({ path: '/orders/$orderId/receipt', site: 'me', load: () => import('./receipt-page.tsx') }),
  page({ path: '/me/orders', site: 'me', load: () => import('./orders-page.tsx') }),
]
