import { page } from '../../page.ts'

export const pages = [
  page({ path: '/sign-in', site: 'bare', load: () => import('./sign-in-page.tsx') }),
  page({ path: '/sign-up', site: 'bare', load: () => import('./sign-up-page.tsx') }),
  page({ path: '/sign-up/code', site: 'bare', load: () => import('./code-page.tsx') }),
  page({ path: '/forgot', site: 'bare', load: () => import('./forgot-page.tsx') }),
  page({ path: '/reset', site: 'bare', load: () => import('./reset-page.tsx') }),
  page({ path: '/terms', site: 'public', load: () => import('./terms-page.tsx') }),
  page({ path: '/privacy', site: 'public', load: () => import('./privacy-notice-page.tsx') }),
  page({ path: '/me/profile', site: 'me', load: () => import('./profile-page.tsx') }),
  page({ path: '/me/security', site: 'me', load: () => import('./security-page.tsx') }),
  page({ path: '/me/security/password', site: 'me', load: () => import('./password-page.tsx') }),
  page({ path: '/me/security/email', site: 'me', load: () => import('./email-page.tsx') }),
  page({ path: '/me/security/app', site: 'me', load: () => import('./app-page.tsx') }),
  page({ path: '/me/privacy', site: 'me', load: () => import('./privacy-page.tsx') }),
]
