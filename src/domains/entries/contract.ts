import { z } from 'zod'
import { bilingual, isoInstant, listQuery, listReply, moneyWire, route, uuid } from '../../kernel/contract.ts'
import { dateLine, shownState } from '../competitions/contract.ts'
import { formField } from '../competitions/form-fields.ts'
import { fileView } from '../media/contract.ts'
import { entryStates } from './lifecycle.ts'

/** Answers on the wire; each value is checked against the form's fields, not here. */
const answers = z.record(z.string().max(80), z.unknown())

const entryState = z.enum(entryStates)

export const entryView = z.object({
  id: uuid,
  competitionId: uuid,
  trackId: uuid.nullable(),
  number: z.string(),
  state: entryState,
  entrantName: z.string(),
  affiliation: z.string(),
  answers,
  formVersion: z.number().int(),
  rulesVersion: z.number().int(),
  orderId: uuid.nullable(),
  holdExpiresAt: isoInstant.nullable(),
  correctBy: isoInstant.nullable(),
  reviewNote: z.string().nullable(),
  enteredAt: isoInstant,
  confirmedAt: isoInstant.nullable(),
  can: z.object({ pay: z.boolean(), correct: z.boolean(), withdraw: z.boolean() }),
})
export type EntryView = z.infer<typeof entryView>

const entryInput = z.strictObject({
  trackId: uuid.nullable(),
  /** As results and certificates will carry it. */
  entrantName: z.string().trim().min(1).max(120),
  affiliation: z.string().trim().max(200).default(''),
  answers,
})

/** A form on its way: anything may be missing or wrong. */
const entryDraft = z.strictObject({
  trackId: uuid.nullable().optional(),
  entrantName: z.string().max(200).optional(),
  affiliation: z.string().max(200).optional(),
  answers: answers.optional(),
})

const competitionParams = z.strictObject({ competitionId: uuid })
const entryParams = z.strictObject({ entryId: uuid })

export const enter = route({
  name: 'entries.enter',
  method: 'POST',
  path: '/api/competitions/:competitionId/entries',
  access: 'signed-in',
  summary: 'Takes a place in a competition: checks the form, holds the place and opens the order for the fee.',
  params: competitionParams,
  body: entryInput.extend({ rulesVersion: z.number().int().min(1) }),
  reply: z.object({ entry: entryView, orderId: uuid.nullable() }),
  creates: true,
  refusals: [
    'entries.not-open',
    'entries.full',
    'entries.already-entered',
    'entries.rules-changed',
    'entries.answers-wrong',
    'entries.track-unknown',
  ],
})

export const myEntry = route({
  name: 'entries.my-entry',
  method: 'GET',
  path: '/api/competitions/:competitionId/my-entry',
  access: 'signed-in',
  summary: 'The caller’s latest entry in a competition, and the form they have begun.',
  params: competitionParams,
  reply: z.object({ entry: entryView.nullable(), draft: entryDraft.nullable() }),
})

export const saveDraft = route({
  name: 'entries.save-draft',
  method: 'PUT',
  path: '/api/competitions/:competitionId/entry-draft',
  access: 'signed-in',
  summary: 'Keeps a half-filled form for its person.',
  params: competitionParams,
  body: entryDraft,
  reply: z.object({ savedAt: isoInstant }),
})

export const readEntry = route({
  name: 'entries.read',
  method: 'GET',
  path: '/api/entries/:entryId',
  access: 'signed-in',
  summary: 'One’s own entry.',
  params: entryParams,
  reply: entryView,
})

export const myEntries = route({
  name: 'entries.mine',
  method: 'GET',
  path: '/api/me/entries',
  access: 'signed-in',
  summary: 'All entries of the caller, newest first.',
  reply: z.object({ entries: z.array(entryView) }),
})

export const correctEntry = route({
  name: 'entries.correct',
  method: 'PUT',
  path: '/api/entries/:entryId',
  access: 'signed-in',
  summary: 'Corrects an entry that was returned, or one still in review.',
  params: entryParams,
  body: entryInput,
  reply: entryView,
  refusals: [
    'entries.wrong-state',
    'entries.answers-wrong',
    'entries.correction-too-late',
    'entries.track-unknown',
    'entries.full',
  ],
})

export const withdrawEntry = route({
  name: 'entries.withdraw',
  method: 'POST',
  path: '/api/entries/:entryId/withdraw',
  access: 'signed-in',
  summary: 'Gives the place back. The competition’s refund rule says what is returned.',
  params: entryParams,
  reply: entryView,
  refusals: ['entries.wrong-state', 'entries.withdraw-too-late'],
})

export const entryForm = route({
  name: 'entries.form',
  method: 'GET',
  path: '/api/competitions/:competitionId/entry-form',
  access: 'public',
  summary: 'What the entry form asks, in force or in an earlier version, and which rules are in force.',
  params: competitionParams,
  query: z.strictObject({ version: z.coerce.number().int().min(1).optional() }),
  reply: z.object({ version: z.number().int(), fields: z.array(formField), rulesVersion: z.number().int() }),
})

/** The competition beside an entry: enough to say what comes next and when. */
const briefCompetition = z.object({
  id: uuid,
  slug: z.string(),
  title: bilingual,
  organisation: bilingual,
  state: shownState,
  zone: z.string(),
  track: bilingual.nullable(),
  dates: z.array(dateLine),
  stages: z.array(z.object({ code: z.string(), name: bilingual, kind: z.enum(['submission', 'performance']) })),
  free: z.boolean(),
  payFirst: z.boolean(),
})
export type BriefCompetition = z.infer<typeof briefCompetition>

export const myStandings = route({
  name: 'entries.my-standings',
  method: 'GET',
  path: '/api/me/standings',
  access: 'signed-in',
  summary: 'All entries of the caller, each with its competition and dates, newest first.',
  reply: z.object({ entries: z.array(z.object({ entry: entryView, competition: briefCompetition })) }),
})

export const entryStanding = z.object({
  entry: entryView,
  competition: briefCompetition,
  /** The form in force, for corrections and labels. */
  form: z.object({ version: z.number().int(), fields: z.array(formField) }),
  /** The entrant's own personal answers, opened. */
  personal: answers,
  files: z.array(fileView),
  history: z.array(
    z.object({
      at: isoInstant,
      action: z.string(),
      toState: entryState,
      note: z.string().nullable(),
      own: z.boolean(),
    }),
  ),
  order: z
    .object({ id: uuid, number: z.string(), state: z.string(), total: moneyWire, refunded: moneyWire })
    .nullable(),
  /** What would come back if the entrant withdrew now; null when nothing was paid. */
  refund: z.object({ percent: z.number().int(), amount: moneyWire }).nullable(),
  refundText: bilingual,
})
export type EntryStanding = z.infer<typeof entryStanding>

export const readStanding = route({
  name: 'entries.standing',
  method: 'GET',
  path: '/api/entries/:entryId/standing',
  access: 'signed-in',
  summary: 'One’s own entry with everything its page says: competition, answers, files, money and history.',
  params: entryParams,
  reply: entryStanding,
})

/* The organiser's side. */

const staffRow = z.object({
  id: uuid,
  number: z.string(),
  state: entryState,
  trackId: uuid.nullable(),
  entrantName: z.string(),
  affiliation: z.string(),
  email: z.string(),
  enteredAt: isoInstant,
  updatedAt: isoInstant,
  holdExpiresAt: isoInstant.nullable(),
  paidMinor: z.string(),
  currency: z.string(),
})

const listFilter = {
  ...listQuery,
  state: z.enum([...entryStates, 'all']).default('all'),
  trackId: uuid.optional(),
}

export const listEntries = route({
  name: 'entries.list',
  method: 'GET',
  path: '/api/competitions/:competitionId/entries',
  access: 'signed-in',
  summary: 'Entries of a competition for its staff: filter, search, sort, page; with a count per state.',
  params: competitionParams,
  query: z.strictObject(listFilter),
  reply: listReply(staffRow).extend({
    counts: z.record(entryState, z.number().int()),
    competition: z.object({
      slug: z.string(),
      title: bilingual,
      organisation: bilingual,
      zone: z.string(),
      tracks: z.array(z.object({ id: uuid, name: bilingual })),
      /** Of the fee, returned on rejection. */
      rejectedPercent: z.number().int(),
    }),
    can: z.object({ review: z.boolean(), personalData: z.boolean() }),
  }),
})

export const exportEntries = route({
  name: 'entries.export',
  method: 'GET',
  path: '/api/competitions/:competitionId/entries/export',
  access: 'signed-in',
  summary: 'The same list as CSV or XLSX, with the open answers as columns.',
  params: competitionParams,
  query: z.strictObject({ ...listFilter, format: z.enum(['csv', 'xlsx']).default('csv') }),
  raw: true,
})

export const entryHistoryLine = z.object({
  at: isoInstant,
  by: z.string().nullable(),
  action: z.string(),
  fromState: entryState.nullable(),
  toState: entryState,
  note: z.string().nullable(),
})

export const entryFile = z.object({
  entry: staffRow.extend({
    answers,
    reviewNote: z.string().nullable(),
    correctBy: isoInstant.nullable(),
    formVersion: z.number().int(),
  }),
  /** Personal answers, decrypted for those who may see them; null for others. Each look is logged. */
  personal: answers.nullable(),
  /** Files among the answers that the caller may see. */
  files: z.array(fileView),
  history: z.array(entryHistoryLine),
  can: z.object({ review: z.boolean(), disqualify: z.boolean(), reinstate: z.boolean() }),
})

export const readEntryFile = route({
  name: 'entries.read-file',
  method: 'GET',
  path: '/api/entries/:entryId/file',
  access: 'signed-in',
  summary: 'One entry with its answers and history, for the competition’s staff.',
  params: entryParams,
  reply: entryFile,
})

export const reviewEntries = route({
  name: 'entries.review',
  method: 'POST',
  path: '/api/competitions/:competitionId/entries/review',
  access: 'signed-in',
  summary:
    'Accepts, returns or rejects entries, one or many. Each is answered on its own; rejection refunds what was paid.',
  params: competitionParams,
  body: z.strictObject({
    entryIds: z.array(uuid).min(1).max(500),
    verdict: z.enum(['accept', 'return', 'reject']),
    /** Shown to the entrant. Needed to return or reject. */
    note: z.string().trim().max(2_000).default(''),
    correctBy: isoInstant.optional(),
  }),
  reply: z.object({
    done: z.array(z.object({ id: uuid, state: entryState })),
    refused: z.array(z.object({ id: uuid, code: z.string() })),
  }),
  refusals: ['entries.note-needed', 'entries.wrong-state'],
})

export const disqualifyEntry = route({
  name: 'entries.disqualify',
  method: 'POST',
  path: '/api/entries/:entryId/disqualify',
  access: 'signed-in',
  summary: 'Takes a confirmed entry out of the ranking, or puts it back. The reason is shown to the entrant.',
  params: entryParams,
  body: z.strictObject({ disqualified: z.boolean(), reason: z.string().trim().min(1).max(2_000) }),
  reply: z.object({ id: uuid, state: entryState }),
  refusals: ['entries.wrong-state'],
})
