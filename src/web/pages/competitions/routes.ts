import { page } from '../../page.ts'

export const pages = [
  page({ path: '/competitions', site: 'public', load: () => import('./list-page.tsx') }),
  page({ path: '/competitions/$slug', site: 'public', load: () => import('./overview-page.tsx') }),
  page({ path: '/competitions/$slug/rules', site: 'public', load: () => import('./rules-page.tsx') }),
  page({ path: '/competitions/$slug/rules/compare', site: 'public', load: () => import('./compare-page.tsx') }),
  page({ path: '/competitions/$slug/schedule', site: 'public', load: () => import('./schedule-page.tsx') }),
  page({ path: '/competitions/$slug/prizes', site: 'public', load: () => import('./prizes-page.tsx') }),
  page({ path: '/competitions/$slug/announcements', site: 'public', load: () => import('./announcements-page.tsx') }),
]
