import type { Page } from 'playwright-core'
import type { Shot } from '../../shot.ts'

/** From one's list of organisations to a page of the first: its address is the demonstration's. */
const open = (place: 'brand' | 'staff' | 'activity' | 'public') => async (page: Page) => {
  const link = page.locator('a[href$="/brand"]').first()
  if ((await link.count()) === 0) return
  const to = (await link.getAttribute('href')) ?? ''
  await page.goto(
    new URL(place === 'public' ? to.replace(/\/brand$/, '') : to.replace(/brand$/, place), page.url()).href,
  )
  await page.waitForLoadState('networkidle')
}

export const shots: Shot[] = [
  { name: 'organisations', path: '/organisations', as: 'owner' },
  { name: 'organisation-new', path: '/organisations/new', as: 'owner' },
  { name: 'organisation-brand', path: '/organisations', as: 'owner', prepare: open('brand') },
  { name: 'organisation-staff', path: '/organisations', as: 'owner', prepare: open('staff') },
  { name: 'organisation-activity', path: '/organisations', as: 'owner', prepare: open('activity') },
  { name: 'organisation-public', path: '/organisations', as: 'owner', prepare: open('public') },
]
