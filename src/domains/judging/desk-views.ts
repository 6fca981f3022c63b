import type { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import type { Reader } from '../../kernel/db.ts'
import { found, type Person } from '../../kernel/policy.ts'
import { peopleByIds } from '../accounts/index.ts'
import { competitionById, competitionsById } from '../competitions/index.ts'
import { spreadViolations } from '../scoring/index.ts'
import { workForJudges } from '../uploads/index.ts'
import type * as contract from './contract.ts'
import { fileLabel } from './work-files.ts'
import { loadOf } from './manage-panel.ts'
import { can } from './policy.ts'
import {
  conflictsOf,
  type Measured,
  measuredOf,
  type Panel,
  panelsByIds,
  rulesOfPanel,
  scoresOfSheets,
  type Seat,
  seatsOf,
  seatsOfPerson,
  type Sheet,
  sheetsOf,
  type SheetScore,
  type Work,
  worksOf,
} from './queries.ts'

export type Reply<K extends keyof typeof contract> = (typeof contract)[K] extends { reply: z.ZodType }
  ? z.infer<(typeof contract)[K]['reply']>
  : never

export function panelView(panel: Panel, competitionTitle: { 'zh-CN': string; en: string }) {
  return {
    id: panel.id,
    competitionId: panel.competitionId,
    competitionTitle,
    name: panel.name,
    segment: panel.segment,
    rulesPanel: panel.rulesPanel,
    state: panel.state,
    dueAt: panel.dueAt?.toISOString() ?? null,
  }
}

export async function myPanels(reader: Reader, person: Person): Promise<Reply<'myPanels'>> {
  const seats = await seatsOfPerson(reader, person)
  const panels = await panelsByIds(
    reader,
    seats.map(seat => seat.panelId),
  )
  const competitions = await competitionsById(
    reader,
    [...panels.values()].map(panel => panel.competitionId),
  )
  const rows = []
  for (const seat of seats) {
    const panel = panels.get(seat.panelId)
    const competition = panel && competitions.get(panel.competitionId)
    if (!panel || !competition) continue
    const sheets = (await sheetsOf(reader, panel.id)).filter(sheet => sheet.seatId === seat.id)
    const load = loadOf(sheets)
    rows.push({
      ...panelView(panel, competition.title),
      seat: seat.label,
      lead: seat.lead,
      seatId: seat.id,
      seatState: seat.state,
      sheets: load.assigned,
      submitted: load.submitted,
      returned: load.returned,
    })
  }
  return { panels: rows }
}

export async function deskOf(reader: Reader, panel: Panel, seat: Seat): Promise<Reply<'desk'>> {
  const competition = found(await competitionById(reader, panel.competitionId))
  const { rules } = await rulesOfPanel(reader, panel)
  const codes = new Map((await worksOf(reader, panel.id)).map(work => [work.id, work.blindCode]))
  const sheets = (await sheetsOf(reader, panel.id)).filter(sheet => sheet.seatId === seat.id)
  return {
    panel: { ...panelView(panel, competition.title), seat: seat.label, lead: seat.lead },
    rules,
    sheets: sheets.map(sheet => ({
      id: sheet.id,
      position: sheet.position,
      blindCode: codes.get(sheet.workId) ?? '',
      state: sheet.state,
      returnReason: sheet.returnReason,
    })),
  }
}

export const scoreView = (score: SheetScore) => ({
  aspect: score.aspect,
  occurrence: score.occurrence,
  value: score.value,
  comment: score.comment,
  sequence: score.sequence.toString(),
})

export const measuredView = (one: Measured) => ({
  aspect: one.aspect,
  occurrence: one.occurrence,
  value: one.value,
  multiplier: one.multiplier,
  base: one.base,
  note: one.note,
})

/** One's own sheet with the work. File names are the entrant's words and could name them: the desk shows letters instead. */
export async function sheetView(app: App, sheet: Sheet, panel: Panel, work: Work): Promise<Reply<'readSheet'>> {
  const reader = app.db.kysely
  const [scores, measured, handedIn] = await Promise.all([
    scoresOfSheets(reader, [sheet.id]),
    measuredOf(reader, [work.id]),
    work.submissionId ? workForJudges(reader, work.submissionId) : undefined,
  ])
  const writable = panel.state === 'open' && ['assigned', 'draft', 'returned'].includes(sheet.state)
  return {
    id: sheet.id,
    panelId: panel.id,
    blindCode: work.blindCode,
    state: sheet.state,
    revision: sheet.revision,
    remark: sheet.remark,
    returnReason: sheet.returnReason,
    submittedAt: sheet.submittedAt?.toISOString() ?? null,
    updatedAt: sheet.updatedAt.toISOString(),
    work: {
      fields: handedIn?.fields ?? [],
      files: (handedIn?.files ?? []).map((file, index) => ({
        fileId: file.fileId,
        label: fileLabel(index),
        mime: file.mime,
        bytes: file.bytes,
      })),
      status: work.status,
    },
    scores: scores.map(scoreView),
    measured: measured.map(measuredView),
    can: {
      score: writable,
      submit: writable,
      recuse: panel.state !== 'locked' && !['recused', 'locked'].includes(sheet.state),
    },
  }
}

/** What the lead judge and the organiser follow. Marks show only for works whose sheets are all handed in. */
export async function progressOf(reader: Reader, panel: Panel, person: Person): Promise<Reply<'progress'>> {
  const competition = found(await competitionById(reader, panel.competitionId))
  const [seats, works, sheets, conflicts] = await Promise.all([
    seatsOf(reader, panel.id),
    worksOf(reader, panel.id),
    sheetsOf(reader, panel.id),
    conflictsOf(reader, panel.id),
  ])
  const people = await peopleByIds(
    reader,
    seats.flatMap(seat => seat.personId ?? []),
  )
  const { rules } = await rulesOfPanel(reader, panel)
  const lead = can.lead(person, seats)
  const live = sheets.filter(sheet => sheet.state !== 'recused')
  const whole = works.filter(work => {
    const own = live.filter(sheet => sheet.workId === work.id)
    return own.length > 0 && own.every(sheet => ['submitted', 'locked'].includes(sheet.state))
  })
  const labels = new Map(seats.map(seat => [seat.id, seat.label]))
  const workOfSheet = new Map(live.map(sheet => [sheet.id, sheet]))
  const visible = new Set(whole.map(work => work.id))
  const scores = lead
    ? await scoresOfSheets(
        reader,
        live.filter(sheet => visible.has(sheet.workId)).map(sheet => sheet.id),
      )
    : []
  const violations = spreadViolations(
    rules,
    scores.flatMap(score => {
      const sheet = workOfSheet.get(score.sheetId)
      if (!sheet || score.value === null) return []
      return [
        {
          entry: sheet.workId,
          segment: panel.segment,
          aspect: score.aspect,
          occurrence: score.occurrence,
          judge: labels.get(sheet.seatId) ?? '',
          value: score.value,
        },
      ]
    }),
  )
  const codes = new Map(works.map(work => [work.id, work.blindCode]))
  return {
    panel: { ...panelView(panel, competition.title), judgesPerWork: panel.judgesPerWork, seed: panel.seed },
    seats: seats.map(seat => ({
      id: seat.id,
      label: seat.label,
      name: seat.personId ? (people.get(seat.personId)?.name ?? null) : null,
      email: seat.email,
      affiliation: seat.affiliation,
      lead: seat.lead,
      mostWorks: seat.mostWorks,
      state: seat.state,
      ...loadOf(sheets.filter(sheet => sheet.seatId === seat.id)),
    })),
    works: works.map(work => ({
      id: work.id,
      blindCode: work.blindCode,
      status: work.status,
      sheets: sheets
        .filter(sheet => sheet.workId === work.id)
        .map(sheet => ({ id: sheet.id, seatId: sheet.seatId, state: sheet.state })),
      conflicts: conflicts
        .filter(one => one.workId === work.id)
        .map(one => ({ seatId: one.seatId, source: one.source })),
    })),
    spreads: violations.map(one => ({
      workId: one.entry,
      blindCode: codes.get(one.entry) ?? '',
      aspect: one.aspect,
      spread: one.spread,
      max: one.max,
      action: one.action,
      marks: one.judges.map(({ judge, value }) => ({ seat: judge, value })),
    })),
    can: { manage: can.manage(person, panel), lead },
  }
}
