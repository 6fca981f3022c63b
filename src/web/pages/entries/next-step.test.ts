import { describe, expect, it } from 'vitest'
import type { BriefCompetition, EntryView } from '../../../domains/entries/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import { mostUrgent, nextStep, stagesOfEntry } from './next-step.ts'

const text = (both: string) => ({ 'zh-CN': both, en: both })
const line = (kind: BriefCompetition['dates'][number]['kind'], startsAt: string, endsAt: string | null = null) => ({
  kind,
  stage: kind === 'submission' || kind === 'judging' ? 'final' : null,
  name: null,
  note: text(''),
  startsAt,
  endsAt,
})

const competition: BriefCompetition = {
  id: '0',
  slug: 'delta',
  title: text('Delta'),
  organisation: text('Jianglan'),
  state: 'running',
  zone: 'Asia/Shanghai',
  track: null,
  dates: [
    line('submission', '2026-12-01T00:00:00.000Z', '2026-12-05T10:00:00.000Z'),
    line('judging', '2026-12-06T00:00:00.000Z', '2026-12-10T00:00:00.000Z'),
    line('provisional', '2026-12-11T00:00:00.000Z'),
    line('objections', '2026-12-11T00:00:00.000Z', '2026-12-18T00:00:00.000Z'),
  ],
  stages: [{ code: 'final', name: text('Report'), kind: 'submission' }],
  free: false,
  payFirst: true,
}

const entry: EntryView = {
  id: 'e1',
  competitionId: '0',
  trackId: null,
  number: '0001',
  state: 'confirmed',
  entrantName: 'A',
  affiliation: '',
  answers: {},
  formVersion: 1,
  rulesVersion: 1,
  orderId: 'o1',
  holdExpiresAt: '2026-11-22T12:30:00.000Z',
  correctBy: '2026-11-26T10:00:00.000Z',
  reviewNote: null,
  enteredAt: '2026-11-22T12:00:00.000Z',
  confirmedAt: null,
  can: { pay: true, correct: true, withdraw: true },
}

const at = (iso: string) => instant(iso).getTime()

describe('the next step of an entry', () => {
  it('is the payment while a place is held, with the clock of the hold', () => {
    const step = nextStep({ ...entry, state: 'held' }, competition, at('2026-11-22T12:05:00.000Z'))
    expect(step).toMatchObject({ kind: 'pay', at: '2026-11-22T12:30:00.000Z', to: '/orders/o1', mine: true })
  })

  it('is the correction of a returned entry, by its deadline', () => {
    const step = nextStep({ ...entry, state: 'returned' }, competition, at('2026-11-23T00:00:00.000Z'))
    expect(step).toMatchObject({ kind: 'correct', at: '2026-11-26T10:00:00.000Z', to: '/entries/e1?correct=1' })
  })

  it('waits for the window, then is handing in, then waits for provisional results', () => {
    expect(nextStep(entry, competition, at('2026-11-30T00:00:00.000Z'))).toMatchObject({
      kind: 'submit-soon',
      at: '2026-12-01T00:00:00.000Z',
      to: null,
    })
    expect(nextStep(entry, competition, at('2026-12-01T00:00:00.000Z'))).toMatchObject({
      kind: 'submit',
      at: '2026-12-05T10:00:00.000Z',
      to: '/entries/e1/submission?stage=final',
    })
    expect(nextStep(entry, competition, at('2026-12-05T10:00:00.000Z'))).toMatchObject({
      kind: 'judging',
      at: '2026-12-11T00:00:00.000Z',
    })
  })

  it('shows no clock once the objection window has passed', () => {
    const provisional = { ...competition, state: 'provisional' as const }
    expect(nextStep(entry, provisional, at('2026-12-12T00:00:00.000Z')).at).toBe('2026-12-18T00:00:00.000Z')
    expect(nextStep(entry, provisional, at('2026-12-18T00:00:00.000Z')).at).toBeNull()
  })

  it('opens the home page with what is due soonest, before anything one merely waits for', () => {
    const now = at('2026-11-22T12:05:00.000Z')
    const all = [
      { id: 'review', step: nextStep({ ...entry, state: 'in-review' }, competition, now) },
      { id: 'correct', step: nextStep({ ...entry, state: 'returned' }, competition, now) },
      { id: 'pay', step: nextStep({ ...entry, state: 'held' }, competition, now) },
    ]
    expect(mostUrgent(all)?.id).toBe('pay')
    expect(mostUrgent(all.slice(0, 2))?.id).toBe('correct')
    expect(mostUrgent([])).toBeUndefined()
  })
})

describe('the way of an entry', () => {
  it('marks what is done, what needs the entrant, and what lies ahead', () => {
    const states = (given: Partial<EntryView>, rule: Partial<BriefCompetition> = {}) =>
      stagesOfEntry({ ...entry, ...given }, { ...competition, ...rule }, at('2026-12-02T00:00:00.000Z')).map(
        stage => `${stage.key}:${stage.state}`,
      )
    expect(states({ state: 'returned' })).toEqual([
      'enter:done',
      'pay:done',
      'review:warn',
      'own final:ahead',
      'result:ahead',
    ])
    expect(states({}, { free: true })).toEqual(['enter:done', 'review:done', 'own final:now', 'result:ahead'])
    expect(states({}, { state: 'final' }).every(one => one.endsWith('done'))).toBe(true)
    expect(states({ state: 'in-review' }, { payFirst: false })[1]).toBe('review:now')
  })
})
