import { z } from 'zod'
import { bilingual, isoInstant, route, uuid } from '../../kernel/contract.ts'
import { deskPanel, measuredValue, panelParams, rules, scoreValue, seatStates, sheetStates } from './contract-shapes.ts'

const competitionParams = z.strictObject({ competitionId: uuid })

/* The organiser's side. */

const seatInput = z.strictObject({
  email: z.email().max(254),
  lead: z.boolean().default(false),
  mostWorks: z.number().int().min(1).max(10_000).nullable().default(null),
})

export const listPanels = route({
  name: 'judging.list-panels',
  method: 'GET',
  path: '/api/competitions/:competitionId/judging/panels',
  access: 'signed-in',
  summary: 'Panels of a competition with their progress, and the segments of its rules that have none yet.',
  params: competitionParams,
  reply: z.object({
    panels: z.array(
      deskPanel.omit({ seat: true, lead: true }).extend({
        trackId: uuid.nullable(),
        stage: z.string().nullable(),
        judgesPerWork: z.number().int(),
        seats: z.number().int(),
        works: z.number().int(),
        sheets: z.number().int(),
        submitted: z.number().int(),
      }),
    ),
    segments: z.array(z.object({ id: z.string(), label: z.unknown(), panels: z.array(z.string()) })),
    competitionTitle: bilingual,
    /** Stages in which works are handed in. */
    stages: z.array(z.object({ code: z.string(), name: bilingual })),
    tracks: z.array(z.object({ id: uuid, name: bilingual })),
  }),
})

export const createPanel = route({
  name: 'judging.create-panel',
  method: 'POST',
  path: '/api/competitions/:competitionId/judging/panels',
  access: 'signed-in',
  summary: 'Sets up a panel for a segment of the rules, with its seats. Judges are invited by mail.',
  params: competitionParams,
  body: z.strictObject({
    name: bilingual,
    segment: z.string().max(64),
    rulesPanel: z.string().max(64).nullable().default(null),
    trackId: uuid.nullable().default(null),
    stage: z.string().max(40).nullable().default(null),
    judgesPerWork: z.number().int().min(1).max(50),
    dueAt: isoInstant.nullable().default(null),
    seats: z.array(seatInput).max(200).default([]),
  }),
  reply: z.object({ id: uuid }),
  creates: true,
  refusals: ['judging.unknown-segment', 'judging.seat-twice', 'judging.no-rules'],
})

export const addSeats = route({
  name: 'judging.add-seats',
  method: 'POST',
  path: '/api/judging/panels/:panelId/seats',
  access: 'signed-in',
  summary: 'Invites more judges to a panel.',
  params: panelParams,
  body: z.strictObject({ seats: z.array(seatInput).min(1).max(200) }),
  reply: z.object({ added: z.number().int() }),
  creates: true,
  refusals: ['judging.seat-twice', 'judging.wrong-state'],
})

export const removeSeat = route({
  name: 'judging.remove-seat',
  method: 'DELETE',
  path: '/api/judging/seats/:seatId',
  access: 'signed-in',
  summary: 'Takes a judge off a panel. Sheets they have not handed in are withdrawn; those handed in stay.',
  params: z.strictObject({ seatId: uuid }),
  reply: z.object({ state: z.enum(seatStates) }),
  refusals: ['judging.wrong-state'],
})

export const drawWorks = route({
  name: 'judging.draw',
  method: 'POST',
  path: '/api/judging/panels/:panelId/draw',
  access: 'signed-in',
  summary:
    'Takes in the works handed in, codes them, and assigns them to judges by a random balanced draw that respects conflicts.',
  params: panelParams,
  reply: z.object({
    works: z.number().int(),
    sheets: z.number().int(),
    /** Groups of works that share no judge: scores cannot be compared across them. 1 is as it should be. */
    components: z.number().int(),
    unassigned: z.array(z.object({ blindCode: z.string(), missing: z.number().int() })),
  }),
  refusals: ['judging.no-works', 'judging.no-judges', 'judging.wrong-state'],
})

export const assignSheet = route({
  name: 'judging.assign-sheet',
  method: 'POST',
  path: '/api/judging/works/:workId/sheets',
  access: 'signed-in',
  summary: 'Gives one more judge a work, for example after a recusal.',
  params: z.strictObject({ workId: uuid }),
  body: z.strictObject({ seatId: uuid }),
  reply: z.object({ sheetId: uuid }),
  creates: true,
  refusals: ['judging.conflict', 'judging.already-assigned', 'judging.wrong-state'],
})

export const saveMeasured = route({
  name: 'judging.save-measured',
  method: 'PUT',
  path: '/api/judging/works/:workId/measured',
  access: 'signed-in',
  summary: 'Writes measured values and deductions of a work, or its status (DNS, DSQ …).',
  params: z.strictObject({ workId: uuid }),
  body: z.strictObject({
    values: z
      .array(
        z.strictObject({
          aspect: z.string().max(64),
          occurrence: z.string().max(40).default(''),
          value: z.string().max(40),
          multiplier: z.string().max(40).default(''),
          base: z.string().max(40).default(''),
          note: z.string().max(200).default(''),
        }),
      )
      .max(1_000),
    status: z.string().max(20).nullable().optional(),
  }),
  reply: z.object({ saved: z.number().int() }),
  refusals: ['judging.wrong-state', 'judging.score-wrong'],
})

export const readMeasured = route({
  name: 'judging.read-measured',
  method: 'GET',
  path: '/api/judging/panels/:panelId/measured',
  access: 'signed-in',
  summary: 'Measured values, deductions and statuses of a panel’s works, for entering them; organiser and lead judge.',
  params: panelParams,
  reply: z.object({
    panel: deskPanel.omit({ seat: true, lead: true }),
    rules,
    works: z.array(
      z.object({ id: uuid, blindCode: z.string(), status: z.string().nullable(), values: z.array(measuredValue) }),
    ),
  }),
})

export const paperSheets = route({
  name: 'judging.paper-sheets',
  method: 'GET',
  path: '/api/judging/panels/:panelId/paper',
  access: 'signed-in',
  summary:
    'Score sheets to print: a judge’s own; for the organiser and the lead judge all of them, blank until the panel is locked.',
  params: panelParams,
  reply: z.object({
    panel: deskPanel.omit({ seat: true, lead: true }),
    rules,
    rulesVersion: z.number().int(),
    rulesPublishedAt: isoInstant.nullable(),
    sheets: z.array(
      z.object({
        id: uuid,
        blindCode: z.string(),
        seat: z.string(),
        state: z.enum(sheetStates),
        submittedAt: isoInstant.nullable(),
        /** False: the figures are withheld and the paper is to be filled in by hand. */
        filled: z.boolean(),
        remark: z.string(),
        scores: z.array(scoreValue),
        measured: z.array(measuredValue),
      }),
    ),
  }),
})
