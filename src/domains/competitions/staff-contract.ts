import { z } from 'zod'
import { bilingual, isoInstant, listQuery, listReply, moneyWire, route, uuid } from '../../kernel/contract.ts'
import { announcement, dateLine, ruleComparison, ruleVersion, shownState } from './contract.ts'
import { draftContent, judging, missing, rules, schedule, sections, wallClock } from './sections.ts'

/** What people who work for the organiser do with a competition. */

const byId = z.strictObject({ competitionId: uuid })
const reason = z.strictObject({ 'zh-CN': z.string().trim().max(500), en: z.string().trim().max(500) })
const revision = z.number().int().min(0)

export const templateSummary = z.object({
  key: z.string(),
  title: bilingual,
  about: bilingual,
  stages: z.number().int(),
  fields: z.number().int(),
  judges: z.number().int(),
  /** The rule set as data; the rule editor offers it as a beginning. */
  scoring: z.record(z.string(), z.unknown()),
})

export const listTemplates = route({
  name: 'competitions.list-templates',
  method: 'GET',
  path: '/api/competition-templates',
  access: 'public',
  summary: 'Kinds of competition to start from.',
  reply: z.object({ rows: z.array(templateSummary) }),
})

export const createCompetition = route({
  name: 'competitions.create',
  method: 'POST',
  path: '/api/organisations/:organisationId/competitions',
  access: 'signed-in',
  summary: 'Starts a draft from a template, from an earlier competition, or blank.',
  params: z.strictObject({ organisationId: uuid }),
  body: z.strictObject({
    /** A template’s key, or `blank`. */
    template: z.string().max(60),
    /** Copies an earlier competition of the same organisation instead; dates move a year on. */
    copyOf: uuid.optional(),
    title: z.strictObject({ 'zh-CN': z.string().trim().max(120), en: z.string().trim().max(120) }),
    zone: z.string().max(60).optional(),
  }),
  reply: z.object({ id: uuid, slug: z.string() }),
  creates: true,
  refusals: ['kernel.not-found', 'kernel.not-allowed', 'competitions.unknown-template', 'competitions.unknown-zone'],
})

export const ownCompetition = z.object({
  id: uuid,
  slug: z.string(),
  title: bilingual,
  state: shownState,
  opensAt: isoInstant.nullable(),
  closesAt: isoInstant.nullable(),
  zone: z.string(),
  fee: moneyWire,
  places: z.number().int().nullable(),
  taken: z.number().int(),
  confirmed: z.number().int(),
  updatedAt: isoInstant,
})

export const listOwnCompetitions = route({
  name: 'competitions.list-own',
  method: 'GET',
  path: '/api/organisations/:organisationId/competitions',
  access: 'signed-in',
  summary: 'Every competition of an organisation one works for, drafts included.',
  params: z.strictObject({ organisationId: uuid }),
  query: z.strictObject({ ...listQuery, state: shownState.optional() }),
  reply: listReply(ownCompetition).extend({ can: z.object({ create: z.boolean() }) }),
  refusals: ['kernel.not-found'],
})

export const workspace = z.object({
  id: uuid,
  slug: z.string(),
  organisation: z.object({ id: uuid, slug: z.string(), name: bilingual }),
  title: bilingual,
  format: z.string(),
  state: shownState,
  revision,
  content: draftContent,
  /** Of the schedule as stored, as instants. */
  dates: z.array(dateLine),
  missing: z.array(missing),
  publishedAt: isoInstant.nullable(),
  cancelReason: bilingual.nullable(),
  ruleVersions: z.array(ruleVersion),
  announcements: z.array(announcement),
  taken: z.number().int(),
  confirmed: z.number().int(),
  updatedAt: isoInstant,
  can: z.object({ write: z.boolean(), publish: z.boolean() }),
})
export type Workspace = z.infer<typeof workspace>

export const getWorkspace = route({
  name: 'competitions.read-workspace',
  method: 'GET',
  path: '/api/console/competitions/:competitionId',
  access: 'signed-in',
  summary: 'A competition as its organiser edits it: every section, and what publication still needs.',
  params: byId,
  reply: workspace,
  refusals: ['kernel.not-found'],
})

export const sectionChange = z.discriminatedUnion('section', [
  z.strictObject({ section: z.literal('basics'), revision, content: sections.basics }),
  z.strictObject({ section: z.literal('divisions'), revision, content: sections.divisions }),
  z.strictObject({ section: z.literal('form'), revision, content: sections.form }),
  z.strictObject({ section: z.literal('schedule'), revision, content: sections.schedule }),
  z.strictObject({ section: z.literal('fee'), revision, content: sections.fee }),
  z.strictObject({ section: z.literal('rules'), revision, content: sections.rules }),
  z.strictObject({ section: z.literal('prizes'), revision, content: sections.prizes }),
])
export type SectionChange = z.infer<typeof sectionChange>

export const saveSection = route({
  name: 'competitions.save-section',
  method: 'PATCH',
  path: '/api/console/competitions/:competitionId',
  access: 'signed-in',
  summary: 'Saves one section. After publication only the texts may be saved so; the rest has its own routes.',
  params: byId,
  body: sectionChange,
  reply: z.object({ revision, missing: z.array(missing), savedAt: isoInstant }),
  refusals: [
    'kernel.not-found',
    'kernel.not-allowed',
    'kernel.changed-meanwhile',
    'competitions.slug-taken',
    'competitions.not-a-draft',
    'competitions.unknown-zone',
    'competitions.unknown-track',
    'competitions.twice-the-same',
    'competitions.rules-wrong',
  ],
})

export const publishCompetition = route({
  name: 'competitions.publish',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/publish',
  access: 'signed-in',
  summary: 'Announces a complete draft: the page becomes public, form and rules become version 1.',
  params: byId,
  body: z.strictObject({ revision }),
  reply: z.object({ slug: z.string(), state: shownState, rulesSha256: z.string() }),
  refusals: [
    'kernel.not-found',
    'kernel.not-allowed',
    'kernel.changed-meanwhile',
    'competitions.not-complete',
    'competitions.wrong-state',
  ],
})

export const deleteDraft = route({
  name: 'competitions.delete-draft',
  method: 'DELETE',
  path: '/api/console/competitions/:competitionId',
  access: 'signed-in',
  summary: 'Removes a draft for good. What was published is cancelled or archived instead.',
  params: byId,
  reply: z.object({ deleted: z.literal(true) }),
  refusals: ['kernel.not-found', 'kernel.not-allowed', 'competitions.not-a-draft'],
})

export const cancelCompetition = route({
  name: 'competitions.cancel',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/cancel',
  access: 'signed-in',
  summary: 'Cancels for good, with a reason everybody reads. Refunds follow.',
  params: byId,
  body: z.strictObject({ reason }),
  reply: z.object({ state: shownState }),
  refusals: ['kernel.not-found', 'kernel.not-allowed', 'competitions.wrong-state', 'competitions.reason-needed'],
})

export const archiveCompetition = route({
  name: 'competitions.archive',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/archive',
  access: 'signed-in',
  summary: 'Puts a finished or cancelled competition away; its page stays public.',
  params: byId,
  body: z.strictObject({}),
  reply: z.object({ state: shownState }),
  refusals: ['kernel.not-found', 'kernel.not-allowed', 'competitions.wrong-state'],
})

export const changeEntryEnd = route({
  name: 'competitions.change-entry-end',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/entry-end',
  access: 'signed-in',
  summary: 'Closes entry early, or extends it, with a reason.',
  params: byId,
  /** A wall clock in the competition’s zone; null closes at once. */
  body: z.strictObject({ closesAt: wallClock.nullable(), reason }),
  reply: z.object({ closesAt: isoInstant, state: shownState }),
  refusals: [
    'kernel.not-found',
    'kernel.not-allowed',
    'competitions.wrong-state',
    'competitions.reason-needed',
    'competitions.no-such-time',
    'competitions.closing-in-the-past',
  ],
})

export const changeSchedule = route({
  name: 'competitions.change-schedule',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/schedule',
  access: 'signed-in',
  summary: 'Changes the schedule after publication; the reason becomes an announcement to all entrants.',
  params: byId,
  body: z.strictObject({ revision, schedule, reason }),
  reply: z.object({ revision }),
  refusals: [
    'kernel.not-found',
    'kernel.not-allowed',
    'kernel.changed-meanwhile',
    'competitions.wrong-state',
    'competitions.reason-needed',
    'competitions.not-complete',
    'competitions.unknown-zone',
  ],
})

export const changePlaces = route({
  name: 'competitions.change-places',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/places',
  access: 'signed-in',
  summary: 'Changes the number of places; never below those taken.',
  params: byId,
  body: z.strictObject({ places: z.int().min(1).max(1_000_000).nullable() }),
  reply: z.object({ places: z.number().int().nullable() }),
  refusals: [
    'kernel.not-found',
    'kernel.not-allowed',
    'competitions.wrong-state',
    'competitions.places-below-taken',
    'competitions.nothing-changed',
  ],
})

export const changeJudging = route({
  name: 'competitions.change-judging',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/judging-settings',
  access: 'signed-in',
  summary: 'Changes how many judges see a work and what entrants read of it, before judging begins.',
  params: byId,
  body: z.strictObject({ judging }),
  reply: z.object({ revision }),
  refusals: ['kernel.not-found', 'kernel.not-allowed', 'competitions.wrong-state'],
})

export const previewRuleChange = route({
  name: 'competitions.preview-rule-change',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/rule-preview',
  access: 'signed-in',
  summary: 'The difference a change of the rules would make, without making it.',
  params: byId,
  body: rules,
  reply: ruleComparison.extend({ entrants: z.number().int() }),
  refusals: ['kernel.not-found', 'competitions.rules-wrong'],
})

export const changeRules = route({
  name: 'competitions.change-rules',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/rules',
  access: 'signed-in',
  summary: 'Publishes a new version of the rules with its reason and tells all entrants.',
  params: byId,
  body: z.strictObject({ basedOn: z.number().int().min(1), rules, reason }),
  reply: z.object({ version: z.number().int(), sha256: z.string() }),
  creates: true,
  refusals: [
    'kernel.not-found',
    'kernel.not-allowed',
    'kernel.changed-meanwhile',
    'competitions.wrong-state',
    'competitions.reason-needed',
    'competitions.nothing-changed',
    'competitions.rules-wrong',
  ],
})

export const publishAnnouncement = route({
  name: 'competitions.publish-announcement',
  method: 'POST',
  path: '/api/console/competitions/:competitionId/announcements',
  access: 'signed-in',
  summary: 'Publishes an announcement in both languages and, if wished, tells all entrants.',
  params: byId,
  body: z.strictObject({
    title: z.strictObject({ 'zh-CN': z.string().trim().max(120), en: z.string().trim().max(120) }),
    body: bilingual,
    notify: z.boolean(),
  }),
  reply: z.object({ id: uuid }),
  creates: true,
  refusals: ['kernel.not-found', 'kernel.not-allowed', 'competitions.wrong-state', 'competitions.text-missing'],
})

export const previewMarkdown = route({
  name: 'competitions.preview-markdown',
  method: 'POST',
  path: '/api/console/markdown',
  access: 'signed-in',
  summary: 'Markdown as the public page will show it.',
  body: z.strictObject({ text: bilingual }),
  reply: z.object({ html: bilingual }),
})

const exampleStep = z.object({
  step: z.string(),
  segment: z.string(),
  what: z.string(),
  figures: z.array(z.object({ name: z.string(), value: z.string(), dropped: z.boolean() })),
  result: z.string(),
  rounded: z.string(),
})

export const previewScoring = route({
  name: 'competitions.preview-scoring',
  method: 'POST',
  path: '/api/console/scoring-example',
  access: 'signed-in',
  summary: 'One made-up entry scored by a rule set, step by step, by the engine that scores real ones.',
  body: z.strictObject({ scoring: z.record(z.string(), z.unknown()), judges: z.int().min(1).max(50) }),
  reply: z.union([
    z.object({ ok: z.literal(true), steps: z.array(exampleStep), total: z.string() }),
    z.object({
      ok: z.literal(false),
      mistakes: z.array(z.object({ code: z.string(), message: z.string(), path: z.string() })),
    }),
  ]),
})
