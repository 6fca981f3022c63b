import { page } from '../../page.ts'

export const pages = [page({ path: '/dev/ui', site: 'public', development: true, load: () => import('./ui-page.tsx') })]
