import { z } from 'zod'
import { bilingual, isoInstant, listQuery, listReply, moneyWire, route, uuid } from '../../kernel/contract.ts'
import { organisationSummary } from '../organisations/contract.ts'
import { dateKinds } from './date-kinds.ts'
import { states } from './lifecycle.ts'

/** What strangers may read of competitions. The organiser's routes are in staff-contract.ts. */

export const shownState = z.enum(states)

export const dateLine = z.object({
  kind: z.enum(dateKinds),
  stage: z.string().nullable(),
  name: bilingual.nullable(),
  note: bilingual,
  startsAt: isoInstant,
  endsAt: isoInstant.nullable(),
})
export type DateLine = z.infer<typeof dateLine>

const organiser = z.object({ ...organisationSummary.shape })

export const competitionCard = z.object({
  id: uuid,
  slug: z.string(),
  title: bilingual,
  summary: bilingual,
  format: z.string(),
  organisation: z.object({ id: uuid, slug: z.string(), name: bilingual }),
  /** As the clock makes it at this moment. */
  state: shownState,
  zone: z.string(),
  fee: moneyWire,
  places: z.number().int().nullable(),
  confirmed: z.number().int(),
  opensAt: isoInstant,
  closesAt: isoInstant,
  dates: z.array(dateLine),
})
export type CompetitionCard = z.infer<typeof competitionCard>

/** `open`: entry is open · `upcoming`: announced, not yet open · `running`: entry over, no final result yet · `finished`. */
export const listFilters = ['all', 'open', 'upcoming', 'running', 'finished'] as const

export const listCompetitions = route({
  name: 'competitions.list',
  method: 'GET',
  path: '/api/competitions',
  access: 'public',
  summary: 'Competitions anyone may see, by the end of entry: those one can still enter first.',
  query: z.strictObject({
    ...listQuery,
    when: z.enum(listFilters).default('all'),
    organisation: z.string().max(80).optional(),
    free: z.enum(['yes', 'no']).optional(),
  }),
  reply: listReply(competitionCard).extend({ counts: z.record(z.enum(listFilters), z.number().int()) }),
})

const bySlug = z.strictObject({ slug: z.string().min(1).max(80) })

export const ruleVersion = z.object({
  version: z.number().int(),
  reason: bilingual.nullable(),
  publishedAt: isoInstant,
  sha256: z.string(),
})

export const announcement = z.object({
  id: uuid,
  kind: z.enum(['plain', 'rules-changed', 'schedule-changed', 'cancelled']),
  title: bilingual,
  bodyHtml: bilingual,
  publishedAt: isoInstant,
})
export type Announcement = z.infer<typeof announcement>

export const competitionPage = z.object({
  id: uuid,
  slug: z.string(),
  /** Plain, without break marks. */
  title: bilingual,
  /** With `|` where a heading may break. */
  heading: bilingual,
  summary: bilingual,
  bodyHtml: bilingual,
  facts: z.object({ who: bilingual, where: bilingual }),
  organisation: organiser,
  state: shownState,
  zone: z.string(),
  fee: moneyWire,
  payFirst: z.boolean(),
  holdMinutes: z.number().int(),
  places: z.number().int().nullable(),
  taken: z.number().int(),
  confirmed: z.number().int(),
  opensAt: isoInstant,
  closesAt: isoInstant,
  closeReason: bilingual.nullable(),
  cancelReason: bilingual.nullable(),
  refund: z.object({
    steps: z.array(z.object({ daysBeforeClose: z.number().int(), percent: z.number().int() })),
    rejectedPercent: z.number().int(),
    text: bilingual,
  }),
  eligibility: z.array(z.object({ text: bilingual, evidence: bilingual })),
  tracks: z.array(
    z.object({
      id: uuid,
      code: z.string(),
      name: bilingual,
      about: bilingual,
      places: z.number().int().nullable(),
      confirmed: z.number().int(),
    }),
  ),
  stages: z.array(
    z.object({
      code: z.string(),
      name: bilingual,
      about: bilingual,
      kind: z.enum(['submission', 'performance']),
      promotes: z.union([z.object({ top: z.number().int() }), z.object({ percent: z.number().int() })]).nullable(),
    }),
  ),
  dates: z.array(dateLine),
  prizes: z.array(
    z.object({
      id: uuid,
      trackId: uuid.nullable(),
      name: bilingual,
      fromRank: z.number().int(),
      toRank: z.number().int(),
      amount: moneyWire,
      extra: bilingual,
    }),
  ),
  prizeTotal: moneyWire,
  funding: z.array(z.object({ name: bilingual, amount: moneyWire })),
  judging: z.object({
    judgesPerWork: z.number().int(),
    blind: z.boolean(),
    feedback: z.enum(['totals', 'aspects', 'aspects-and-comments']),
  }),
  rules: z.object({ version: z.number().int(), textHtml: bilingual, objectionDays: z.number().int() }),
  ruleVersions: z.array(ruleVersion),
  announcements: z.array(announcement),
  formFields: z.number().int(),
  can: z.object({ manage: z.boolean() }),
})
export type CompetitionPage = z.infer<typeof competitionPage>

export const getCompetition = route({
  name: 'competitions.read',
  method: 'GET',
  path: '/api/competitions/:slug',
  access: 'public',
  summary: 'Everything on the public page of a competition. A draft is not found.',
  params: bySlug,
  reply: competitionPage,
  refusals: ['kernel.not-found'],
})

export const getRuleVersion = route({
  name: 'competitions.read-rules',
  method: 'GET',
  path: '/api/competitions/:slug/rules/:version',
  access: 'public',
  summary: 'One published version of the rules: text, scoring as data, digest.',
  /** A number, or `current` for the version in force. */
  params: z.strictObject({ slug: bySlug.shape.slug, version: z.string().regex(/^(current|[1-9]\d{0,5})$/) }),
  reply: ruleVersion.extend({
    competition: z.object({ slug: z.string(), title: bilingual, organisation: organiser }),
    textHtml: bilingual,
    text: bilingual,
    scoring: z.record(z.string(), z.unknown()),
    objectionDays: z.number().int(),
    versions: z.array(ruleVersion),
  }),
  refusals: ['kernel.not-found'],
})

/** A line of a comparison of texts. */
export const textChange = z.object({ kind: z.enum(['same', 'added', 'removed', 'gap']), text: z.string() })
export const ruleDifference = z.object({
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
})
export const ruleComparison = z.object({
  text: z.object({ 'zh-CN': z.array(textChange), en: z.array(textChange) }),
  scoring: z.array(ruleDifference),
  objectionDays: z.object({ before: z.number().int(), after: z.number().int() }),
})
export type RuleComparison = z.infer<typeof ruleComparison>

export const compareRules = route({
  name: 'competitions.compare-rules',
  method: 'GET',
  path: '/api/competitions/:slug/rules-compare',
  access: 'public',
  summary: 'What changed between two published versions of the rules, text and scoring.',
  params: bySlug,
  query: z.strictObject({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) }),
  reply: ruleComparison.extend({
    competition: z.object({ slug: z.string(), title: bilingual, organisation: organiser }),
    from: ruleVersion,
    to: ruleVersion,
    versions: z.array(ruleVersion),
  }),
  refusals: ['kernel.not-found'],
})

export const getCalendar = route({
  name: 'competitions.calendar',
  method: 'GET',
  path: '/api/competitions/:slug/calendar.ics',
  access: 'public',
  summary: 'The schedule as an iCalendar file (RFC 5545).',
  params: bySlug,
  query: z.strictObject({ locale: z.enum(['zh-CN', 'en']).optional() }),
  raw: true,
  refusals: ['kernel.not-found'],
})

export const getFeed = route({
  name: 'competitions.feed',
  method: 'GET',
  path: '/api/competitions/:slug/announcements.xml',
  access: 'public',
  summary: 'Announcements as an RSS 2.0 feed.',
  params: bySlug,
  query: z.strictObject({ locale: z.enum(['zh-CN', 'en']).optional() }),
  raw: true,
  refusals: ['kernel.not-found'],
})
