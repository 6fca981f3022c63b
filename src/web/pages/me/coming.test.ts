import { describe, expect, it } from 'vitest'
import type { BriefCompetition, EntryView } from '../../../domains/entries/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import { nextStep } from '../entries/next-step.ts'
import { comingMarks } from './coming.ts'

const text = { 'zh-CN': '', en: '' }
const now = instant('2026-11-22T00:00:00.000Z').getTime()
const line = (kind: BriefCompetition['dates'][number]['kind'], startsAt: string, endsAt: string | null = null) => ({
  kind,
  stage: null,
  name: null,
  note: text,
  startsAt,
  endsAt,
})
const competition: BriefCompetition = {
  id: '0',
  slug: 's',
  title: text,
  organisation: text,
  state: 'open',
  zone: 'Asia/Shanghai',
  track: null,
  dates: [
    line('submission', '2026-11-30T00:00:00.000Z', '2026-12-02T00:00:00.000Z'),
    line('provisional', '2026-12-10T00:00:00.000Z'),
    line('final', '2027-03-01T00:00:00.000Z'),
  ],
  stages: [],
  free: true,
  payFirst: true,
}
const entry: EntryView = {
  id: 'e',
  competitionId: '0',
  trackId: null,
  number: '1',
  state: 'returned',
  entrantName: 'A',
  affiliation: '',
  answers: {},
  formVersion: 1,
  rulesVersion: 1,
  orderId: null,
  holdExpiresAt: null,
  correctBy: '2026-11-25T00:00:00.000Z',
  reviewNote: null,
  enteredAt: '2026-11-20T00:00:00.000Z',
  confirmedAt: null,
  can: { pay: false, correct: true, withdraw: true },
}

describe('the coming weeks', () => {
  it('show what falls into them, soonest first, with room between the words', () => {
    const standing = { entry, competition, step: nextStep(entry, competition, now) }
    expect(comingMarks([standing], now).map(mark => mark.what)).toEqual(['correct', 'opens', 'provisional'])
  })

  it('say nothing of competitions one has left', () => {
    const left = { ...entry, state: 'withdrawn' as const }
    expect(comingMarks([{ entry: left, competition, step: nextStep(left, competition, now) }], now)).toEqual([])
  })
})
