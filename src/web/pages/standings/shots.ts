import type { Shot } from '../../shot.ts'

export const shots: Shot[] = [
  { name: 'results', path: '/competitions/logistics-simulation/results#0036', as: 'visitor' },
  { name: 'results-provisional', path: '/competitions/winter-skating/results#0024', as: 'visitor' },
  { name: 'results-list', path: '/results', as: 'visitor' },
  {
    name: 'results-desk',
    path: '/organise',
    as: 'owner',
    // The desk's address carries an id: ask the site for it.
    prepare: async page => {
      const origin = new URL(page.url()).origin
      const reply = await page.request.get(`${origin}/api/competitions/winter-skating`)
      const { id } = await reply.json()
      await page.goto(`${origin}/zh/console/${String(id)}/results`)
      await page.waitForTimeout(1500)
    },
  },
]
