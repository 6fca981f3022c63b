import { page } from '../../page.ts'

export const pages = [
  page({ path: '/competitions/$slug/results', site: 'public', load: () => import('./results-page.tsx') }),
  page({ path: '/results', site: 'public', load: () => import('./list-page.tsx') }),
  page({
    path: '/console/$competitionId/results',
    site: 'console',
    load: () => import('./desk-page.tsx'),
    rail: { group: 'edition', icon: 'list-numbers', label: 'results', order: 60 },
  }),
  page({ path: '/console/$competitionId/results/import', site: 'console', load: () => import('./import-page.tsx') }),
]
