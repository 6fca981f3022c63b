import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Person } from '../../kernel/policy.ts'
import { aPerson } from '../accounts/testing.ts'
import { competitionById } from '../competitions/index.ts'
import { anEntrant, aWindow, aWorkFile, submitWork } from '../uploads/testing.ts'
import { answerSeat } from './manage-panel.ts'
import { lockedPanel, type Panel, seatsOf } from './queries.ts'
import { addSeats, createPanel } from './set-up-panel.ts'

export interface JudgedContest {
  competitionId: string
  owner: Person
  entrants: { person: Person; entryId: string; number: string; affiliation: string; fileId: string }[]
}

/** A running competition with `works` entries that each handed in a PDF named after its entrant. */
export async function aJudgedContest(
  app: App,
  given: { works?: number; scoring?: Record<string, unknown> } = {},
): Promise<JudgedContest> {
  const w = await aWindow(app, given.scoring ? { scoring: given.scoring } : {})
  const competition = { id: w.competitionId, organisationId: w.window.organisationId }
  const entrants: JudgedContest['entrants'] = []
  for (let index = 0; index < (given.works ?? 3); index += 1) {
    const { person, entryId } = index === 0 ? w : await anEntrant(app, competition)
    const number = `N-${index + 7001}`
    const affiliation = `School of entrant ${index + 1}`
    await sql`update entry set number = ${number}, affiliation = ${affiliation} where id = ${entryId}`.execute(
      app.db.kysely,
    )
    const fileId = await aWorkFile(app, person, `paper-of-${person.name}.pdf`)
    await app.db.transaction(tx =>
      submitWork(app, tx, person, {
        entryId,
        windowId: w.window.id,
        answers: { work_title: `Work ${index + 1}` },
        files: [{ slot: 'files', fileId }],
        basedOn: 0,
      }),
    )
    entrants.push({ person, entryId, number, affiliation, fileId })
  }
  return { competitionId: w.competitionId, owner: w.owner, entrants }
}

/** A panel on segment `final` with seats that accepted, one a given affiliation; the first seat leads. */
export async function aPanel(
  app: App,
  contest: JudgedContest,
  given: { judges?: string[]; judgesPerWork?: number; people?: Person[] } = {},
): Promise<{ panel: Panel; judges: Person[] }> {
  const now = app.clock.now()
  const affiliations = given.judges ?? ['North Institute', 'South Institute']
  const judges =
    given.people ?? (await Promise.all(affiliations.map(() => aPerson(app.db.kysely, { at: now, locale: 'zh-CN' }))))
  const competition = await competitionById(app.db.kysely, contest.competitionId)
  if (!competition) throw new Error('no such competition')
  const panel = await app.db.transaction(async tx => {
    const made = await createPanel(
      tx,
      competition,
      {
        name: { 'zh-CN': '第 3 组', en: 'Panel 3' },
        segment: 'final',
        rulesPanel: null,
        trackId: null,
        stage: 'final',
        judgesPerWork: given.judgesPerWork ?? affiliations.length,
        dueAt: null,
      },
      contest.owner,
      now,
    )
    const seats = judges.map((judge, index) => ({ email: judge.email, lead: index === 0, mostWorks: null }))
    await addSeats(tx, made, competition, seats, { inviter: contest.owner, locale: 'zh-CN', now })
    for (const [index, seat] of (await seatsOf(tx, made.id)).entries()) {
      const judge = judges[index]
      if (judge)
        await answerSeat(
          tx,
          await lockedPanel(tx, made.id),
          seat,
          { accept: true, affiliation: affiliations[index] ?? '' },
          judge,
          now,
        )
    }
    return made
  })
  return { panel, judges }
}
