import type { App } from '../../kernel/app.ts'
import type { Tx } from '../../kernel/db.ts'
import { handle } from '../../kernel/http/handle.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { instant } from '../../kernel/clock.ts'
import { competitionById, ruleSetAt, stagesOf, tracksOf } from '../competitions/index.ts'
import { staffCan } from '../organisations/index.ts'
import { scoringRules } from '../scoring/index.ts'
import * as contract from './contract.ts'
import { deskOf, myPanels, panelView, progressOf, sheetView } from './desk-views.ts'
import { drawWorks } from './draw-works.ts'
import { answerSeat, assignSheet, loadOf, lockPanel, removeSeat, saveMeasured } from './manage-panel.ts'
import { measuredGrid, paperOf } from './paper-views.ts'
import { can } from './policy.ts'
import {
  lockedPanel,
  lockedSheet,
  type Panel,
  panelById,
  panelsOf,
  seatById,
  seatsOf,
  seatsOfPerson,
  sheetById,
  sheetsOf,
  workById,
  worksOf,
} from './queries.ts'
import { saveScores } from './save-scores.ts'
import { addSeats, createPanel } from './set-up-panel.ts'
import { recuseSheet, returnSheet, submitSheet } from './submit-sheet.ts'
import { sendWorkFile } from './work-files.ts'

/** A panel, locked, for its organiser; not-found for everybody else. */
async function managedPanel(tx: Tx, id: string, person: Person): Promise<Panel> {
  const panel = await lockedPanel(tx, id)
  authorise(can.manage(person, panel), 'kernel.not-found')
  return panel
}

/** A panel, locked, for its lead judges and its organiser. */
async function ledPanel(tx: Tx, id: string, person: Person): Promise<Panel> {
  const panel = await lockedPanel(tx, id)
  authorise(can.lead(person, await seatsOf(tx, id)) || can.manage(person, panel), 'kernel.not-found')
  return panel
}

async function managedCompetition(app: App, id: string, person: Person) {
  const competition = found(await competitionById(app.db.kysely, id))
  authorise(staffCan(person, competition.organisationId, 'judging.manage'), 'kernel.not-found')
  return competition
}

export const routes = [
  handle(contract.myPanels, ({ person }, app) => myPanels(app.db.kysely, person)),

  handle(contract.answerInvitation, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const mine = found((await seatsOfPerson(tx, person)).find(seat => seat.id === params.seatId))
      const panel = await lockedPanel(tx, mine.panelId)
      return { state: await answerSeat(tx, panel, mine, body, person, app.clock.now()) }
    }),
  ),

  handle(contract.desk, async ({ params, person }, app) => {
    const panel = found(await panelById(app.db.kysely, params.panelId))
    const seat = (await seatsOf(app.db.kysely, panel.id)).find(one => can.judge(person, one))
    return deskOf(app.db.kysely, panel, found(seat))
  }),

  handle(contract.readSheet, async ({ params, person }, app) => {
    const sheet = found(await sheetById(app.db.kysely, params.sheetId))
    authorise(
      can.judge(person, await seatById(app.db.kysely, sheet.seatId)) && sheet.state !== 'recused',
      'kernel.not-found',
    )
    const panel = found(await panelById(app.db.kysely, sheet.panelId))
    return sheetView(app, sheet, panel, found(await workById(app.db.kysely, sheet.workId)))
  }),

  handle(contract.readWorkFile, async ({ params, person, http }, app) => {
    const sheet = found(await sheetById(app.db.kysely, params.sheetId))
    authorise(
      can.judge(person, await seatById(app.db.kysely, sheet.seatId)) && sheet.state !== 'recused',
      'kernel.not-found',
    )
    await sendWorkFile(app, http.reply, found(await workById(app.db.kysely, sheet.workId)), params.fileId)
    return {}
  }),

  handle(contract.saveScores, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const now = app.clock.now()
      const saved = await saveScores(tx, { sheetId: params.sheetId, ...body }, person, now)
      return { ...saved, savedAt: now.toISOString() }
    }),
  ),

  handle(contract.submitSheet, ({ params, person, transact }, app) =>
    transact(async tx => {
      const at = await submitSheet(tx, params.sheetId, person, app.clock.now())
      return { state: 'submitted' as const, submittedAt: at.toISOString() }
    }),
  ),

  handle(contract.recuse, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      await recuseSheet(tx, { sheetId: params.sheetId, reason: body.reason }, person, app.clock.now())
      return { state: 'recused' as const }
    }),
  ),

  handle(contract.progress, async ({ params, person }, app) => {
    const panel = found(await panelById(app.db.kysely, params.panelId))
    const seats = await seatsOf(app.db.kysely, panel.id)
    authorise(can.lead(person, seats) || can.manage(person, panel), 'kernel.not-found')
    return progressOf(app.db.kysely, panel, person)
  }),

  handle(contract.returnSheet, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const panelId = found(await sheetById(tx, params.sheetId)).panelId
      const panel = await lockedPanel(tx, panelId)
      authorise(
        can.lead(person, await seatsOf(tx, panelId)),
        can.manage(person, panel) ? 'kernel.not-allowed' : 'kernel.not-found',
      )
      await returnSheet(tx, await lockedSheet(tx, params.sheetId), panel, body.reason, person, app.clock.now())
      return { state: 'returned' as const }
    }),
  ),

  handle(contract.lockPanel, ({ params, person, transact }, app) =>
    transact(async tx => {
      await lockPanel(tx, await ledPanel(tx, params.panelId, person), person, app.clock.now())
      return { state: 'locked' as const }
    }),
  ),

  handle(contract.listPanels, async ({ params, person }, app) => {
    const competition = await managedCompetition(app, params.competitionId, person)
    const reader = app.db.kysely
    const panels = await Promise.all(
      (await panelsOf(reader, competition.id)).map(async panel => {
        const sheets = await sheetsOf(reader, panel.id)
        const load = loadOf(sheets)
        return {
          ...panelView(panel, competition.title),
          trackId: panel.trackId,
          stage: panel.stage,
          judgesPerWork: panel.judgesPerWork,
          seats: (await seatsOf(reader, panel.id)).filter(seat => seat.state !== 'removed').length,
          works: (await worksOf(reader, panel.id)).length,
          sheets: load.assigned,
          submitted: load.submitted,
        }
      }),
    )
    const rules = scoringRules.safeParse((await ruleSetAt(reader, competition.id))?.scoring)
    const segments = rules.success
      ? rules.data.segments.map(segment => ({
          id: segment.id,
          label: segment.label ?? segment.id,
          panels: Object.keys(rules.data.panels),
        }))
      : []
    const stages = (await stagesOf(reader, competition.id)).filter(stage => stage.work !== null)
    return {
      panels,
      segments,
      competitionTitle: competition.title,
      stages: stages.map(({ code, name }) => ({ code, name })),
      tracks: (await tracksOf(reader, competition.id)).map(({ id, name }) => ({ id, name })),
    }
  }),

  handle(contract.createPanel, async ({ params, body, person, locale, transact }, app) => {
    const competition = await managedCompetition(app, params.competitionId, person)
    const now = app.clock.now()
    const { seats, dueAt, ...draft } = body
    return transact(async tx => {
      const panel = await createPanel(
        tx,
        competition,
        { ...draft, dueAt: dueAt === null ? null : instant(dueAt) },
        person,
        now,
      )
      await addSeats(tx, panel, competition, seats, { inviter: person, locale, now })
      return { id: panel.id }
    })
  }),

  handle(contract.addSeats, ({ params, body, person, locale, transact }, app) =>
    transact(async tx => {
      const panel = await managedPanel(tx, params.panelId, person)
      const competition = found(await competitionById(tx, panel.competitionId))
      const added = await addSeats(tx, panel, competition, body.seats, {
        inviter: person,
        locale,
        now: app.clock.now(),
      })
      return { added }
    }),
  ),

  handle(contract.removeSeat, ({ params, person, transact }) =>
    transact(async tx => {
      const seat = found(await seatById(tx, params.seatId))
      await removeSeat(tx, await managedPanel(tx, seat.panelId, person), seat)
      return { state: 'removed' as const }
    }),
  ),

  handle(contract.drawWorks, ({ params, person, transact }, app) =>
    transact(async tx => drawWorks(tx, await managedPanel(tx, params.panelId, person), person, app.clock.now())),
  ),

  handle(contract.assignSheet, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const work = found(await workById(tx, params.workId))
      const panel = await ledPanel(tx, work.panelId, person)
      const seat = await seatById(tx, body.seatId)
      const sheetId = await assignSheet(tx, panel, work, found(seat, seat?.panelId === panel.id), app.clock.now())
      return { sheetId }
    }),
  ),

  handle(contract.saveMeasured, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const work = found(await workById(tx, params.workId))
      const panel = await ledPanel(tx, work.panelId, person)
      await saveMeasured(tx, panel, work, body, person, app.clock.now())
      return { saved: body.values.length }
    }),
  ),

  handle(contract.readMeasured, async ({ params, person }, app) => {
    const reader = app.db.kysely
    const panel = found(await panelById(reader, params.panelId))
    authorise(can.lead(person, await seatsOf(reader, panel.id)) || can.manage(person, panel), 'kernel.not-found')
    return measuredGrid(reader, panel)
  }),

  handle(contract.paperSheets, async ({ params, person }, app) =>
    paperOf(app.db.kysely, found(await panelById(app.db.kysely, params.panelId)), person),
  ),
]
