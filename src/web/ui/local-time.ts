import { addMs, instant } from '../../kernel/clock.ts'

/** Wall-clock time in a zone ↔ instant. Both directions go through the zone data of the runtime. */

const pad = (text: string, width = 2) => text.padStart(width, '0')

/** The wall clock of a zone at an instant: `2026-12-05T18:00`. */
export const localOfIso = (iso: string, zone: string): string => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(instant(iso)).map(part => [part.type, part.value]))
  const day = `${pad(parts.year ?? '', 4)}-${pad(parts.month ?? '')}-${pad(parts.day ?? '')}`
  return `${day}T${parts.hour ?? '00'}:${parts.minute ?? '00'}`
}

/**
 * The instant of a wall-clock time in a zone. A time that the zone skips (spring) moves on by the length of the gap; one that
 * comes twice (autumn) is the first.
 */
export const isoOfLocal = (local: string, zone: string): string => {
  const asUtc = instant(`${local}:00.000Z`)
  const errorOf = (guess: Date) =>
    asUtc.getTime() - instant(`${localOfIso(guess.toISOString(), zone)}:00.000Z`).getTime()
  const day = 86_400_000
  // Try the offsets in force a day before and a day after; the larger offset is the earlier instant.
  const candidates = [errorOf(addMs(asUtc, -day)) + -day, errorOf(addMs(asUtc, day)) + day].map(shift =>
    addMs(asUtc, shift),
  )
  const exact = candidates.filter(candidate => errorOf(candidate) === 0).sort((a, b) => a.getTime() - b.getTime())
  const before = candidates[0] ?? asUtc
  return (exact[0] ?? before).toISOString()
}
