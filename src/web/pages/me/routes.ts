import { page } from '../../page.ts'

export const pages = [page({ path: '/me', site: 'me', load: () => import('./home-page.tsx') })]
