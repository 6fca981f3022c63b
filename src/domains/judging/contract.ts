import { z } from 'zod'
import { bilingual, isoInstant, route, uuid } from '../../kernel/contract.ts'
import {
  deskPanel,
  laneSheet,
  measuredValue,
  panelParams,
  panelStates,
  rules,
  scoreValue,
  seatStates,
  sheetStates,
} from './contract-shapes.ts'

export * from './organiser-contract.ts'
export { panelStates, seatStates, sheetStates }

const sheetParams = z.strictObject({ sheetId: uuid })

/** Decimal text as a judge gives it; the scale is the rule set's. */
const mark = z.string().regex(/^-?\d{1,12}(\.\d{1,12})?$/)

export const myPanels = route({
  name: 'judging.my-panels',
  method: 'GET',
  path: '/api/judging/panels',
  access: 'signed-in',
  summary: 'Panels the caller judges on or is invited to, with progress.',
  reply: z.object({
    panels: z.array(
      deskPanel.extend({
        seatId: uuid,
        seatState: z.enum(seatStates),
        sheets: z.number().int(),
        submitted: z.number().int(),
        returned: z.number().int(),
      }),
    ),
  }),
})

export const answerInvitation = route({
  name: 'judging.answer-invitation',
  method: 'POST',
  path: '/api/judging/seats/:seatId/answer',
  access: 'signed-in',
  summary:
    'Accepts or declines a seat on a panel. Accepting states the judge’s own affiliation, from which conflicts follow.',
  params: z.strictObject({ seatId: uuid }),
  body: z.strictObject({ accept: z.boolean(), affiliation: z.string().trim().max(200).default('') }),
  reply: z.object({ state: z.enum(seatStates) }),
  refusals: ['judging.wrong-state'],
})

export const desk = route({
  name: 'judging.desk',
  method: 'GET',
  path: '/api/judging/panels/:panelId/desk',
  access: 'signed-in',
  summary: 'A judge’s desk: the rubric and the lane of their own sheets.',
  params: panelParams,
  reply: z.object({ panel: deskPanel, rules, sheets: z.array(laneSheet) }),
})

export const workFile = z.object({ fileId: uuid, label: z.string(), mime: z.string(), bytes: z.number() })

export const readSheet = route({
  name: 'judging.read-sheet',
  method: 'GET',
  path: '/api/judging/sheets/:sheetId',
  access: 'signed-in',
  summary: 'One’s own sheet with the work it judges, under its blind code.',
  params: sheetParams,
  reply: z.object({
    id: uuid,
    panelId: uuid,
    blindCode: z.string(),
    state: z.enum(sheetStates),
    revision: z.number().int(),
    remark: z.string(),
    returnReason: z.string().nullable(),
    submittedAt: isoInstant.nullable(),
    updatedAt: isoInstant,
    work: z.object({
      /** Open fields of the submission form, with their labels. */
      fields: z.array(z.object({ label: bilingual, value: z.string(), kind: z.string() })),
      files: z.array(workFile),
      status: z.string().nullable(),
    }),
    scores: z.array(scoreValue),
    measured: z.array(measuredValue),
    can: z.object({ score: z.boolean(), submit: z.boolean(), recuse: z.boolean() }),
  }),
})

export const readWorkFile = route({
  name: 'judging.read-work-file',
  method: 'GET',
  path: '/api/judging/sheets/:sheetId/files/:fileId',
  access: 'signed-in',
  summary: 'A file of the work on one’s own sheet, under a letter instead of its name.',
  params: sheetParams.extend({ fileId: uuid }),
  raw: true,
})

export const saveScores = route({
  name: 'judging.save-scores',
  method: 'PUT',
  path: '/api/judging/sheets/:sheetId/scores',
  access: 'signed-in',
  summary:
    'Saves changes of a sheet. Each carries the writer’s counter: an older one that arrives late changes nothing.',
  params: sheetParams,
  body: z.strictObject({
    changes: z
      .array(
        z.strictObject({
          aspect: z.string().max(64),
          occurrence: z.string().max(40).default(''),
          value: mark.nullable(),
          comment: z.string().max(2_000).default(''),
          sequence: z.string().regex(/^\d{1,18}$/),
        }),
      )
      .max(400),
    remark: z.string().max(4_000).optional(),
  }),
  reply: z.object({ savedAt: isoInstant, revision: z.number().int(), state: z.enum(sheetStates) }),
  refusals: ['judging.sheet-closed', 'judging.score-wrong', 'judging.panel-not-open'],
})

export const submitSheet = route({
  name: 'judging.submit-sheet',
  method: 'POST',
  path: '/api/judging/sheets/:sheetId/submit',
  access: 'signed-in',
  summary:
    'Signs and hands a sheet in. Every aspect must be scored; from then on it changes only if the lead judge returns it.',
  params: sheetParams,
  reply: z.object({ state: z.enum(sheetStates), submittedAt: isoInstant }),
  refusals: ['judging.sheet-incomplete', 'judging.sheet-closed', 'judging.panel-not-open'],
})

export const recuse = route({
  name: 'judging.recuse',
  method: 'POST',
  path: '/api/judging/sheets/:sheetId/recuse',
  access: 'signed-in',
  summary:
    'Declares a conflict of interest: the sheet is given up, its scores no longer count, and the lead judge is told.',
  params: sheetParams,
  body: z.strictObject({ reason: z.string().trim().min(1).max(1_000) }),
  reply: z.object({ state: z.enum(sheetStates) }),
  refusals: ['judging.sheet-closed'],
})

const seatView = z.object({
  id: uuid,
  label: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  affiliation: z.string(),
  lead: z.boolean(),
  mostWorks: z.number().int().nullable(),
  state: z.enum(seatStates),
  assigned: z.number().int(),
  submitted: z.number().int(),
  returned: z.number().int(),
  recused: z.number().int(),
})

export const progress = route({
  name: 'judging.progress',
  method: 'GET',
  path: '/api/judging/panels/:panelId/progress',
  access: 'signed-in',
  summary:
    'For the lead judge and the organiser: seats, works by code, sheets by state, and where judges stand too far apart.',
  params: panelParams,
  reply: z.object({
    panel: deskPanel
      .omit({ seat: true, lead: true })
      .extend({ judgesPerWork: z.number().int(), seed: z.string().nullable() }),
    seats: z.array(seatView),
    works: z.array(
      z.object({
        id: uuid,
        blindCode: z.string(),
        status: z.string().nullable(),
        sheets: z.array(z.object({ id: uuid, seatId: uuid, state: z.enum(sheetStates) })),
        conflicts: z.array(z.object({ seatId: uuid, source: z.string() })),
      }),
    ),
    /** Only where every sheet of the work is handed in: scores stay hidden while judges still work on it. */
    spreads: z.array(
      z.object({
        workId: uuid,
        blindCode: z.string(),
        aspect: z.string(),
        spread: z.string(),
        max: z.string(),
        action: z.string(),
        marks: z.array(z.object({ seat: z.string(), value: z.string() })),
      }),
    ),
    can: z.object({ manage: z.boolean(), lead: z.boolean() }),
  }),
})

export const returnSheet = route({
  name: 'judging.return-sheet',
  method: 'POST',
  path: '/api/judging/sheets/:sheetId/return',
  access: 'signed-in',
  summary: 'The lead judge gives a sheet back with a reason; its judge may change it and hand it in again.',
  params: sheetParams,
  body: z.strictObject({ reason: z.string().trim().min(1).max(1_000) }),
  reply: z.object({ state: z.enum(sheetStates) }),
  refusals: ['judging.wrong-state', 'judging.panel-not-open'],
})

export const lockPanel = route({
  name: 'judging.lock-panel',
  method: 'POST',
  path: '/api/judging/panels/:panelId/lock',
  access: 'signed-in',
  summary: 'Closes judging: every sheet must be handed in or given up. Sheets are locked.',
  params: panelParams,
  reply: z.object({ state: z.enum(panelStates) }),
  refusals: ['judging.sheets-missing', 'judging.wrong-state'],
})
