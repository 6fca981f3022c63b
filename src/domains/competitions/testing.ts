import { sql } from 'kysely'
import { wallClockOf } from '../../kernel/calendar.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { newCode, newId } from '../../kernel/ids.ts'
import type { FormFieldsInput } from './form-schema.ts'
import { insertDraft } from './insert-draft.ts'
import type { CompetitionState } from './lifecycle.ts'
import { prizeTotal } from './prize-total.ts'
import { competitionById } from './queries.ts'
import type { Competition } from './rows.ts'
import { type DraftContent, draftContent } from './sections.ts'
import { ruleSetDigest } from './versions.ts'

const day = 86_400_000

/** The same text in both languages; enough where no test reads it. */
export function bothLanguages(text: string): Bilingual {
  return { 'zh-CN': text, en: text }
}

/** Two judged aspects and one measured one; five judges, highest and lowest dropped. Segment `final`, as the one stage. */
export const plainScoring = {
  schema: 'palestra-rules/1',
  name: { en: 'Report contest', 'zh-CN': '报告赛' },
  panels: {
    main: {
      minimum: 1,
      scale: { min: 0, max: 3, step: 1 },
      trim: { bySize: [{ from: 5, high: 1, low: 1 }] },
      round: { mode: 'half-even', decimals: 4 },
    },
  },
  segments: [
    {
      id: 'final',
      criteria: [
        {
          id: 'A',
          label: { en: 'Method', 'zh-CN': '方法' },
          aspects: [
            {
              id: 'A1',
              kind: 'judged',
              panel: 'main',
              max: 30,
              label: { en: 'Soundness', 'zh-CN': '方法是否站得住' },
              levels: [0, 1, 2, 3].map(value => ({ value, label: { en: `Level ${value}`, 'zh-CN': `${value} 级` } })),
            },
            { id: 'A2', kind: 'judged', panel: 'main', max: 30, label: { en: 'Argument', 'zh-CN': '论证' } },
          ],
        },
        {
          id: 'B',
          label: { en: 'Reproduction', 'zh-CN': '复现' },
          aspects: [
            {
              id: 'B1',
              kind: 'measured',
              max: 40,
              range: { min: 0, max: 40 },
              label: { en: 'Tests passed', 'zh-CN': '通过的测试' },
            },
          ],
        },
      ],
    },
  ],
  ranking: {
    compare: { mode: 'half-up', decimals: 2 },
    tieBreaks: [{ by: 'criterion', criterion: 'A' }],
  },
}

export interface CompetitionWish {
  organisationId: string
  /** The moment the test stands at; dates are laid around it to suit `state`. */
  now: Date
  state?: CompetitionState
  /** Minor units; 0 is free. Default 12000 CNY. */
  fee?: bigint
  currency?: string
  /** Null: no limit. Default null. */
  places?: number | null
  holdMinutes?: number
  payFirst?: boolean
  fields?: FormFieldsInput
  tracks?: { code: string; places?: number | null }[]
  scoring?: Record<string, unknown>
  prizes?: DraftContent['prizes']['prizes']
  createdBy?: string | null
  title?: string
  slug?: string
  /** Replaces whole sections. */
  content?: Partial<DraftContent>
}

/** Days of entry, hand-in, judging, provisional and final results, relative to now, that suit each state. */
const beginnings: Record<CompetitionState, number> = {
  draft: 1,
  announced: 1,
  open: -5,
  running: -12,
  judging: -17,
  provisional: -22,
  final: -35,
  archived: -60,
  cancelled: -5,
}

/**
 * A whole, valid competition: one stage `final` (three files, one text), one or more tracks, five judges a work, 7 days for
 * objections. Entry lasts 10 days from its beginning, hand-in days 10–15, judging 15–20, provisional day 21, final day 29.
 */
export async function aCompetition(tx: Tx, wish: CompetitionWish): Promise<Competition> {
  const state = wish.state ?? 'open'
  const id = newId()
  await insertDraft(tx, {
    id,
    organisationId: wish.organisationId,
    format: 'blank',
    content: aContent(wish),
    createdBy: wish.createdBy ?? null,
    at: addMs(wish.now, -90 * day),
  })
  if (state !== 'draft') await sealVersions(tx, id, addMs(wish.now, -61 * day))
  await sql`update competition set state = ${state},
    published_at = ${state === 'draft' ? null : addMs(wish.now, -61 * day)},
    cancelled_at = ${state === 'cancelled' ? wish.now : null} where id = ${id}`.execute(tx)
  const made = await competitionById(tx, id)
  if (!made) throw new Error('the competition was not written')
  return made
}

async function sealVersions(tx: Tx, competitionId: string, at: Date): Promise<void> {
  await sql`update entry_form set published_at = ${at} where competition_id = ${competitionId}`.execute(tx)
  const { rows } = await sql<{ text: Bilingual; scoring: Record<string, unknown>; objection_days: number }>`
    select text, scoring, objection_days from rule_set where competition_id = ${competitionId}`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('no rules were written')
  const digest = ruleSetDigest({
    version: 1,
    text: row.text,
    scoring: row.scoring,
    objectionDays: row.objection_days,
    reason: null,
  })
  await sql`update rule_set set published_at = ${at}, sha256 = ${digest} where competition_id = ${competitionId}`.execute(
    tx,
  )
}

/** The content `aCompetition` writes; a complete draft for tests of saving and publishing. */
export function aContent(wish: Omit<CompetitionWish, 'organisationId'>): DraftContent {
  const zone = 'Asia/Shanghai'
  const wall = (days: number): string => wallClockOf(addMs(wish.now, days * day), zone)
  const start = beginnings[wish.state ?? 'open']
  const line = (kind: string, from: number, to: number | null, stage: string | null = null) => ({
    kind,
    stage,
    name: null,
    note: bothLanguages(''),
    startsAt: wall(start + from),
    endsAt: to === null ? null : wall(start + to),
  })
  const tracks = wish.tracks ?? [{ code: 'open' }]
  const prize = (name: string, fromRank: number, toRank: number, amountMinor: string) => ({
    track: null,
    name: bothLanguages(name),
    fromRank,
    toRank,
    amountMinor,
    extra: bothLanguages(''),
  })
  const prizes = wish.prizes ?? [prize('First prize', 1, 1, '1000000'), prize('Second prize', 2, 3, '500000')]
  return draftContent.parse({
    basics: {
      slug: wish.slug ?? `contest-${newCode(8).toLowerCase()}`,
      title: bothLanguages(wish.title ?? 'Data report contest'),
      summary: bothLanguages('From raw data to a recommendation'),
      body: bothLanguages('Read the data, predict, explain.'),
      facts: { who: bothLanguages('Individuals'), where: bothLanguages('Online') },
    },
    divisions: {
      tracks: tracks.map(track => ({
        code: track.code,
        name: bothLanguages(`Track ${track.code}`),
        about: bothLanguages(''),
        places: track.places ?? null,
      })),
      stages: [
        {
          code: 'final',
          name: bothLanguages('Report'),
          about: bothLanguages(''),
          kind: 'submission',
          work: {
            fields: [{ kind: 'text', key: 'work_title', label: bothLanguages('Title of the work'), maxLength: 200 }],
            files: { most: 3, maxBytes: 50 * 1024 ** 2, kinds: ['pdf', 'archive', 'image'] },
          },
          promotes: null,
        },
      ],
      eligibility: [],
    },
    form: {
      fields: wish.fields ?? [
        { kind: 'text', key: 'name', label: bothLanguages('Name'), maxLength: 60 },
        { kind: 'text', key: 'school', label: bothLanguages('School'), required: false },
        { kind: 'id-document', key: 'document', label: bothLanguages('Identity document'), required: false },
      ],
    },
    schedule: {
      zone,
      lines: [
        line('entry', 0, 10),
        line('submission', 10, 15, 'final'),
        line('judging', 15, 20, 'final'),
        line('provisional', 21, null),
        line('final', 29, null),
      ],
    },
    fee: {
      fee: { currency: wish.currency ?? 'CNY', minor: (wish.fee ?? 12_000n).toString() },
      places: wish.places ?? null,
      holdMinutes: wish.holdMinutes ?? 30,
      payFirst: wish.payFirst ?? true,
      refund: {
        steps: [{ daysBeforeClose: 0, percent: 80 }],
        rejectedPercent: 100,
        text: bothLanguages('80% back until entry closes'),
      },
    },
    rules: { text: bothLanguages('# Rules'), scoring: wish.scoring ?? plainScoring, objectionDays: 7 },
    prizes: {
      judging: { judgesPerWork: 5, blind: true, feedback: 'aspects' },
      prizes,
      funding: [{ name: bothLanguages('The organiser'), amountMinor: prizeTotal(prizes, tracks.length).toString() }],
    },
    ...wish.content,
  })
}
