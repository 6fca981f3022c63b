import { page } from '../../page.ts'

export const pages = [
  page({
    path: '/console/$competitionId/awards',
    site: 'console',
    load: () => import('./desk-page.tsx'),
    rail: { group: 'edition', icon: 'certificate', label: 'certificates', order: 70 },
  }),
  page({ path: '/me/certificates', site: 'me', load: () => import('./mine-page.tsx') }),
]
