import { page } from '../../page.ts'

export const pages = [
  page({ path: '/organisations', site: 'me', load: () => import('./list-page.tsx') }),
  page({ path: '/organisations/new', site: 'me', load: () => import('./new-page.tsx') }),
  page({ path: '/organisations/$organisationSlug', site: 'public', load: () => import('./public-page.tsx') }),
  page({
    path: '/organisations/$organisationSlug/brand',
    site: 'console',
    load: () => import('./brand-page.tsx'),
    rail: { group: 'business', icon: 'building-bank', label: 'brand', order: 10 },
  }),
  page({
    path: '/organisations/$organisationSlug/staff',
    site: 'console',
    load: () => import('./staff-page.tsx'),
    rail: { group: 'business', icon: 'users', label: 'staff', order: 20 },
  }),
  page({
    path: '/organisations/$organisationSlug/activity',
    site: 'console',
    load: () => import('./activity-page.tsx'),
    rail: { group: 'business', icon: 'history', label: 'activity', order: 30 },
  }),
  page({ path: '/invitation', site: 'bare', load: () => import('./invitation-page.tsx') }),
]
