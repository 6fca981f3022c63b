import { page } from '../../page.ts'

export const pages = [
  page({ path: '/sandbox-pay/$token', site: 'bare', development: true, load: () => import('./sandbox-page.tsx') }),
]
