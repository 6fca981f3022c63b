import { z } from 'zod'
import { bilingual, isoInstant, uuid } from '../../kernel/contract.ts'
import { scoringRules } from '../scoring/index.ts'

export const panelParams = z.strictObject({ panelId: uuid })

export const sheetStates = ['assigned', 'draft', 'submitted', 'returned', 'recused', 'locked'] as const
export const panelStates = ['draft', 'open', 'locked'] as const
export const seatStates = ['invited', 'accepted', 'declined', 'removed', 'imported'] as const

export const scoreValue = z.object({
  aspect: z.string(),
  occurrence: z.string(),
  value: z.string().nullable(),
  comment: z.string(),
  sequence: z.string(),
})
export const measuredValue = z.object({
  aspect: z.string(),
  occurrence: z.string(),
  value: z.string(),
  multiplier: z.string(),
  base: z.string(),
  note: z.string(),
})

/** As the engine reads them, defaults filled in: the browser has no schema to fill them. */
export const rules = scoringRules

export const laneSheet = z.object({
  id: uuid,
  position: z.number().int(),
  blindCode: z.string(),
  state: z.enum(sheetStates),
  returnReason: z.string().nullable(),
})

export const deskPanel = z.object({
  id: uuid,
  competitionId: uuid,
  competitionTitle: bilingual,
  name: bilingual,
  segment: z.string(),
  rulesPanel: z.string().nullable(),
  state: z.enum(panelStates),
  dueAt: isoInstant.nullable(),
  seat: z.string(),
  lead: z.boolean(),
})
