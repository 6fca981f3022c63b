import { page } from '../../page.ts'

export const pages = [page({ path: '/', site: 'public', load: () => import('./home-page.tsx') })]
