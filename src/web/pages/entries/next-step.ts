import type { BriefCompetition, EntryView } from '../../../domains/entries/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import type { StageState } from '../../ui/list.tsx'

export type StepKind =
  | 'pay'
  | 'correct'
  | 'review'
  | 'submit'
  | 'submit-soon'
  | 'perform'
  | 'judging'
  | 'provisional'
  | 'final'
  | 'cancelled'
  | 'over'

/** What an entrant does or waits for next. */
export interface NextStep {
  kind: StepKind
  /** The clock runs to this instant; null where nothing is due. */
  at: string | null
  /** Where it is done; null where one waits. */
  to: string | null
  /** Stage code, for steps of a stage. */
  stage: string | null
  /** True where the entrant has to act. */
  mine: boolean
}

const step = (kind: StepKind, part: Partial<NextStep> = {}): NextStep => ({
  kind,
  at: null,
  to: null,
  stage: null,
  mine: false,
  ...part,
})

type Line = BriefCompetition['dates'][number]

const ends = (line: Line): number => instant(line.endsAt ?? line.startsAt).getTime()
const starts = (line: Line): number => instant(line.startsAt).getTime()

const afterConfirmation = (entry: EntryView, competition: BriefCompetition, now: number): NextStep => {
  const results = `/competitions/${competition.slug}/results`
  if (competition.state === 'cancelled') return step('cancelled', { to: `/competitions/${competition.slug}` })
  if (competition.state === 'final' || competition.state === 'archived') return step('final', { to: results })
  if (competition.state === 'provisional') {
    const end = competition.dates.find(line => line.kind === 'objections')?.endsAt ?? null
    return step('provisional', { at: end !== null && instant(end).getTime() > now ? end : null, to: results })
  }
  const [next] = competition.dates
    .filter(line => (line.kind === 'submission' || line.kind === 'performance') && ends(line) > now)
    .toSorted((a, b) => ends(a) - ends(b))
  if (next?.kind === 'submission') {
    const to = `/entries/${entry.id}/submission${next.stage ? `?stage=${next.stage}` : ''}`
    return starts(next) <= now
      ? step('submit', { at: next.endsAt, to, stage: next.stage, mine: true })
      : step('submit-soon', { at: next.startsAt, stage: next.stage })
  }
  if (next) return step('perform', { at: next.startsAt, stage: next.stage })
  const provisional = competition.dates.find(line => line.kind === 'provisional' && starts(line) > now)
  return step('judging', { at: provisional?.startsAt ?? null })
}

/** The next step of an entry at `now` (milliseconds): the one thing its page and the home page open with. */
export const nextStep = (entry: EntryView, competition: BriefCompetition, now: number): NextStep => {
  switch (entry.state) {
    case 'held':
      return step('pay', { at: entry.holdExpiresAt, to: entry.orderId ? `/orders/${entry.orderId}` : null, mine: true })
    case 'returned':
      return step('correct', { at: entry.correctBy, to: `/entries/${entry.id}?correct=1`, mine: true })
    case 'in-review':
      return step('review')
    case 'confirmed':
      return afterConfirmation(entry, competition, now)
    case 'rejected':
    case 'withdrawn':
    case 'expired':
    case 'disqualified':
      return step('over')
  }
}

/** The objection window as the published result has it: it begins when results come out, not when the plan said. */
export const withWindow = (
  given: NextStep,
  result: { objectionsUntil: string | null; can: { object: boolean } } | undefined,
): NextStep =>
  given.kind === 'provisional' && result ? { ...given, at: result.can.object ? result.objectionsUntil : null } : given

const rank: Record<StepKind, number> = {
  correct: 0,
  pay: 0,
  submit: 0,
  perform: 2,
  'submit-soon': 2,
  provisional: 3,
  review: 4,
  judging: 5,
  final: 6,
  cancelled: 7,
  over: 8,
}

/** The step to open the home page with: what one must do first, soonest first; then what one waits for. */
export const mostUrgent = <One extends { step: NextStep }>(all: readonly One[]): One | undefined =>
  all.toSorted((a, b) => {
    const byRank = rank[a.step.kind] - rank[b.step.kind]
    if (byRank !== 0) return byRank
    return (a.step.at ?? '9999').localeCompare(b.step.at ?? '9999')
  })[0]

export interface Stage {
  key: string
  /** Of the catalogue under `stage`, unless it is the organiser's own name. */
  own: { 'zh-CN': string; en: string } | null
  state: StageState
}

/** The way of an entry from the form to the result, as bars: done, now, needing the entrant, ahead. */
export const stagesOfEntry = (entry: EntryView, competition: BriefCompetition, now: number): Stage[] => {
  const money = competition.free ? [] : ['pay']
  const begin = ['enter', ...(competition.payFirst ? [...money, 'review'] : ['review', ...money])]
  const own = competition.stages.map(stage => stage.code)
  const keys = [...begin, ...own, 'result']
  const at = currentStage(entry, competition, now)
  const index = at === 'end' ? keys.length : keys.indexOf(at)
  const stateOf = (position: number): StageState => {
    if (position < index) return 'done'
    if (position > index) return 'ahead'
    return entry.state === 'returned' || entry.state === 'held' ? 'warn' : 'now'
  }
  return keys.map((key, position) => ({
    key: own.includes(key) ? `own ${key}` : key,
    own: competition.stages.find(stage => stage.code === key)?.name ?? null,
    state: stateOf(position),
  }))
}

const currentStage = (entry: EntryView, competition: BriefCompetition, now: number): string => {
  if (entry.state === 'held') return 'pay'
  if (entry.state === 'in-review' || entry.state === 'returned') return 'review'
  if (competition.state === 'final' || competition.state === 'archived') return 'end'
  if (competition.state === 'provisional') return 'result'
  const open = competition.stages.find(stage =>
    competition.dates.some(
      line =>
        line.stage === stage.code &&
        (line.kind === 'submission' || line.kind === 'performance' || line.kind === 'judging') &&
        ends(line) > now,
    ),
  )
  return open?.code ?? 'result'
}
