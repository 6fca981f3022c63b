import type { Shot } from '../../shot.ts'

// Panels have random ids: their desks are reached through the list, as a judge reaches them.
export const shots: Shot[] = [
  { name: 'judge-panels', path: '/judge', as: 'judge' },
  {
    name: 'judge-desk',
    path: '/judge',
    as: 'judge',
    prepare: async page => {
      await page.locator('.judging-panel-row a[href*="/judge/"]').last().click()
      await page.locator('.judging-rubric').waitFor()
    },
  },
  {
    name: 'judge-lead',
    path: '/judge',
    as: 'lead',
    prepare: async page => {
      await page.locator('a[href$="/progress"]').first().click()
      await page.locator('.judging-matrix').waitFor()
    },
  },
]
