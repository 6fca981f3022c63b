import { addMs, instant } from './clock.ts'

/**
 * Browser-safe: wall clocks in a named zone ↔ instants. A wall clock is `yyyy-mm-ddThh:mm` as an organiser writes it.
 * The zone rules are those of the runtime's Intl.
 */

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
      era: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, format)
  }
  return format
}

/** True for a zone name this runtime knows, `Asia/Shanghai` or `UTC`; bare offsets are refused, for they know no summer time. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function zoneOffsetMs(at: Date, zone: string): number {
  const parts: Record<string, string> = {}
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = value
  const wall = Date.UTC(
    Number(parts['year']),
    Number(parts['month']) - 1,
    Number(parts['day']),
    Number(parts['hour']),
    Number(parts['minute']),
    Number(parts['second']),
  )
  return wall - Math.floor(at.getTime() / 1000) * 1000
}

/** What clocks in the zone show at an instant: `yyyy-mm-ddThh:mm`. */
export function wallClockOf(at: Date, zone: string): string {
  return addMs(at, zoneOffsetMs(at, zone)).toISOString().slice(0, 16)
}

export type ZonedInstant =
  /** Clocks show this once. */
  | { kind: 'once'; at: Date }
  /** Clocks go back over it: shown twice. `at` is the first time, `second` the other. */
  | { kind: 'twice'; at: Date; second: Date }
  /** Clocks jump over it: never shown. `at` is the instant of the jump, when the clocks go forward. */
  | { kind: 'never'; at: Date }

const day = 86_400_000

/**
 * The instant at which clocks in `zone` show `wall` (`yyyy-mm-ddThh:mm`, seconds allowed). Throws RangeError on text that
 * is not a wall clock.
 *
 * Every offset in force within a day of the wall clock is tried; those that lead back to the same wall clock are answers.
 * That needs no table of transitions and holds for any change smaller than a day.
 */
export function zonedInstant(wall: string, zone: string): ZonedInstant {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(wall)) throw new RangeError(`not a wall clock: ${wall}`)
  const asIfUtc = instant(`${wall}Z`)
  if (asIfUtc.toISOString().slice(0, wall.length) !== wall) throw new RangeError(`not a wall clock: ${wall}`)
  const before = zoneOffsetMs(addMs(asIfUtc, -day), zone)
  const after = zoneOffsetMs(addMs(asIfUtc, day), zone)
  const offsets = [...new Set([before, zoneOffsetMs(asIfUtc, zone), after])]
  const answers = offsets
    .map(offset => addMs(asIfUtc, -offset))
    .filter(at => zoneOffsetMs(at, zone) === asIfUtc.getTime() - at.getTime())
    .sort((a, b) => a.getTime() - b.getTime())
  const [first, second] = answers
  if (first && second) return { kind: 'twice', at: first, second }
  if (first) return { kind: 'once', at: first }
  return { kind: 'never', at: jumpBetween(addMs(asIfUtc, -day), addMs(asIfUtc, day), zone) }
}

/** The instant between two others at which the zone's offset changes, to the millisecond. */
function jumpBetween(from: Date, to: Date, zone: string): Date {
  let low = from.getTime()
  let high = to.getTime()
  const offset = zoneOffsetMs(from, zone)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zoneOffsetMs(addMs(from, middle - from.getTime()), zone) === offset) low = middle
    else high = middle
  }
  return addMs(from, high - from.getTime())
}
