import { sql } from 'kysely'
import { createPerson } from '../domains/accounts/index.ts'
import { type Competition, tracksOf } from '../domains/competitions/index.ts'
import { importEntries } from '../domains/entries/index.ts'
import { drawWorks } from '../domains/judging/draw-works.ts'
import { panelById, sheetsOf } from '../domains/judging/queries.ts'
import { saveScores } from '../domains/judging/save-scores.ts'
import { createPanel } from '../domains/judging/set-up-panel.ts'
import { submitSheet } from '../domains/judging/submit-sheet.ts'
import { putFile } from '../domains/media/index.ts'
import { submitWork } from '../domains/uploads/submit-work.ts'
import { syncWindows, windowsOf } from '../domains/uploads/index.ts'
import type { App } from '../kernel/app.ts'
import { addMs } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import { found, type Person } from '../kernel/policy.ts'
import { demoEntrant, demoFraction } from './demo-people.ts'
import { at } from './demo-results.ts'
import { demoReport, demoWorkTitle } from './demo-works.ts'

const day = 86_400_000
const judges = ['judge-lead', 'judge-2', 'judge-3', 'judge-4', 'judge-5']

/** A competition in the middle of judging: works handed in with files, a panel of five, most sheets in, some on the way. */
export async function writeDemoJudging(app: App, competition: Competition, people: Map<string, Person>): Promise<void> {
  const owner = found(people.get('owner'))
  const now = app.clock.now()
  const entered = addMs(found(competition.opensAt), 3 * day)
  await app.db.transaction(tx => syncWindows(tx, competition.id, entered))
  const window = found((await windowsOf(app.db.kysely, competition.id))[0])
  const handedIn = at(app, addMs(window.closesAt, -1.5 * day))
  const track = (await tracksOf(app.db.kysely, competition.id))[0]

  const authors: Person[] = await app.db.transaction(async tx => {
    const made: Person[] = []
    for (let index = 0; index < 12; index++) {
      const { name } = demoEntrant(300 + index)
      const email = `entrant-${index + 1}@palestra.example`
      const id = await createPerson(tx, {
        email,
        name,
        locale: 'zh-CN',
        zone: 'Asia/Shanghai',
        passwordHash: null,
        emailVerifiedAt: entered,
        at: entered,
      })
      made.push({
        kind: 'person',
        id,
        sessionId: id,
        email,
        emailVerified: true,
        name,
        locale: 'zh-CN',
        zone: 'Asia/Shanghai',
        platformRoles: [],
        staff: [],
      })
    }
    return [...made, found(people.get('contestant-en'))]
  })
  const ids = await app.db.transaction(async tx => {
    const drafts = authors.map((author, index) => ({
      number: String(index + 1).padStart(4, '0'),
      entrantName: author.name,
      affiliation: demoEntrant(300 + index).school,
      trackId: track?.id ?? null,
    }))
    const made = await importEntries(tx, competition, drafts, owner.id, entered)
    for (const [index, author] of authors.entries())
      await sql`update entry set person_id = ${author.id} where id = ${made.get(String(index + 1).padStart(4, '0'))}`.execute(
        tx,
      )
    return made
  })
  for (const [index, author] of authors.entries()) {
    const entryId = found(ids.get(String(index + 1).padStart(4, '0')))
    const fileId = await putFile(handedIn, {
      ownerId: author.id,
      organisationId: competition.organisationId,
      purpose: 'work',
      name: `report-${index + 1}.pdf`,
      bytes: await demoReport(index),
      personal: true,
    })
    const answers = { work_title: demoWorkTitle(index), abstract: demoWorkTitle(index) }
    await app.db.transaction(tx =>
      submitWork(handedIn, tx, author, {
        entryId,
        windowId: window.id,
        answers,
        files: [{ slot: 'files', fileId }],
        basedOn: 0,
      }),
    )
  }
  await judgeSome(app, competition, people, { trackId: track?.id ?? null, now })
}

async function judgeSome(
  app: App,
  competition: Competition,
  people: Map<string, Person>,
  wish: { trackId: string | null; now: Date },
) {
  const owner = found(people.get('owner'))
  const began = addMs(wish.now, -4 * day)
  const panel = await app.db.transaction(async tx => {
    const name = { 'zh-CN': '第 1 评审组 · 本科组', en: 'Panel 1, Undergraduate' }
    const draft = {
      name,
      segment: 'report',
      rulesPanel: null,
      trackId: wish.trackId,
      stage: 'report',
      judgesPerWork: 3,
      dueAt: addMs(wish.now, 2.4 * day),
    }
    const made = await createPanel(tx, competition, draft, owner, began)
    for (const [index, key] of judges.entries()) {
      const judge = found(people.get(key))
      await sql`insert into panel_seat (id, panel_id, label, person_id, email, affiliation, lead, state, added_at)
        values (${newId()}, ${made.id}, ${`J${index + 1}`}, ${judge.id}, ${judge.email}, ${demoEntrant(index * 3).school}, ${index === 0},
          'accepted', ${began})`.execute(tx)
    }
    await drawWorks(tx, made, owner, began)
    await sql`insert into measured_score (work_id, aspect, value, by_person_id, updated_at)
      select id, 'B2', (6 + (abs(hashtext(blind_code)) % 9))::text, ${owner.id}, ${began} from judging_work where panel_id = ${made.id}`.execute(
      tx,
    )
    return found(await panelById(tx, made.id))
  })
  const seats = await sql<{
    id: string
    person_id: string
    label: string
  }>`select id, person_id, label from panel_seat where panel_id = ${panel.id}`.execute(app.db.kysely)
  const bySeat = new Map(seats.rows.map(seat => [seat.id, seat]))
  const everyone = new Map([...people.values()].map(person => [person.id, person]))
  const aspects = ['A1', 'A2', 'B1', 'C1', 'C2']
  const done = new Map<string, number>()
  await app.db.transaction(async tx => {
    for (const sheet of await sheetsOf(tx, panel.id)) {
      const seat = found(bySeat.get(sheet.seatId))
      const judge = found(everyone.get(seat.person_id))
      const position = (done.get(seat.id) ?? 0) + 1
      done.set(seat.id, position)
      // The first two judges still have work to do; the others have handed everything in.
      const unfinished = seat.label === 'J1' || seat.label === 'J2'
      if (unfinished && position > 4) continue
      const partial = unfinished && position === 4
      const changes = aspects.slice(0, partial ? 3 : aspects.length).map((aspect, index) => ({
        aspect,
        occurrence: '',
        value: String(Math.min(3, Math.floor(4 * demoFraction(sheet.position * 13 + index)))),
        comment: index === 2 ? 'Coverage table on p. 2 is convincing. The dock decision still uses the mean.' : '',
        sequence: String(index + 1),
      }))
      const when = addMs(began, position * 3_600_000)
      await saveScores(tx, { sheetId: sheet.id, changes }, judge, when)
      if (!partial) await submitSheet(tx, sheet.id, judge, when)
    }
  })
}
