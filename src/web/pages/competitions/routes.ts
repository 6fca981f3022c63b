import { page } from '../../page.ts'

export const pages = [
  page({ path: '/competitions', site: 'public', load: () => import('./list-page.tsx') }),
  page({ path: '/competitions/$slug', site: 'public', load: () => import('./overview-page.tsx') }),
  page({ path: '/competitions/$slug/rules', site: 'public', load: () => import('./rules-page.tsx') }),
  page({ path: '/competitions/$slug/rules/compare', site: 'public', load: () => import('./compare-page.tsx') }),
  page({ path: '/competitions/$slug/schedule', site: 'public', load: () => import('./schedule-page.tsx') }),
  page({ path: '/competitions/$slug/prizes', site: 'public', load: () => import('./prizes-page.tsx') }),
  page({ path: '/competitions/$slug/announcements', site: 'public', load: () => import('./announcements-page.tsx') }),
  page({ path: '/organise', site: 'public', load: () => import('./desk/organise-page.tsx') }),
  page({ path: '/organise/new', site: 'me', load: () => import('./desk/new-page.tsx') }),
  page({
    path: '/organisations/$organisationSlug/competitions',
    site: 'console',
    load: () => import('./desk/own-list-page.tsx'),
    rail: { group: 'edition', icon: 'trophy', label: 'competitions', order: 0 },
  }),
  page({ path: '/setup/$competitionId', site: 'bare', load: () => import('./desk/wizard-page.tsx') }),
  page({
    path: '/console/$competitionId',
    site: 'console',
    load: () => import('./desk/console-page.tsx'),
    rail: { group: 'edition', icon: 'layout-dashboard', label: 'overview', order: 0 },
  }),
  page({
    path: '/console/$competitionId/rules',
    site: 'console',
    load: () => import('./desk/change-rules-page.tsx'),
    rail: { group: 'edition', icon: 'list-numbers', label: 'rules', order: 90 },
  }),
  page({
    path: '/console/$competitionId/schedule',
    site: 'console',
    load: () => import('./desk/change-schedule-page.tsx'),
    rail: { group: 'edition', icon: 'calendar-event', label: 'schedule', order: 80 },
  }),
  page({
    path: '/console/$competitionId/announcements',
    site: 'console',
    load: () => import('./desk/news-desk-page.tsx'),
    rail: { group: 'talk', icon: 'speakerphone', label: 'announcements', order: 10 },
  }),
  page({
    path: '/console/$competitionId/settings',
    site: 'console',
    load: () => import('./desk/settings-page.tsx'),
    rail: { group: 'business', icon: 'settings', label: 'settings', order: 90 },
  }),
]
