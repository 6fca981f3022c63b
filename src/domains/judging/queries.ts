import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { found } from '../../kernel/policy.ts'
import { ruleSetAt } from '../competitions/index.ts'
import { type ScoringRules, scoringRules, type Segment } from '../scoring/index.ts'
import type { panelStates, seatStates, sheetStates } from './contract.ts'

export type PanelState = (typeof panelStates)[number]
export type SeatState = (typeof seatStates)[number]
export type SheetState = (typeof sheetStates)[number]

export interface Panel {
  id: string
  competitionId: string
  organisationId: string
  segment: string
  rulesPanel: string | null
  trackId: string | null
  stage: string | null
  name: Bilingual
  rulesVersion: number
  judgesPerWork: number
  state: PanelState
  dueAt: Date | null
  seed: string | null
}

export interface Seat {
  id: string
  panelId: string
  label: string
  personId: string | null
  email: string | null
  affiliation: string
  lead: boolean
  mostWorks: number | null
  state: SeatState
}

export interface Work {
  id: string
  panelId: string
  competitionId: string
  entryId: string
  submissionId: string | null
  blindCode: string
  status: string | null
}

export interface Sheet {
  id: string
  panelId: string
  workId: string
  seatId: string
  position: number
  state: SheetState
  revision: number
  remark: string
  returnReason: string | null
  updatedAt: Date
  submittedAt: Date | null
}

const panelColumns = sql`p.id, p.competition_id as "competitionId", p.organisation_id as "organisationId", p.segment,
  p.rules_panel as "rulesPanel", p.track_id as "trackId", p.stage, p.name, p.rules_version as "rulesVersion",
  p.judges_per_work as "judgesPerWork", p.state, p.due_at as "dueAt", p.seed`
const seatColumns = sql`s.id, s.panel_id as "panelId", s.label, s.person_id as "personId", s.email, s.affiliation, s.lead,
  s.most_works as "mostWorks", s.state`
const workColumns = sql`w.id, w.panel_id as "panelId", w.competition_id as "competitionId", w.entry_id as "entryId",
  w.submission_id as "submissionId", w.blind_code as "blindCode", w.status`
const sheetColumns = sql`h.id, h.panel_id as "panelId", h.work_id as "workId", h.seat_id as "seatId", h.position, h.state,
  h.revision, h.remark, h.return_reason as "returnReason", h.updated_at as "updatedAt", h.submitted_at as "submittedAt"`

export async function panelById(reader: Reader, id: string): Promise<Panel | undefined> {
  return (await sql<Panel>`select ${panelColumns} from judging_panel p where p.id = ${id}`.execute(reader)).rows[0]
}

/** Locks the panel: changes of its seats, works and state stand in line behind it. */
export async function lockedPanel(tx: Tx, id: string): Promise<Panel> {
  return found(
    (await sql<Panel>`select ${panelColumns} from judging_panel p where p.id = ${id} for update`.execute(tx)).rows[0],
  )
}

export async function panelsOf(reader: Reader, competitionId: string): Promise<Panel[]> {
  return (
    await sql<Panel>`select ${panelColumns} from judging_panel p where p.competition_id = ${competitionId} order by p.created_at, p.id`.execute(
      reader,
    )
  ).rows
}

export async function panelsByIds(reader: Reader, ids: readonly string[]): Promise<Map<string, Panel>> {
  const { rows } =
    await sql<Panel>`select ${panelColumns} from judging_panel p where p.id = any(${[...ids]}::uuid[])`.execute(reader)
  return new Map(rows.map(row => [row.id, row]))
}

export async function seatsOf(reader: Reader, panelId: string): Promise<Seat[]> {
  return (
    await sql<Seat>`select ${seatColumns} from panel_seat s where s.panel_id = ${panelId} order by length(s.label), s.label`.execute(
      reader,
    )
  ).rows
}

export async function seatById(reader: Reader, id: string): Promise<Seat | undefined> {
  return (await sql<Seat>`select ${seatColumns} from panel_seat s where s.id = ${id}`.execute(reader)).rows[0]
}

/** Seats of a person, those their verified address was invited to included. */
export async function seatsOfPerson(
  reader: Reader,
  person: { id: string; email: string; emailVerified: boolean },
): Promise<Seat[]> {
  const email = person.emailVerified ? person.email.toLowerCase() : ''
  return (
    await sql<Seat>`select ${seatColumns} from panel_seat s
      where (s.person_id = ${person.id} or (s.person_id is null and s.email = ${email})) and s.state <> 'removed'`.execute(
      reader,
    )
  ).rows
}

export async function worksOf(reader: Reader, panelId: string): Promise<Work[]> {
  return (
    await sql<Work>`select ${workColumns} from judging_work w where w.panel_id = ${panelId} order by w.blind_code`.execute(
      reader,
    )
  ).rows
}

export async function workById(reader: Reader, id: string): Promise<Work | undefined> {
  return (await sql<Work>`select ${workColumns} from judging_work w where w.id = ${id}`.execute(reader)).rows[0]
}

export async function sheetsOf(reader: Reader, panelId: string): Promise<Sheet[]> {
  return (
    await sql<Sheet>`select ${sheetColumns} from score_sheet h where h.panel_id = ${panelId} order by h.seat_id, h.position`.execute(
      reader,
    )
  ).rows
}

export async function sheetById(reader: Reader, id: string): Promise<Sheet | undefined> {
  return (await sql<Sheet>`select ${sheetColumns} from score_sheet h where h.id = ${id}`.execute(reader)).rows[0]
}

export async function lockedSheet(tx: Tx, id: string): Promise<Sheet> {
  return found(
    (await sql<Sheet>`select ${sheetColumns} from score_sheet h where h.id = ${id} for update`.execute(tx)).rows[0],
  )
}

export async function conflictsOf(
  reader: Reader,
  panelId: string,
): Promise<{ workId: string; seatId: string; source: string }[]> {
  return (
    await sql<{ workId: string; seatId: string; source: string }>`
      select c.work_id as "workId", c.seat_id as "seatId", c.source from judging_conflict c
      join judging_work w on w.id = c.work_id where w.panel_id = ${panelId}`.execute(reader)
  ).rows
}

export interface SheetScore {
  sheetId: string
  aspect: string
  occurrence: string
  value: string | null
  comment: string
  sequence: bigint
}

export async function scoresOfSheets(reader: Reader, sheetIds: readonly string[]): Promise<SheetScore[]> {
  if (sheetIds.length === 0) return []
  return (
    await sql<SheetScore>`select sheet_id as "sheetId", aspect, occurrence, value, comment, sequence from sheet_score
      where sheet_id = any(${[...sheetIds]}::uuid[])`.execute(reader)
  ).rows
}

export interface Measured {
  workId: string
  aspect: string
  occurrence: string
  value: string
  multiplier: string
  base: string
  note: string
}

export async function measuredOf(reader: Reader, workIds: readonly string[]): Promise<Measured[]> {
  if (workIds.length === 0) return []
  return (
    await sql<Measured>`select work_id as "workId", aspect, occurrence, value, multiplier, base, note from measured_score
      where work_id = any(${[...workIds]}::uuid[])`.execute(reader)
  ).rows
}

/** The scoring rules a panel was set up with, and its segment in them. */
export async function rulesOfPanel(reader: Reader, panel: Panel): Promise<{ rules: ScoringRules; segment: Segment }> {
  const set = found(await ruleSetAt(reader, panel.competitionId, panel.rulesVersion))
  const rules = scoringRules.parse(set.scoring)
  const segment = rules.segments.find(one => one.id === panel.segment)
  if (!segment) throw refuse('judging.unknown-segment', { segment: panel.segment })
  return { rules, segment }
}

/** Judged aspects that this panel scores. */
export function judgedAspects(panel: Pick<Panel, 'rulesPanel'>, segment: Segment) {
  return segment.criteria
    .flatMap(criterion => criterion.aspects)
    .filter(aspect => aspect.kind === 'judged' && (panel.rulesPanel === null || aspect.panel === panel.rulesPanel))
}
