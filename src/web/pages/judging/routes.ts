import { page } from '../../page.ts'

export const pages = [
  page({ path: '/judge', site: 'me', load: () => import('./my-panels-page.tsx') }),
  page({ path: '/judge/$panelId', site: 'judge', load: () => import('./desk-page.tsx') }),
  page({ path: '/judge/$panelId/progress', site: 'me', load: () => import('./lead-page.tsx') }),
  page({ path: '/judge/$panelId/paper', site: 'bare', load: () => import('./paper-page.tsx') }),
  page({
    path: '/console/$competitionId/judging',
    site: 'console',
    load: () => import('./panels-page.tsx'),
    rail: { group: 'edition', icon: 'scale', label: 'judging', order: 50 },
  }),
  page({
    path: '/console/$competitionId/judging/$panelId',
    site: 'console',
    load: () => import('./panel-page.tsx'),
  }),
]
