import { isZone, zonedInstant } from '../../kernel/calendar.ts'
import type { Mistake } from '../../kernel/errors.ts'
import type { Missing, Schedule } from './sections.ts'

/** Browser-safe: the wizard draws the same mistakes while the organiser types. */

export type Dated<Line> = Line & { at: Date; until: Date | null }
type Line = Schedule['lines'][number]

/**
 * Wall clocks of the organiser's zone as instants. A time that clocks jump over is a mistake; of a time that comes twice
 * the first is meant for a beginning and the second for an end, so that nobody loses the hour between.
 */
export function datedLines(
  schedule: Schedule,
): { ok: true; lines: Dated<Line>[] } | { ok: false; mistakes: Mistake[] } {
  if (!isZone(schedule.zone))
    return {
      ok: false,
      mistakes: [{ path: 'zone', code: 'competitions.unknown-zone', params: { zone: schedule.zone } }],
    }
  const mistakes: Mistake[] = []
  const read = (wall: string, path: string, end: boolean): Date => {
    const answer = zonedInstant(wall, schedule.zone)
    if (answer.kind === 'never')
      mistakes.push({ path, code: 'competitions.no-such-time', params: { wall, zone: schedule.zone } })
    return end && answer.kind === 'twice' ? answer.second : answer.at
  }
  const lines = schedule.lines.map((line, index) => {
    const at = read(line.startsAt, `lines.${index}.startsAt`, false)
    const until = line.endsAt === null ? null : read(line.endsAt, `lines.${index}.endsAt`, true)
    if (until && until <= at)
      mistakes.push({ path: `lines.${index}.endsAt`, code: 'competitions.ends-before-it-starts', params: {} })
    return { ...line, at, until }
  })
  for (const kind of ['entry', 'provisional', 'objections', 'final'] as const) {
    const second = schedule.lines
      .map(line => line.kind)
      .indexOf(kind, schedule.lines.findIndex(line => line.kind === kind) + 1)
    if (second > 0) mistakes.push({ path: `lines.${second}.kind`, code: 'competitions.line-twice', params: { kind } })
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, lines }
}

/** What `missingDates` looks at: lines already turned into instants. */
export interface DatedLine {
  kind: Line['kind']
  stage: string | null
  startsAt: Date
  endsAt: Date | null
}

const day = 86_400_000

/** What the schedule still needs before publication: entry and final results, an order that can be kept, no end gone by. */
export function missingDates(
  lines: readonly DatedLine[],
  stages: readonly { code: string; kind: 'submission' | 'performance' }[],
  objectionDays: number,
  now: Date,
): Missing[] {
  const wrong: Missing[] = []
  const say = (code: string, params: Record<string, unknown> = {}): void =>
    void wrong.push({ step: 'schedule', code: `missing.${code}`, params })
  const one = (kind: Line['kind'], stage?: string): DatedLine | undefined =>
    lines.find(line => line.kind === kind && (stage === undefined || line.stage === stage))

  const entry = one('entry')
  if (!entry?.endsAt) say('entry-dates')
  else if (entry.endsAt <= now) say('entry-over')
  for (const stage of stages) {
    const kind = stage.kind === 'submission' ? 'submission' : 'performance'
    const window = one(kind, stage.code)
    if (!window || (kind === 'submission' && !window.endsAt)) say(`${kind}-dates`, { stage: stage.code })
    else if (entry && window.startsAt < entry.startsAt) say('round-before-entry', { stage: stage.code })
    const judging = one('judging', stage.code)
    const handedIn = window?.endsAt ?? window?.startsAt
    if (stage.kind === 'submission' && !judging) say('judging-dates', { stage: stage.code })
    if (stage.kind === 'submission' && judging && handedIn && judging.startsAt < handedIn)
      say('judging-before-deadline', { stage: stage.code })
  }
  const last = Math.max(
    0,
    ...lines
      .filter(line => ['entry', 'submission', 'judging', 'performance'].includes(line.kind))
      .map(line => (line.endsAt ?? line.startsAt).getTime()),
  )
  const provisional = one('provisional')
  const final = one('final')
  if (!provisional) say('provisional-date')
  else if (provisional.startsAt.getTime() < last) say('results-before-the-end')
  if (!final) say('final-date')
  else if (provisional && final.startsAt.getTime() < provisional.startsAt.getTime() + objectionDays * day)
    say('final-before-objections-end', { days: objectionDays })
  return wrong
}
