import { page } from '../../page.ts'

export const pages = [
  page({ path: '/entries/$entryId/submission', site: 'room', load: () => import('./submission-page.tsx') }),
  page({ path: '/submissions/$submissionId/receipt', site: 'me', load: () => import('./receipt-page.tsx') }),
  page({
    path: '/console/$competitionId/works',
    site: 'console',
    load: () => import('./works-page.tsx'),
    rail: { group: 'edition', icon: 'files', label: 'submissions', order: 40 },
  }),
]
