import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isZone, wallClockOf, zonedInstant, zoneOffsetMs } from './calendar.ts'
import { instant } from './clock.ts'

const answer = (wall: string, zone: string) => {
  const { kind, at } = zonedInstant(wall, zone)
  return `${kind} ${at.toISOString()}`
}

describe('wall clock to instant', () => {
  test('a zone without summer time', () => {
    expect(answer('2026-12-05T18:00', 'Asia/Shanghai')).toBe('once 2026-12-05T10:00:00.000Z')
    expect(answer('2026-12-05T18:00', 'Asia/Kathmandu')).toBe('once 2026-12-05T12:15:00.000Z')
  })

  test('winter and summer in New York', () => {
    expect(answer('2026-01-15T09:00', 'America/New_York')).toBe('once 2026-01-15T14:00:00.000Z')
    expect(answer('2026-07-15T09:00', 'America/New_York')).toBe('once 2026-07-15T13:00:00.000Z')
  })

  test('an hour that clocks jump over never comes; its instant is the jump', () => {
    expect(answer('2026-03-08T02:30', 'America/New_York')).toBe('never 2026-03-08T07:00:00.000Z')
    expect(answer('2026-03-08T01:59', 'America/New_York')).toBe('once 2026-03-08T06:59:00.000Z')
    expect(answer('2026-03-08T03:00', 'America/New_York')).toBe('once 2026-03-08T07:00:00.000Z')
    expect(answer('2026-10-04T02:15', 'Australia/Lord_Howe')).toBe('never 2026-10-03T15:30:00.000Z')
  })

  test('an hour that comes twice gives both, the first first', () => {
    const twice = zonedInstant('2026-11-01T01:30', 'America/New_York')
    expect(twice).toEqual({
      kind: 'twice',
      at: instant('2026-11-01T05:30:00Z'),
      second: instant('2026-11-01T06:30:00Z'),
    })
    expect(zonedInstant('2026-04-05T01:45', 'Australia/Lord_Howe').kind).toBe('twice')
  })

  test('a whole day that an island skipped never comes', () => {
    expect(zonedInstant('2011-12-30T12:00', 'Pacific/Apia').kind).toBe('never')
    expect(answer('2011-12-31T12:00', 'Pacific/Apia')).toBe('once 2011-12-30T22:00:00.000Z')
  })

  test('text that is no wall clock is refused', () => {
    for (const bad of ['2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01', '2026-01-01T24:00', 'tomorrow'])
      expect(() => zonedInstant(bad, 'UTC')).toThrow(RangeError)
  })
})

test('zone names are names this runtime knows, not offsets', () => {
  expect(['Asia/Shanghai', 'UTC', 'Europe/Berlin'].every(isZone)).toBe(true)
  expect(['+08:00', 'Mars/Olympus', ''].some(isZone)).toBe(false)
})

test('an instant shown in any zone leads back to itself', () => {
  const zones = [
    'Asia/Shanghai',
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Tehran',
  ]
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2090, 0) }).map(ms => Math.floor(ms / 60_000) * 60_000),
      fc.constantFrom(...zones),
      (ms, zone) => {
        const at = new Date(ms)
        const back = zonedInstant(wallClockOf(at, zone), zone)
        const times = back.kind === 'twice' ? [back.at, back.second] : [back.at]
        expect(back.kind).not.toBe('never')
        expect(times.map(Number)).toContain(ms)
        expect(Math.abs(zoneOffsetMs(at, zone))).toBeLessThanOrEqual(15 * 3_600_000)
      },
    ),
    { numRuns: 400 },
  )
})
