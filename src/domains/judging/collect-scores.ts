import { sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'
import { tracksOf } from '../competitions/index.ts'
import { entriesById } from '../entries/index.ts'
import { type ScoreRow, scoreRow } from '../scoring/index.ts'
import {
  judgedAspects,
  measuredOf,
  type Panel,
  panelsOf,
  rulesOfPanel,
  scoresOfSheets,
  seatsOf,
  sheetsOf,
  worksOf,
} from './queries.ts'

export interface CollectedScores {
  rows: ScoreRow[]
  panels: Panel[]
  /** Blind code → entry id, of every work. */
  works: { entryId: string; blindCode: string; panelId: string }[]
  /** Sheets not handed in yet. */
  open: number
}

/**
 * All scores of a competition in long form. `entry` is the entry's number, `category` its track's code, `judge` the seat's
 * label: nothing in the rows names a judge. Occurrences that only have a base or a multiplier take them from there.
 */
export async function collectScores(reader: Reader, competitionId: string): Promise<CollectedScores> {
  const panels = await panelsOf(reader, competitionId)
  const tracks = new Map((await tracksOf(reader, competitionId)).map(track => [track.id, track.code]))
  const collected: CollectedScores = { rows: [], panels, works: [], open: 0 }
  for (const panel of panels) {
    const [works, sheets, seats] = await Promise.all([
      worksOf(reader, panel.id),
      sheetsOf(reader, panel.id),
      seatsOf(reader, panel.id),
    ])
    const entries = await entriesById(
      reader,
      works.map(work => work.entryId),
    )
    const scores = await scoresOfSheets(
      reader,
      sheets.filter(sheet => sheet.state !== 'recused').map(sheet => sheet.id),
    )
    const measured = await measuredOf(
      reader,
      works.map(work => work.id),
    )
    const { segment } = await rulesOfPanel(reader, panel)
    const judged = new Set(judgedAspects(panel, segment).map(aspect => aspect.id))
    const labels = new Map(seats.map(seat => [seat.id, seat.label]))
    const sheetById = new Map(sheets.map(sheet => [sheet.id, sheet]))
    collected.open += sheets.filter(sheet => !['submitted', 'locked', 'recused'].includes(sheet.state)).length
    for (const work of works) {
      const entry = entries.get(work.entryId)
      if (!entry || !['confirmed', 'disqualified'].includes(entry.state)) continue
      collected.works.push({ entryId: work.entryId, blindCode: work.blindCode, panelId: panel.id })
      const common = {
        entry: entry.number,
        category: tracks.get(entry.trackId ?? '') ?? '',
        segment: panel.segment,
        name: entry.entrantName,
      }
      if (entry.state === 'disqualified') collected.rows.push(scoreRow({ ...common, aspect: '#status', value: 'DSQ' }))
      else if (work.status) collected.rows.push(scoreRow({ ...common, aspect: '#status', value: work.status }))
      const own = measured.filter(one => one.workId === work.id)
      const figures = new Map(own.map(one => [`${one.aspect} ${one.occurrence}`, one]))
      for (const one of own)
        if (!judged.has(one.aspect) && one.value !== '')
          collected.rows.push(
            scoreRow({
              ...common,
              aspect: one.aspect,
              occurrence: one.occurrence,
              value: one.value,
              multiplier: one.multiplier,
              base: one.base,
              note: one.note,
            }),
          )
      for (const score of scores) {
        const sheet = sheetById.get(score.sheetId)
        if (sheet?.workId !== work.id) continue
        const figure = figures.get(`${score.aspect} ${score.occurrence}`)
        collected.rows.push(
          scoreRow({
            ...common,
            aspect: score.aspect,
            occurrence: score.occurrence,
            judge: labels.get(sheet.seatId) ?? '',
            value: score.value ?? '',
            multiplier: figure?.multiplier ?? '',
            base: figure?.base ?? '',
            note: figure?.note ?? '',
          }),
        )
      }
    }
  }
  return collected
}

/** Judges' comments on an entry's work, by seat label; for the entrant, after publication, where the organiser shares them. */
export async function commentsOnEntry(
  reader: Reader,
  entryId: string,
): Promise<{ aspect: string; judge: string; comment: string }[]> {
  const { rows } = await sql<{
    aspect: string
    judge: string
    comment: string
  }>`select c.aspect, s.label as judge, c.comment
    from judging_work w join score_sheet h on h.work_id = w.id and h.state in ('submitted', 'locked')
    join panel_seat s on s.id = h.seat_id join sheet_score c on c.sheet_id = h.id
    where w.entry_id = ${entryId} and c.comment <> '' order by s.label, c.aspect`.execute(reader)
  return rows
}
