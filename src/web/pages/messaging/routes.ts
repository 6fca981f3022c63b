import { page } from '../../page.ts'

export const pages = [
  page({ path: '/me/messages', site: 'me', load: () => import('./messages-page.tsx') }),
  page({ path: '/dev/outbox', site: 'public', development: true, load: () => import('./outbox-page.tsx') }),
]
