import { z } from 'zod'
import { bilingual, isoInstant, route, uuid } from '../../kernel/contract.ts'
import type { EntryResult, ExplainStep, Label, Results } from '../scoring/index.ts'

/* Shapes of the scoring engine: it wrote them itself, and its own schema checks them where they are read back. */
const entryResult = z.custom<EntryResult>()
const explainStep = z.custom<ExplainStep>()
const label = z.custom<Label>()
const wholeResults = z.custom<Results>()

const competitionParams = z.strictObject({ competitionId: uuid })
const slugParams = z.strictObject({ slug: z.string().min(3).max(80) })

export const runStates = ['computed', 'provisional', 'final', 'withdrawn', 'replaced'] as const
export const objectionStates = ['open', 'upheld', 'dismissed'] as const

/** One row of a public ranking: figures are exact decimal text. */
export const boardRow = z.object({
  entry: z.string(),
  name: z.string(),
  affiliation: z.string(),
  category: z.string(),
  rank: z.number().nullable(),
  total: z.string().nullable(),
  /** Why there is no rank: a status such as DSQ. */
  unranked: z.string().nullable(),
  /** True when a tie-break or a shared place decided this row. */
  tied: z.boolean(),
  segments: z.array(
    z.object({
      segment: z.string(),
      total: z.string(),
      rank: z.number().nullable(),
      criteria: z.array(z.object({ criterion: z.string(), total: z.string() })),
    }),
  ),
})

export const board = z.object({
  competition: z.object({ id: uuid, slug: z.string(), title: bilingual, heading: bilingual, organisationId: uuid }),
  stage: z.enum(['provisional', 'final']),
  provisionalAt: isoInstant,
  objectionsUntil: isoInstant.nullable(),
  finalAt: isoInstant.nullable(),
  rulesVersion: z.number().int(),
  rulesSha256: z.string(),
  bundleSha256: z.string(),
  judges: z.number().int(),
  scores: z.number().int(),
  categories: z.array(z.object({ id: z.string(), name: bilingual })),
  segments: z.array(
    z.object({
      id: z.string(),
      label,
      criteria: z.array(z.object({ id: z.string(), label })),
    }),
  ),
  prizes: z.array(
    z.object({ category: z.string().nullable(), name: bilingual, fromRank: z.number(), toRank: z.number() }),
  ),
  rows: z.array(boardRow),
})
export type Board = z.infer<typeof board>

export const publicResults = route({
  name: 'standings.public-results',
  method: 'GET',
  path: '/api/competitions/:slug/results',
  access: 'public',
  summary:
    'Published results of a competition: the ranking with totals of segments and criteria. Kept as bytes, with an ETag.',
  params: slugParams,
  reply: board,
  raw: true,
  refusals: ['standings.not-published'],
})

export const publicEntryResult = route({
  name: 'standings.public-entry-result',
  method: 'GET',
  path: '/api/competitions/:slug/results/entries/:entry',
  access: 'public',
  summary: 'How one published result came about: every mark by judge label, what was dropped, and each rounding.',
  params: slugParams.extend({ entry: z.string().min(1).max(40) }),
  reply: z.object({ result: entryResult, steps: z.array(explainStep), rules: z.record(z.string(), z.unknown()) }),
  refusals: ['standings.not-published'],
})

export const publicBundle = route({
  name: 'standings.public-bundle',
  method: 'GET',
  path: '/api/competitions/:slug/results/bundle.json',
  access: 'public',
  summary: 'Everything needed to compute the results again, as one file: `palestra verify-results`.',
  params: slugParams,
  raw: true,
  refusals: ['standings.not-published'],
})

const objection = z.object({
  id: uuid,
  entryNumber: z.string(),
  statement: z.string(),
  state: z.enum(objectionStates),
  answer: z.string().nullable(),
  createdAt: isoInstant,
  answeredAt: isoInstant.nullable(),
})

export const entryResultForEntrant = route({
  name: 'standings.my-result',
  method: 'GET',
  path: '/api/entries/:entryId/result',
  access: 'signed-in',
  summary:
    'The entrant’s own published result, with the judges’ comments where the organiser shares them, and their objections.',
  params: z.strictObject({ entryId: uuid }),
  reply: z.object({
    stage: z.enum(['provisional', 'final']).nullable(),
    rank: z.number().nullable(),
    total: z.string().nullable(),
    slug: z.string(),
    number: z.string(),
    objectionsUntil: isoInstant.nullable(),
    comments: z.array(z.object({ aspect: z.string(), judge: z.string(), comment: z.string() })),
    objections: z.array(objection),
    can: z.object({ object: z.boolean() }),
  }),
})

export const objectToResult = route({
  name: 'standings.object',
  method: 'POST',
  path: '/api/entries/:entryId/objections',
  access: 'signed-in',
  summary: 'An entrant objects to a provisional result, within the window.',
  params: z.strictObject({ entryId: uuid }),
  body: z.strictObject({ statement: z.string().trim().min(1).max(4_000) }),
  reply: objection,
  creates: true,
  refusals: ['standings.no-objections-now'],
})

export const answerObjection = route({
  name: 'standings.answer-objection',
  method: 'POST',
  path: '/api/objections/:objectionId/answer',
  access: 'signed-in',
  summary: 'The organiser upholds or dismisses an objection, with reasons.',
  params: z.strictObject({ objectionId: uuid }),
  body: z.strictObject({ upheld: z.boolean(), answer: z.string().trim().min(1).max(4_000) }),
  reply: objection,
  refusals: ['standings.wrong-state'],
})

const run = z.object({
  id: uuid,
  state: z.enum(runStates),
  rulesVersion: z.number().int(),
  inputSha256: z.string(),
  computedAt: isoInstant,
  provisionalAt: isoInstant.nullable(),
  objectionsUntil: isoInstant.nullable(),
  finalAt: isoInstant.nullable(),
  withdrawnReason: bilingual.nullable(),
})

const wrong = z.object({
  code: z.string(),
  message: z.string(),
  at: z.record(z.string(), z.unknown()),
  params: z.record(z.string(), z.unknown()),
})

export const resultsDesk = route({
  name: 'standings.desk',
  method: 'GET',
  path: '/api/competitions/:competitionId/results/desk',
  access: 'signed-in',
  summary: 'For the organiser: runs, the newest results in full, what stands in the way, and objections.',
  params: competitionParams,
  reply: z.object({
    title: bilingual,
    runs: z.array(run),
    categories: z.array(z.object({ id: z.string(), name: bilingual })),
    prizes: z.array(
      z.object({ category: z.string().nullable(), name: bilingual, fromRank: z.number(), toRank: z.number() }),
    ),
    rules: z.record(z.string(), z.unknown()).nullable(),
    results: wholeResults.nullable(),
    names: z.record(z.string(), z.object({ name: z.string(), affiliation: z.string() })),
    panels: z.array(z.object({ id: uuid, name: bilingual, segment: z.string(), state: z.string() })),
    openSheets: z.number().int(),
    /** True when scores or rules changed since the newest run. */
    stale: z.boolean(),
    competitionState: z.string(),
    slug: z.string(),
    objectionDays: z.number().int(),
    entrants: z.number().int(),
    objections: z.array(objection),
    can: z.object({
      compute: z.boolean(),
      publish: z.boolean(),
      finalise: z.boolean(),
      withdraw: z.boolean(),
      manage: z.boolean(),
    }),
  }),
})

export const readRun = route({
  name: 'standings.run',
  method: 'GET',
  path: '/api/competitions/:competitionId/results/runs/:runId',
  access: 'signed-in',
  summary: 'One computed run in full, for those who manage or observe results: to compare it with another.',
  params: competitionParams.extend({ runId: uuid }),
  reply: run.extend({ results: wholeResults }),
})

export const exportResults = route({
  name: 'standings.export',
  method: 'GET',
  path: '/api/competitions/:competitionId/results/export',
  access: 'signed-in',
  summary: 'The newest ranking as a table: ranks, totals, segments, criteria and deductions.',
  params: competitionParams,
  query: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv') }),
  raw: true,
  refusals: ['standings.no-scores'],
})

export const compute = route({
  name: 'standings.compute',
  method: 'POST',
  path: '/api/competitions/:competitionId/results/compute',
  access: 'signed-in',
  summary:
    'Computes results from the locked sheets and measured values. Mistakes in the scores are listed, all of them.',
  params: competitionParams,
  reply: z.object({ runId: uuid.nullable(), mistakes: z.array(wrong), unchanged: z.boolean() }),
  refusals: ['standings.sheets-open', 'standings.no-scores', 'standings.wrong-state'],
})

export const publish = route({
  name: 'standings.publish',
  method: 'POST',
  path: '/api/competitions/:competitionId/results/publish',
  access: 'signed-in',
  summary: 'Publishes the newest run provisionally: everybody is told and the objection window begins.',
  params: competitionParams,
  body: z.strictObject({ runId: uuid }),
  reply: run,
  refusals: ['standings.wrong-state', 'standings.stale'],
})

export const finalise = route({
  name: 'standings.finalise',
  method: 'POST',
  path: '/api/competitions/:competitionId/results/finalise',
  access: 'signed-in',
  summary: 'Makes provisional results final once the window has passed and every objection is answered.',
  params: competitionParams,
  body: z.strictObject({ runId: uuid }),
  reply: run,
  refusals: ['standings.wrong-state', 'standings.window-open', 'standings.objections-open'],
})

export const withdraw = route({
  name: 'standings.withdraw',
  method: 'POST',
  path: '/api/competitions/:competitionId/results/withdraw',
  access: 'signed-in',
  summary: 'Takes provisional results back with a reason, to correct and publish again.',
  params: competitionParams,
  body: z.strictObject({ runId: uuid, reason: bilingual }),
  reply: run,
  refusals: ['standings.wrong-state'],
})

const tableUpload = z.strictObject({
  format: z.enum(['csv', 'xlsx']),
  /** The file, base64. */
  content: z.string().max(28_000_000),
  /** A ready mapping by name, or one written for this file; null when the file is in long form. */
  mapping: z
    .union([z.string().max(80), z.record(z.string(), z.unknown())])
    .nullable()
    .default(null),
})

const importMistake = z.object({
  row: z.number(),
  column: z.string(),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.unknown()),
})

export const importPreview = route({
  name: 'standings.import-preview',
  method: 'POST',
  path: '/api/competitions/:competitionId/results/import/preview',
  access: 'signed-in',
  summary: 'Reads a table of scores and says what it would bring and what is wrong, by row and column. Writes nothing.',
  params: competitionParams,
  body: tableUpload,
  bodyLimit: 30_000_000,
  reply: z.object({
    columns: z.array(z.string()),
    mappings: z.array(z.string()),
    rows: z.number().int(),
    entries: z.number().int(),
    judges: z.array(z.string()),
    segments: z.array(z.string()),
    categories: z.array(z.string()),
    sample: z.array(z.record(z.string(), z.string())),
    mistakes: z.array(importMistake),
    mistakesTotal: z.number().int(),
    /** The first places, as they would come out. */
    ranking: z.array(
      z.object({
        category: z.string(),
        entry: z.string(),
        name: z.string(),
        rank: z.number().nullable(),
        total: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['standings.table-unreadable', 'standings.unknown-mapping', 'standings.no-rules'],
})

export const importScoreTable = route({
  name: 'standings.import',
  method: 'POST',
  path: '/api/competitions/:competitionId/results/import',
  access: 'signed-in',
  summary: 'Imports entries, works and the judges’ sheets of a table without mistakes, in one transaction.',
  params: competitionParams,
  body: tableUpload,
  bodyLimit: 30_000_000,
  reply: z.object({ entries: z.number().int(), sheets: z.number().int(), scores: z.number().int() }),
  creates: true,
  refusals: [
    'standings.table-unreadable',
    'standings.unknown-mapping',
    'standings.no-rules',
    'standings.import-mistakes',
    'standings.already-scored',
    'entries.full',
    'entries.track-unknown',
  ],
})
