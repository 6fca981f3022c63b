import { page } from '../../page.ts'

export const pages = [
  page({ path: '/competitions/$slug/enter', site: 'bare', load: () => import('./enter-page.tsx') }),
  page({ path: '/entries/$entryId', site: 'me', load: () => import('./entry-page.tsx') }),
  page({
    path: '/console/$competitionId/entries',
    site: 'console',
    load: () => import('./review-page.tsx'),
    rail: { group: 'edition', icon: 'clipboard-check', label: 'entries', order: 20 },
  }),
]
