import type { BriefCompetition, EntryView } from '../../../domains/entries/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import type { NextStep } from '../entries/next-step.ts'

export interface Coming {
  at: string
  /** Key of the catalogue under `coming`. */
  what: 'pay' | 'correct' | 'opens' | 'closes' | 'round' | 'provisional' | 'objections' | 'final'
  /** The stage's name where the line is about one. */
  stage: { 'zh-CN': string; en: string } | null
  title: { 'zh-CN': string; en: string }
  /** Of a round that lasts. */
  until: string | null
}

export interface Standing {
  entry: EntryView
  competition: BriefCompetition
  step: NextStep
}

const alive = new Set(['held', 'in-review', 'returned', 'confirmed'])

const linesOf = ({ entry, competition, step }: Standing): Coming[] => {
  const base = { stage: null, title: competition.title, until: null }
  const own: Coming[] =
    step.at && (step.kind === 'pay' || step.kind === 'correct') ? [{ ...base, at: step.at, what: step.kind }] : []
  if (!alive.has(entry.state)) return own
  const dates = competition.dates.flatMap((line): Coming[] => {
    const stage = competition.stages.find(one => one.code === line.stage)?.name ?? null
    switch (line.kind) {
      case 'submission':
        return [
          { ...base, stage, at: line.startsAt, what: 'opens' },
          ...(line.endsAt ? [{ ...base, stage, at: line.endsAt, what: 'closes' as const }] : []),
        ]
      case 'performance':
        return [{ ...base, stage, at: line.startsAt, what: 'round', until: line.endsAt }]
      case 'provisional':
        return [{ ...base, at: line.startsAt, what: 'provisional' }]
      case 'objections':
        return line.endsAt ? [{ ...base, at: line.endsAt, what: 'objections' }] : []
      case 'final':
        return [{ ...base, at: line.startsAt, what: 'final' }]
      case 'entry':
      case 'judging':
      case 'other':
        return []
    }
  })
  return [...own, ...dates]
}

const day = 86_400_000

/**
 * What hangs above the coming weeks, soonest first. Marks nearer than `apart` days to the one before are left out: words
 * must not lie on each other, nor hang over the right edge. `now` in milliseconds.
 */
export const comingMarks = (standings: readonly Standing[], now: number, days = 42, apart = 5): Coming[] => {
  const all = standings
    .flatMap(linesOf)
    .filter(line => {
      const at = instant(line.at).getTime()
      // The first day and a half belongs to the flag that says today.
      return at > now + 1.5 * day && at < now + (days - 5) * day
    })
    .toSorted((a, b) => a.at.localeCompare(b.at))
  const kept: Coming[] = []
  for (const line of all) {
    const last = kept.at(-1)
    if (!last || instant(line.at).getTime() - instant(last.at).getTime() >= apart * day) kept.push(line)
  }
  return kept
}
