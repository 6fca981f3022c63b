import { describe, expect, it } from 'vitest'
import { allPages } from './registry.ts'
import { railAddress } from './shell/rail.tsx'

describe('the pages', () => {
  it('have one address each', () => {
    const paths = allPages.map(page => page.path.replace(/\$\w+/g, '$'))
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([])
    expect(paths.length).toBeGreaterThan(0)
  })

  it.each(allPages.map(page => [page.path, page] as const))(
    '%s exports the view of its address',
    async (path, page) => {
      const { view } = await page.load()
      expect(view.path).toBe(path)
    },
  )
})

describe('the rail', () => {
  it('takes the competition from the open page', () => {
    expect(railAddress('/console/$competitionId/entries', '/console/42/judging?page=2')).toBe('/console/42/entries')
    expect(railAddress('/console/$competitionId/entries', '/console')).toBeNull()
  })
})
