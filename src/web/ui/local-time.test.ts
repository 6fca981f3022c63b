import { expect, it } from 'vitest'
import { isoOfLocal, localOfIso } from './local-time.ts'

it.each([
  ['2026-12-05T18:00', 'Asia/Shanghai', '2026-12-05T10:00:00.000Z'],
  ['2026-07-01T09:30', 'America/New_York', '2026-07-01T13:30:00.000Z'],
  ['2026-01-01T00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
])('%s in %s is %s, and back', (local, zone, iso) => {
  expect(isoOfLocal(local, zone)).toBe(iso)
  expect(localOfIso(iso, zone)).toBe(local)
})

it('takes the first of a time that comes twice, and moves a skipped time on', () => {
  expect(isoOfLocal('2026-10-25T01:30', 'Europe/London')).toBe('2026-10-25T00:30:00.000Z')
  expect(localOfIso(isoOfLocal('2026-03-29T01:30', 'Europe/London'), 'Europe/London')).toBe('2026-03-29T02:30')
})
