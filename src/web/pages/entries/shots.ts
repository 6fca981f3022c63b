import type { Shot } from '../../shot.ts'

/** Opens the entry the home page speaks of first. */
const openFirst = async (page: Parameters<NonNullable<Shot['prepare']>>[0]): Promise<void> => {
  await page.locator('.me-list h3 a').first().click()
  await page.locator('.entries-next').waitFor()
}

/** Entries have random addresses, so the page of one is reached from the home page. */
export const shots: Shot[] = [{ name: 'entry', path: '/me', as: 'contestant', prepare: openFirst }]
