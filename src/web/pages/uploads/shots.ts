import type { Shot } from '../../shot.ts'

/** The entry that hands something in is found from the person's own page; its address is not known beforehand. */
export const shots: Shot[] = [
  {
    name: 'submission',
    path: '/me',
    as: 'contestant',
    prepare: async page => {
      const link = page.locator('a[href*="/submission"]').first()
      if ((await link.count()) > 0) await Promise.all([page.waitForURL('**/submission*'), link.click()])
    },
  },
]
