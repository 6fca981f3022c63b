import { page } from '../../page.ts'

export const pages = [
  page({ path: '/certificates', site: 'public', load: () => import('./check-page.tsx') }),
  page({ path: '/certificates/$number', site: 'public', load: () => import('./certificate-page.tsx') }),
  page({ path: '/certificates/$number/paper', site: 'bare', load: () => import('./paper-page.tsx') }),
]
