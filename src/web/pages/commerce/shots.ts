import type { Page } from 'playwright-core'
import type { Shot } from '../../shot.ts'

/** Orders have random ids: the list leads to one in a state. */
const openFirst = (link: string) => async (page: Page) => {
  await page.locator(link).first().click()
  await page.locator('.commerce-checkout, .commerce-receipt').waitFor()
}

export const shots: Shot[] = [
  { name: 'me-orders', path: '/me/orders', as: 'contestant' },
  { name: 'order', path: '/me/orders', as: 'contestant', prepare: openFirst('.commerce-orders tbody th a') },
  {
    name: 'receipt',
    path: '/me/orders',
    as: 'contestant',
    prepare: async page => {
      const address = await page.locator('.commerce-orders tbody a[href$="/receipt"]').first().getAttribute('href')
      if (address) await page.goto(new URL(address, page.url()).href)
      await page.locator('.commerce-receipt, .pl-empty').first().waitFor()
    },
  },
]
