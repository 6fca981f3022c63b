import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { newCode, newId } from '../../kernel/ids.ts'
import { found } from '../../kernel/policy.ts'
import { type Competition, ruleSetAt } from '../competitions/index.ts'
import { labelText, type ScoreRow, scoringRules, type Segment } from '../scoring/index.ts'
import { insertSheets, insertWorks } from './draw-works.ts'
import { lockPanel } from './manage-panel.ts'
import { panelById, type Work } from './queries.ts'
import { createPanel } from './set-up-panel.ts'

const plain = /^-?[0-9]{1,12}([.][0-9]{1,12})?$/

/**
 * Writes scores in long form as panels with seats, works and locked sheets, as if judges had handed them in here. A mark
 * that was not given is a sheet line without a value. `entryIds`: by entry number.
 */
export async function importPanelScores(
  tx: Tx,
  competition: Competition,
  rows: readonly ScoreRow[],
  entryIds: ReadonlyMap<string, string>,
  now: Date,
): Promise<{ sheets: number; scores: number }> {
  const rules = scoringRules.parse(found(await ruleSetAt(tx, competition.id)).scoring)
  const written = { sheets: 0, scores: 0 }
  for (const segment of rules.segments) {
    const own = rows.filter(row => row.segment === segment.id || (row.segment === '' && rules.segments.length === 1))
    if (own.length === 0) continue
    const one = await importSegment(tx, competition, segment, own, entryIds, now)
    written.sheets += one.sheets
    written.scores += one.scores
  }
  return written
}

async function importSegment(
  tx: Tx,
  competition: Competition,
  segment: Segment,
  rows: readonly ScoreRow[],
  entryIds: ReadonlyMap<string, string>,
  now: Date,
) {
  const judges = [...new Set(rows.flatMap(row => (row.judge === '' ? [] : [row.judge])))]
  const name = {
    'zh-CN': labelText(segment.label, 'zh-CN', segment.id),
    en: labelText(segment.label, 'en', segment.id),
  }
  const draft = { name, segment: segment.id, rulesPanel: null, trackId: null, stage: null, dueAt: null }
  const panel = await createPanel(tx, competition, { ...draft, judgesPerWork: Math.max(judges.length, 1) }, null, now)
  const seats = judges.map(label => ({ id: newId(), panel_id: panel.id, label }))
  await sql`insert into panel_seat (id, panel_id, label, state, added_at)
    select id, panel_id, label, 'imported', ${now}
    from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as r(id uuid, panel_id uuid, label text)`.execute(tx)
  const seatIds = new Map(seats.map(seat => [seat.label, seat.id]))

  const works = new Map<string, Work>()
  for (const row of rows) {
    if (works.has(row.entry)) continue
    works.set(row.entry, {
      id: newId(),
      panelId: panel.id,
      competitionId: competition.id,
      entryId: found(entryIds.get(row.entry)),
      submissionId: null,
      // Imported works carry no code anybody has to type: a long random one cannot clash.
      blindCode: newCode(12),
      status: rows.find(other => other.entry === row.entry && other.aspect === '#status')?.value ?? null,
    })
  }
  await insertWorks(tx, [...works.values()], now)
  await sql`update judging_panel set state = 'open' where id = ${panel.id}`.execute(tx)

  const pairs = new Map(
    rows
      .filter(row => row.judge !== '')
      .map(row => {
        const pair = { work: found(works.get(row.entry)).id, seat: found(seatIds.get(row.judge)) }
        return [`${pair.work} ${pair.seat}`, pair]
      }),
  )
  const sheetIds = await insertSheets(tx, panel, [...pairs.values()], 0, now)
  const scores = await writeScores(tx, rows, works, seatIds, sheetIds, now)
  await writeMeasured(tx, rows, works, now)
  await sql`update score_sheet set state = 'submitted', submitted_at = ${now} where panel_id = ${panel.id}`.execute(tx)
  await lockPanel(tx, found(await panelById(tx, panel.id)), null, now)
  return { sheets: sheetIds.size, scores }
}

async function writeScores(
  tx: Tx,
  rows: readonly ScoreRow[],
  works: ReadonlyMap<string, Work>,
  seatIds: ReadonlyMap<string, string>,
  sheetIds: ReadonlyMap<string, string>,
  now: Date,
): Promise<number> {
  const lines = rows
    .filter(row => row.judge !== '')
    .map(row => {
      if (row.value !== '' && !plain.test(row.value)) throw refuse('judging.score-wrong', { count: 1, row: row.row })
      return {
        sheet_id: sheetIds.get(`${works.get(row.entry)?.id} ${seatIds.get(row.judge)}`),
        aspect: row.aspect,
        occurrence: row.occurrence,
        value: row.value || null,
      }
    })
  await sql`insert into sheet_score (sheet_id, aspect, occurrence, value, sequence, updated_at)
    select sheet_id, aspect, occurrence, value, 1, ${now}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(sheet_id uuid, aspect text, occurrence text, value text)`.execute(
    tx,
  )
  return lines.length
}

/** Measured values, deductions, and the figures (base value, multiplier) that stand beside judges' marks. */
async function writeMeasured(tx: Tx, rows: readonly ScoreRow[], works: ReadonlyMap<string, Work>, now: Date) {
  const lines = new Map(
    rows
      .filter(
        row =>
          row.aspect !== '#status' && (row.judge === '' || row.multiplier !== '' || row.base !== '' || row.note !== ''),
      )
      .map(row => {
        const work = found(works.get(row.entry)).id
        const value = row.judge === '' ? row.value : ''
        const line = {
          work_id: work,
          aspect: row.aspect,
          occurrence: row.occurrence,
          value,
          multiplier: row.multiplier,
          base: row.base,
          note: row.note,
        }
        return [`${work} ${row.aspect} ${row.occurrence}`, line]
      }),
  )
  await sql`insert into measured_score (work_id, aspect, occurrence, value, multiplier, base, note, updated_at)
    select work_id, aspect, occurrence, value, multiplier, base, note, ${now}
    from jsonb_to_recordset(${JSON.stringify([...lines.values()])}::jsonb) as r(work_id uuid, aspect text, occurrence text,
      value text, multiplier text, base text, note text)`.execute(tx)
}
