import { z } from 'zod'
import { bilingual, isoInstant, listQuery, listReply, route, uuid } from '../../kernel/contract.ts'
import { formField } from '../competitions/form-fields.ts'
import { fileView } from '../media/contract.ts'

const slotKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const answers = z.record(z.string().max(40), z.unknown())
const workFile = z.strictObject({ slot: slotKey, fileId: uuid })
const workFiles = z.array(workFile).max(100)

export const slotView = z.object({
  key: z.string(),
  /** Null for the files beside the form. */
  label: bilingual.nullable(),
  help: bilingual.nullable(),
  extensions: z.array(z.string()),
  maxBytes: z.number().int(),
  most: z.number().int(),
  required: z.boolean(),
})

export const versionView = z.object({
  id: uuid,
  version: z.number().int(),
  state: z.enum(['submitted', 'withdrawn', 'replaced']),
  submittedAt: isoInstant,
  withdrawnAt: isoInstant.nullable(),
  receiptSha256: z.string(),
})

/** A file in its slot; `arrivedAt` is when its last byte came. */
const deskFile = fileView.extend({ slot: z.string(), arrivedAt: isoInstant })

export const desk = z.object({
  serverTime: isoInstant,
  entry: z.object({ id: uuid, number: z.string(), state: z.string(), name: z.string() }),
  competition: z.object({
    id: uuid,
    slug: z.string(),
    title: bilingual,
    zone: z.string(),
    organisation: bilingual,
    colour: z.string().nullable(),
  }),
  /** Stages something is handed in for, in order. */
  stages: z.array(z.object({ code: z.string(), name: bilingual, opensAt: isoInstant, closesAt: isoInstant })),
  window: z.object({
    id: uuid,
    stage: z.string(),
    stageName: bilingual,
    opensAt: isoInstant,
    closesAt: isoInstant,
    /** The end for this entry: later than `closesAt` where staff gave longer. */
    endsAt: isoInstant,
    state: z.enum(['early', 'open', 'closed']),
    fields: z.array(formField),
    slots: z.array(slotView),
  }),
  draft: z
    .object({
      answers,
      files: z.array(deskFile),
      revision: z.number().int(),
      savedAt: isoInstant,
    })
    .nullable(),
  /** What counts now; null when nothing was handed in or it was withdrawn. */
  current: versionView.extend({ answers, files: z.array(deskFile) }).nullable(),
  versions: z.array(versionView),
  can: z.object({ submit: z.boolean(), withdraw: z.boolean() }),
})
export type Desk = z.infer<typeof desk>

const ofEntry = z.strictObject({ entryId: uuid })
const ofWindow = z.strictObject({ entryId: uuid, windowId: uuid })
const timely = ['uploads.no-window', 'uploads.not-confirmed', 'uploads.not-open-yet', 'uploads.closed']

export const readDesk = route({
  name: 'uploads.read-desk',
  method: 'GET',
  path: '/api/entries/:entryId/submission',
  access: 'signed-in',
  summary: 'What one hands in for a stage: form, files, deadline, draft and versions.',
  params: ofEntry,
  query: z.strictObject({ stage: z.string().max(40).optional() }),
  reply: desk,
  refusals: ['uploads.no-window'],
})

export const saveDraft = route({
  name: 'uploads.save-draft',
  method: 'PUT',
  path: '/api/entries/:entryId/submission/:windowId/draft',
  access: 'signed-in',
  summary: 'Keeps what was typed and uploaded so far, whole or half.',
  params: ofWindow,
  body: z.strictObject({ answers, files: workFiles, revision: z.number().int().min(0) }),
  reply: z.object({ revision: z.number().int(), savedAt: isoInstant }),
  perMinute: 240,
  refusals: [...timely, 'kernel.changed-meanwhile'],
})

export const submitWork = route({
  name: 'uploads.submit',
  method: 'POST',
  path: '/api/entries/:entryId/submission/:windowId/versions',
  access: 'signed-in',
  summary: 'Hands in a version; until the deadline a later one replaces it.',
  params: ofWindow,
  body: z.strictObject({ answers, files: workFiles, basedOn: z.number().int().min(0) }),
  reply: z.object({ id: uuid, version: z.number().int(), submittedAt: isoInstant, receiptSha256: z.string() }),
  creates: true,
  refusals: [...timely, 'uploads.incomplete', 'uploads.newer-version', 'media.file-unusable'],
})

export const withdrawWork = route({
  name: 'uploads.withdraw',
  method: 'POST',
  path: '/api/entries/:entryId/submission/:windowId/withdrawal',
  access: 'signed-in',
  summary: 'Takes back what was handed in, before the deadline.',
  params: ofWindow,
  body: z.strictObject({ version: z.number().int().min(1) }),
  reply: z.object({ done: z.literal(true) }),
  refusals: [...timely, 'uploads.nothing-submitted', 'uploads.newer-version'],
})

export const readReceipt = route({
  name: 'uploads.read-receipt',
  method: 'GET',
  path: '/api/submissions/:submissionId/receipt',
  access: 'signed-in',
  summary: 'The receipt of one version, as it was hashed.',
  params: z.strictObject({ submissionId: uuid }),
  reply: z.object({
    submission: versionView,
    receipt: z.record(z.string(), z.unknown()),
    receiptSha256: z.string(),
    files: z.array(fileView.extend({ slot: z.string() })),
    entry: z.object({ id: uuid, number: z.string(), name: z.string() }),
    competition: z.object({ slug: z.string(), title: bilingual, zone: z.string(), organisation: bilingual }),
    stageName: bilingual,
  }),
})

const workFilter = {
  ...listQuery,
  stage: z.string().max(40).optional(),
  state: z.enum(['submitted', 'withdrawn', 'missing', 'all']).default('all'),
}

export const workRow = z.object({
  entryId: uuid,
  number: z.string(),
  name: z.string(),
  affiliation: z.string(),
  state: z.enum(['submitted', 'withdrawn', 'missing']),
  submissionId: uuid.nullable(),
  version: z.number().int(),
  submittedAt: isoInstant.nullable(),
  files: z.number().int(),
  receiptSha256: z.string().nullable(),
  extendedUntil: isoInstant.nullable(),
  extensionReason: z.string().nullable(),
})

export const listWorks = route({
  name: 'uploads.list-works',
  method: 'GET',
  path: '/api/competitions/:competitionId/works',
  access: 'signed-in',
  summary: 'Who has handed in what for a stage, for the staff.',
  params: z.strictObject({ competitionId: uuid }),
  query: z.strictObject(workFilter),
  reply: listReply(workRow).extend({
    competition: z.object({ title: bilingual, organisation: bilingual }),
    window: z.object({ id: uuid, stage: z.string(), opensAt: isoInstant, closesAt: isoInstant }),
    counts: z.object({ submitted: z.number().int(), withdrawn: z.number().int(), missing: z.number().int() }),
    can: z.object({ extend: z.boolean() }),
  }),
  refusals: ['uploads.no-window'],
})

export const exportWorks = route({
  name: 'uploads.export-works',
  method: 'GET',
  path: '/api/competitions/:competitionId/works/export',
  access: 'signed-in',
  summary: 'The same list as CSV or XLSX.',
  params: z.strictObject({ competitionId: uuid }),
  query: z.strictObject({ ...workFilter, format: z.enum(['csv', 'xlsx']).default('csv') }),
  raw: true,
  refusals: ['uploads.no-window'],
})

export const extendDeadline = route({
  name: 'uploads.extend-deadline',
  method: 'PUT',
  path: '/api/submission-windows/:windowId/extensions/:entryId',
  access: 'signed-in',
  summary: 'Gives one entry longer, with a reason that stays in the log.',
  params: z.strictObject({ windowId: uuid, entryId: uuid }),
  body: z.strictObject({ until: isoInstant, reason: z.string().trim().min(3).max(500) }),
  reply: z.object({ until: isoInstant }),
  refusals: ['uploads.extension-not-later'],
})
