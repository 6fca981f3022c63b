import type { Shot } from '../../shot.ts'

export const shots: Shot[] = [
  { name: 'sign-in', path: '/sign-in?next=/me/security', as: 'visitor' },
  {
    name: 'sign-in-wrong',
    path: '/sign-in',
    as: 'visitor',
    prepare: async page => {
      await page.fill('input[name=email]', 'nobody@palestra.example')
      await page.fill('input[name=password]', 'not the password')
      await page.locator('form button[type=submit]').click()
      await page.locator('.pl-hint-bad').first().waitFor()
    },
  },
  {
    name: 'sign-up',
    path: '/sign-up',
    as: 'visitor',
    prepare: async page => {
      await page.fill('input[name=name]', 'Siyuan Ouyang')
      await page.fill('input[name=email]', `shots-${String(performance.now()).replace('.', '')}@palestra.example`)
      await page.fill('input[name=password]', 'six words in a row')
    },
  },
  {
    name: 'sign-up-code',
    path: '/sign-up',
    as: 'visitor',
    prepare: async page => {
      await page.fill('input[name=name]', 'Siyuan Ouyang')
      await page.fill('input[name=email]', `shots-${String(Math.random()).slice(2)}@palestra.example`)
      await page.fill('input[name=password]', 'six words in a row')
      await page.locator('input[type=checkbox]').first().check()
      await page.locator('form button[type=submit]').click()
      await page.locator('.pl-otp').waitFor()
    },
  },
  { name: 'forgot', path: '/forgot', as: 'visitor' },
  { name: 'terms', path: '/terms', as: 'visitor' },
  { name: 'privacy-notice', path: '/privacy', as: 'visitor' },
  { name: 'me-profile', path: '/me/profile', as: 'contestant' },
  { name: 'me-security', path: '/me/security', as: 'contestant' },
  { name: 'me-security-password', path: '/me/security/password', as: 'contestant' },
  { name: 'me-security-email', path: '/me/security/email', as: 'contestant' },
  { name: 'me-security-app', path: '/me/security/app', as: 'contestant' },
  { name: 'me-privacy', path: '/me/privacy', as: 'contestant' },
]
