import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Bilingual, bilingual } from '../../kernel/contract.ts'
import type { Money } from '../../kernel/money.ts'
import { type CompetitionState, states } from './lifecycle.ts'
import { type DateKind, dateKinds } from './date-kinds.ts'
import {
  divisions,
  type JudgingSettings,
  judging,
  judgingAndPrizes,
  type Refund,
  refund,
  type StageWork,
} from './sections.ts'
import { plainTitle } from './titles.ts'

/** A competition as other domains see it. */
export interface Competition {
  id: string
  organisationId: string
  slug: string
  format: string
  /** As stored; ask `stateAt(competition, now)` for the state the clock makes of it. */
  state: CompetitionState
  revision: number
  /** Without break marks. */
  title: Bilingual
  /** With `|` where a heading may break. */
  heading: Bilingual
  summary: Bilingual
  body: Bilingual
  facts: { who: Bilingual; where: Bilingual }
  /** IANA zone in which the organiser writes times. */
  zone: string
  fee: Money
  /** Null when there is no limit. */
  places: number | null
  /** True: pay, then review. False: review, then pay. */
  payFirst: boolean
  holdMinutes: number
  refund: Refund
  eligibility: { text: Bilingual; evidence: Bilingual }[]
  funding: { name: Bilingual; amountMinor: string }[]
  judging: JudgingSettings
  opensAt: Date | null
  closesAt: Date | null
  closeReason: Bilingual | null
  cancelReason: Bilingual | null
  publishedAt: Date | null
  cancelledAt: Date | null
  createdAt: Date
  updatedAt: Date
}

export interface Track {
  id: string
  competitionId: string
  code: string
  name: Bilingual
  about: Bilingual
  places: number | null
}

export interface Stage {
  id: string
  competitionId: string
  code: string
  name: Bilingual
  about: Bilingual
  kind: 'submission' | 'performance'
  /** What is handed in; null for a performance. */
  work: StageWork | null
  promotes: { top: number } | { percent: number } | null
}

export interface ScheduleDate {
  id: string
  competitionId: string
  kind: DateKind
  /** Stage code. */
  stage: string | null
  name: Bilingual | null
  note: Bilingual
  startsAt: Date
  endsAt: Date | null
}

export interface Prize {
  id: string
  competitionId: string
  /** Null: for every track, or for the one ranking. */
  trackId: string | null
  name: Bilingual
  fromRank: number
  toRank: number
  /** For each winner. */
  amount: Money
  extra: Bilingual
}

const optionalText = bilingual.nullable()
const { tracks: trackList, stages: stageList, eligibility } = divisions.shape
const stageShape = stageList.element.shape
const factTexts = z.object({ who: bilingual, where: bilingual })

export interface CompetitionRow {
  id: string
  organisation_id: string
  slug: string
  format: string
  state: string
  revision: number
  title: unknown
  summary: unknown
  body: unknown
  facts: unknown
  zone: string
  fee_minor: bigint
  currency: string
  places: number | null
  pay_first: boolean
  hold_minutes: number
  refund: unknown
  eligibility: unknown
  funding: unknown
  judging: unknown
  opens_at: Date | null
  closes_at: Date | null
  close_reason: unknown
  cancel_reason: unknown
  published_at: Date | null
  cancelled_at: Date | null
  created_at: Date
  updated_at: Date
}

export const competitionColumns: RawBuilder<unknown> = sql`c.id, c.organisation_id, c.slug, c.format, c.state, c.revision,
  c.title, c.summary, c.body, c.facts, c.zone, c.fee_minor, c.currency, c.places, c.pay_first, c.hold_minutes, c.refund,
  c.eligibility, c.funding, c.judging, c.opens_at, c.closes_at, c.close_reason, c.cancel_reason, c.published_at,
  c.cancelled_at, c.created_at, c.updated_at`

const state = z.enum(states)

export function competitionOf(row: CompetitionRow): Competition {
  const heading = bilingual.parse(row.title)
  return {
    id: row.id,
    organisationId: row.organisation_id,
    slug: row.slug,
    format: row.format,
    state: state.parse(row.state),
    revision: row.revision,
    title: plainTitle(heading),
    heading,
    summary: bilingual.parse(row.summary),
    body: bilingual.parse(row.body),
    facts: factTexts.parse(row.facts),
    zone: row.zone,
    fee: { currency: row.currency, minor: row.fee_minor },
    places: row.places,
    payFirst: row.pay_first,
    holdMinutes: row.hold_minutes,
    refund: refund.parse(row.refund),
    eligibility: eligibility.parse(row.eligibility),
    funding: judgingAndPrizes.shape.funding.parse(row.funding),
    judging: judging.parse(row.judging),
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    closeReason: optionalText.parse(row.close_reason),
    cancelReason: optionalText.parse(row.cancel_reason),
    publishedAt: row.published_at,
    cancelledAt: row.cancelled_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export interface TrackRow {
  id: string
  competition_id: string
  code: string
  name: unknown
  about: unknown
  places: number | null
}

export function trackOf(row: TrackRow): Track {
  const { name, about } = trackList.element.shape
  return {
    id: row.id,
    competitionId: row.competition_id,
    code: row.code,
    name: name.parse(row.name),
    about: about.parse(row.about),
    places: row.places,
  }
}

export interface StageRow {
  id: string
  competition_id: string
  code: string
  name: unknown
  about: unknown
  kind: string
  work: unknown
  promotes: unknown
}

export function stageOf(row: StageRow): Stage {
  return {
    id: row.id,
    competitionId: row.competition_id,
    code: row.code,
    name: stageShape.name.parse(row.name),
    about: stageShape.about.parse(row.about),
    kind: stageShape.kind.parse(row.kind),
    work: stageShape.work.parse(row.work),
    promotes: stageShape.promotes.parse(row.promotes),
  }
}

export interface DateRow {
  id: string
  competition_id: string
  kind: string
  stage: string | null
  name: unknown
  note: unknown
  starts_at: Date
  ends_at: Date | null
}

const dateKind = z.enum(dateKinds)

export function dateOf(row: DateRow): ScheduleDate {
  return {
    id: row.id,
    competitionId: row.competition_id,
    kind: dateKind.parse(row.kind),
    stage: row.stage,
    name: optionalText.parse(row.name),
    note: bilingual.parse(row.note),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }
}

export interface PrizeRow {
  id: string
  competition_id: string
  track_id: string | null
  name: unknown
  from_rank: number
  to_rank: number
  amount_minor: bigint
  currency: string
  extra: unknown
}

export function prizeOf(row: PrizeRow): Prize {
  return {
    id: row.id,
    competitionId: row.competition_id,
    trackId: row.track_id,
    name: bilingual.parse(row.name),
    fromRank: row.from_rank,
    toRank: row.to_rank,
    amount: { currency: row.currency, minor: row.amount_minor },
    extra: bilingual.parse(row.extra),
  }
}
