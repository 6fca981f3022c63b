import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { type Mistake, refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import type { Person } from '../../kernel/policy.ts'
import { sheetProgress } from '../scoring/index.ts'
import { entriesById } from '../entries/index.ts'
import { notify } from '../messaging/index.ts'
import { insertSheets, recordKnownConflicts } from './draw-works.ts'
import {
  conflictsOf,
  type Panel,
  rulesOfPanel,
  type Seat,
  seatsOf,
  type Sheet,
  sheetsOf,
  type Work,
  worksOf,
} from './queries.ts'

/** Decimal text, or nothing. */
const figure = /^(-?\d{1,12}([.]\d{1,12})?)?$/

/** Closes judging: nothing changes any more. Every live sheet must be handed in. */
export async function lockPanel(tx: Tx, panel: Panel, person: Person | null, now: Date): Promise<void> {
  if (panel.state !== 'open') throw refuse('judging.wrong-state', { state: panel.state })
  const open = (await sheetsOf(tx, panel.id)).filter(sheet => !['submitted', 'recused', 'locked'].includes(sheet.state))
  if (open.length > 0) throw refuse('judging.sheets-missing', { count: open.length })
  await sql`update score_sheet set state = 'locked' where panel_id = ${panel.id} and state = 'submitted'`.execute(tx)
  await sql`update judging_panel set state = 'locked', locked_at = ${now}, locked_by = ${person?.id ?? null} where id = ${panel.id}`.execute(
    tx,
  )
  await announce(tx, {
    name: 'judging.panel-locked',
    at: now,
    actorId: person?.id ?? null,
    organisationId: panel.organisationId,
    subject: { type: 'judging_panel', id: panel.id },
    payload: { competitionId: panel.competitionId, segment: panel.segment },
  })
}

/**
 * Answers an invitation. The judge's own word on their affiliation is what conflicts are read from, so works drawn before
 * the answer are looked at again: sheets in conflict, and all sheets of a judge who declines, go back to the lead judges.
 */
export async function answerSeat(
  tx: Tx,
  panel: Panel,
  seat: Seat,
  answer: { accept: boolean; affiliation: string },
  person: Person,
  now: Date,
): Promise<Seat['state']> {
  const state = answer.accept ? 'accepted' : 'declined'
  const { rows } = await sql<{
    id: string
  }>`update panel_seat set state = ${state}, affiliation = ${answer.affiliation},
      person_id = ${person.id} where id = ${seat.id} and state = 'invited' returning id`.execute(tx)
  if (rows.length === 0) throw refuse('judging.wrong-state', { state: seat.state })
  if (answer.accept) {
    const works = await worksOf(tx, panel.id)
    const entries = await entriesById(
      tx,
      works.map(work => work.entryId),
    )
    const answered = { ...seat, personId: person.id, affiliation: answer.affiliation }
    await recordKnownConflicts(tx, works, [answered], entries, now)
  }
  const freed = await sql`update score_sheet set state = 'recused', updated_at = ${now}, revision = revision + 1
    where seat_id = ${seat.id} and state in ('assigned', 'draft', 'returned') and (${!answer.accept}
      or work_id in (select work_id from judging_conflict where seat_id = ${seat.id}))`.execute(tx)
  const count = Number(freed.numAffectedRows ?? 0n)
  if (count > 0) {
    const leads = (await seatsOf(tx, panel.id)).filter(one => one.lead && one.state === 'accepted')
    await notify(tx, {
      personIds: leads.flatMap(one => (one.personId === person.id ? [] : (one.personId ?? []))),
      kind: 'judging.sheets-freed',
      params: { panel: panel.name, seat: seat.label, count },
      link: `/judge/${panel.id}/progress`,
      at: now,
    })
  }
  return state
}

/** Takes a judge off. Unfinished sheets go with them; what they handed in stays. */
export async function removeSeat(tx: Tx, panel: Panel, seat: Seat): Promise<void> {
  if (panel.state === 'locked' || seat.state === 'imported') throw refuse('judging.wrong-state', { state: panel.state })
  await sql`update score_sheet set state = 'recused', revision = revision + 1 where seat_id = ${seat.id} and state in ('assigned', 'draft', 'returned')`.execute(
    tx,
  )
  await sql`update panel_seat set state = 'removed' where id = ${seat.id}`.execute(tx)
}

/** Gives one more judge a work. */
export async function assignSheet(tx: Tx, panel: Panel, work: Work, seat: Seat, now: Date): Promise<string> {
  if (panel.state !== 'open' || !['accepted', 'invited'].includes(seat.state))
    throw refuse('judging.wrong-state', { state: panel.state })
  if ((await conflictsOf(tx, panel.id)).some(one => one.workId === work.id && one.seatId === seat.id))
    throw refuse('judging.conflict')
  const sheets = await sheetsOf(tx, panel.id)
  if (sheets.some(sheet => sheet.workId === work.id && sheet.seatId === seat.id))
    throw refuse('judging.already-assigned')
  const ids = await insertSheets(tx, panel, [{ work: work.id, seat: seat.id }], sheets.length, now)
  return [...ids.values()][0] ?? ''
}

export interface MeasuredDraft {
  aspect: string
  occurrence: string
  value: string
  multiplier: string
  base: string
  note: string
}

/** Writes what instruments and officials say about a work; an empty value takes a line back. */
export async function saveMeasured(
  tx: Tx,
  panel: Panel,
  work: Work,
  input: { values: readonly MeasuredDraft[]; status?: string | null | undefined },
  person: Person | null,
  now: Date,
): Promise<void> {
  if (panel.state === 'locked') throw refuse('judging.wrong-state', { state: panel.state })
  const { rules, segment } = await rulesOfPanel(tx, panel)
  const deductions = new Set([...segment.deductions, ...rules.overall.deductions].map(one => one.id))
  const aspects = new Map(segment.criteria.flatMap(criterion => criterion.aspects).map(aspect => [aspect.id, aspect]))
  const mistakes = input.values.flatMap((one, index): Mistake[] => {
    const path = `values.${index}.value`
    const beside = (['multiplier', 'base'] as const)
      .filter(name => !figure.test(one[name]))
      .map((name): Mistake => ({ path: `values.${index}.${name}`, code: 'judging.not-a-figure' }))
    if (beside.length > 0) return beside
    if (deductions.has(one.aspect)) return figure.test(one.value) ? [] : [{ path, code: 'judging.not-a-figure' }]
    const aspect = aspects.get(one.aspect)
    if (!aspect) return [{ path, code: 'judging.unknown-aspect', params: { aspect: one.aspect } }]
    if (one.value === '') return []
    // For a judged aspect only the figures beside the marks (base value, multiplier) are measured.
    if (aspect.kind === 'judged') return [{ path, code: 'judging.mark-is-judged', params: { aspect: one.aspect } }]
    return sheetProgress(rules, [one], { segment: segment.id }).mistakes.map(wrong => ({
      path,
      code: wrong.code,
      params: wrong.params,
    }))
  })
  if (input.status && !(input.status in rules.ranking.statuses))
    mistakes.push({ path: 'status', code: 'scoring.unknown-status', params: { status: input.status } })
  if (mistakes.length > 0) throw refuse('judging.score-wrong', { count: mistakes.length }, mistakes)
  const rows = input.values.map(one => ({ ...one, work_id: work.id }))
  await sql`insert into measured_score (work_id, aspect, occurrence, value, multiplier, base, note, by_person_id, updated_at)
    select work_id, aspect, occurrence, value, multiplier, base, note, ${person?.id ?? null}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(work_id uuid, aspect text, occurrence text, value text,
      multiplier text, base text, note text)
    on conflict (work_id, aspect, occurrence) do update set value = excluded.value, multiplier = excluded.multiplier,
      base = excluded.base, note = excluded.note, by_person_id = excluded.by_person_id, updated_at = excluded.updated_at`.execute(
    tx,
  )
  if (input.status !== undefined)
    await sql`update judging_work set status = ${input.status} where id = ${work.id}`.execute(tx)
}

/** Loads of a seat by the state of its sheets, for progress lists. */
export function loadOf(sheets: readonly Sheet[]) {
  const count = (...states: string[]): number => sheets.filter(sheet => states.includes(sheet.state)).length
  return {
    assigned: sheets.length - count('recused'),
    submitted: count('submitted', 'locked'),
    returned: count('returned'),
    recused: count('recused'),
  }
}
