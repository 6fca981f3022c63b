import { page } from '../../page.ts'

export const pages = [page({ path: '/console/$orgSlug/money', site: 'desk', load: () => import('./money-page.tsx') })]
