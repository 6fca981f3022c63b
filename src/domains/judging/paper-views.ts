import type { Reader } from '../../kernel/db.ts'
import { found, type Person } from '../../kernel/policy.ts'
import { competitionById, ruleSetAt } from '../competitions/index.ts'
import { measuredView, panelView, type Reply, scoreView } from './desk-views.ts'
import { can } from './policy.ts'
import { measuredOf, type Panel, rulesOfPanel, scoresOfSheets, seatsOf, sheetsOf, worksOf } from './queries.ts'

/** Values to enter beside the judges' marks, work by work. */
export async function measuredGrid(reader: Reader, panel: Panel): Promise<Reply<'readMeasured'>> {
  const competition = found(await competitionById(reader, panel.competitionId))
  const { rules } = await rulesOfPanel(reader, panel)
  const works = await worksOf(reader, panel.id)
  const measured = await measuredOf(
    reader,
    works.map(work => work.id),
  )
  return {
    panel: panelView(panel, competition.title),
    rules,
    works: works.map(work => ({
      id: work.id,
      blindCode: work.blindCode,
      status: work.status,
      values: measured.filter(one => one.workId === work.id).map(measuredView),
    })),
  }
}

/**
 * Sheets for paper. Judges get their own with what they gave; organiser and lead judge get all, with marks only once the
 * panel is locked. Not-found for everybody else.
 */
export async function paperOf(reader: Reader, panel: Panel, person: Person): Promise<Reply<'paperSheets'>> {
  const seats = await seatsOf(reader, panel.id)
  const own = new Set(seats.filter(seat => can.judge(person, seat)).map(seat => seat.id))
  const all = can.lead(person, seats) || can.manage(person, panel)
  const competition = found(await competitionById(reader, panel.competitionId), all || own.size > 0)
  const { rules } = await rulesOfPanel(reader, panel)
  const published = (await ruleSetAt(reader, panel.competitionId, panel.rulesVersion))?.publishedAt ?? null
  const sheets = (await sheetsOf(reader, panel.id)).filter(
    sheet => sheet.state !== 'recused' && (all || own.has(sheet.seatId)),
  )
  const filled = (seatId: string): boolean => panel.state === 'locked' || own.has(seatId)
  const shown = sheets.filter(sheet => filled(sheet.seatId))
  const [scores, measured, works] = await Promise.all([
    scoresOfSheets(
      reader,
      shown.map(sheet => sheet.id),
    ),
    measuredOf(reader, [...new Set(shown.map(sheet => sheet.workId))]),
    worksOf(reader, panel.id),
  ])
  const codes = new Map(works.map(work => [work.id, work.blindCode]))
  const labels = new Map(seats.map(seat => [seat.id, seat.label]))
  return {
    panel: panelView(panel, competition.title),
    rules,
    rulesVersion: panel.rulesVersion,
    rulesPublishedAt: published?.toISOString() ?? null,
    sheets: sheets.map(sheet => ({
      id: sheet.id,
      blindCode: codes.get(sheet.workId) ?? '',
      seat: labels.get(sheet.seatId) ?? '',
      state: sheet.state,
      submittedAt: sheet.submittedAt?.toISOString() ?? null,
      filled: filled(sheet.seatId),
      remark: filled(sheet.seatId) ? sheet.remark : '',
      scores: scores.filter(score => score.sheetId === sheet.id).map(scoreView),
      measured: filled(sheet.seatId) ? measured.filter(one => one.workId === sheet.workId).map(measuredView) : [],
    })),
  }
}
