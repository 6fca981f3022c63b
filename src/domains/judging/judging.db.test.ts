import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { aPerson } from '../accounts/testing.ts'
import { bothLanguages } from '../competitions/testing.ts'
import * as media from '../media/contract.ts'
import { anOrganisation, aStaffMember } from '../organisations/testing.ts'
import * as contract from './contract.ts'
import { collectScores } from './index.ts'
import { judgingBench } from './testing-bench.ts'

const { app, send, at, setUp, seat, draw, desk, read, progress, change, save, submit, sheetsOf, firstSheet, fill } =
  await judgingBench()
beforeEach(() => setUp())

describe('setting a panel up', () => {
  const body = {
    name: bothLanguages('Panel 1'),
    segment: 'final',
    stage: 'final',
    judgesPerWork: 1,
    seats: [{ email: 'New.Judge@palestra.example', lead: true }],
  }
  const params = () => ({ competitionId: at.contest.competitionId })

  it('invites judges who have no account yet by mail, and finds them by their verified address', async () => {
    const made = await send(contract.createPanel, { as: at.contest.owner, params: params(), body })
    expect(made.status).toBe(201)
    const judge = await aPerson(app.db.kysely, { email: 'new.judge@palestra.example', at: app.clock.now() })
    const { panels } = (await send(contract.myPanels, { as: judge })).body
    expect(panels).toMatchObject([{ id: made.body.id, seatState: 'invited', seat: 'J1', lead: true }])
    const unproven = { ...judge, id: at.second.id, emailVerified: false }
    const seatId = panels[0].seatId
    const answer = { accept: true, affiliation: 'West Lab' }
    expect((await send(contract.answerInvitation, { as: unproven, params: { seatId }, body: answer })).status).toBe(404)
    expect((await send(contract.desk, { as: judge, params: { panelId: made.body.id } })).status).toBe(404)
    const both = await Promise.all([
      send(contract.answerInvitation, { as: judge, params: { seatId }, body: answer }),
      send(contract.answerInvitation, { as: judge, params: { seatId }, body: { accept: false } }),
    ])
    expect(both.map(one => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('refuses an unknown part of the rules, and the same judge twice', async () => {
    const wrong = await send(contract.createPanel, {
      as: at.contest.owner,
      params: params(),
      body: { ...body, segment: 'nothing' },
    })
    expect(wrong.body.code).toBe('judging.unknown-segment')
    const seats = [{ email: at.lead.email }]
    const twice = await send(contract.addSeats, {
      as: at.contest.owner,
      params: { panelId: at.panelId },
      body: { seats },
    })
    expect(twice.body.code).toBe('judging.seat-twice')
  })

  it('asks for enough judges and for works before it draws', async () => {
    await sql`update judging_panel set judges_per_work = 5 where id = ${at.panelId}`.execute(app.db.kysely)
    expect((await draw()).body).toMatchObject({ code: 'judging.no-judges', params: { have: 2, need: 5 } })
    await sql`update judging_panel set judges_per_work = 2, stage = 'other' where id = ${at.panelId}`.execute(
      app.db.kysely,
    )
    expect((await draw()).body.code).toBe('judging.no-works')
  })

  it('gives a judge who declines nothing, and sends what was drawn for them back to the lead', async () => {
    const made = await send(contract.addSeats, {
      as: at.contest.owner,
      params: { panelId: at.panelId },
      body: { seats: [{ email: 'late@palestra.example' }] },
    })
    expect(made.body.added).toBe(1)
    await sql`update judging_panel set judges_per_work = 3 where id = ${at.panelId}`.execute(app.db.kysely)
    await draw()
    const late = await aPerson(app.db.kysely, { email: 'late@palestra.example', at: app.clock.now() })
    const [seat] = (await send(contract.myPanels, { as: late })).body.panels
    expect(seat.sheets).toBe(2)
    const answer = { as: late, params: { seatId: seat.seatId }, body: { accept: false } }
    expect((await send(contract.answerInvitation, answer)).body.state).toBe('declined')
    const { seats } = await progress(at.lead)
    expect(seats[2]).toMatchObject({ state: 'declined', assigned: 0, recused: 2 })
    expect((await send(contract.desk, { as: late, params: { panelId: at.panelId } })).status).toBe(404)
    const told =
      await sql`select 1 from notice where person_id = ${at.lead.id} and kind = 'judging.sheets-freed'`.execute(
        app.db.kysely,
      )
    expect(told.rows).toHaveLength(1)
  })
})

describe('the draw', () => {
  it('keeps judges from works of their own place and from their own entry', async () => {
    const [first, other] = at.contest.entrants
    if (!first || !other) throw new Error('two entrants were made')
    const { lead } = at
    const outsider = await aPerson(app.db.kysely, { at: app.clock.now() })
    await seat({
      people: [first.person, lead, outsider],
      judges: ['somewhere else', other.affiliation.toUpperCase().replaceAll(' ', ''), 'far away'],
      judgesPerWork: 1,
    })
    const drawn = await draw()
    expect(drawn.body).toMatchObject({ works: 2, sheets: 2, unassigned: [] })
    const { rows } = await sql<{ entryId: string; personId: string }>`
      select w.entry_id as "entryId", s.person_id as "personId" from score_sheet h join judging_work w on w.id = h.work_id
      join panel_seat s on s.id = h.seat_id where h.panel_id = ${at.panelId}`.execute(app.db.kysely)
    expect(rows).not.toContainEqual({ entryId: first.entryId, personId: first.person.id })
    expect(rows).not.toContainEqual({ entryId: other.entryId, personId: lead.id })
    const view = await progress(at.contest.owner)
    expect(view.works.flatMap((work: { conflicts: object[] }) => work.conflicts)).toHaveLength(2)
  })

  it('looks at conflicts again when a judge accepts after it', async () => {
    const [first] = at.contest.entrants
    await send(contract.addSeats, {
      as: at.contest.owner,
      params: { panelId: at.panelId },
      body: { seats: [{ email: 'slow@palestra.example' }] },
    })
    await sql`update judging_panel set judges_per_work = 3 where id = ${at.panelId}`.execute(app.db.kysely)
    await draw()
    const slow = await aPerson(app.db.kysely, { email: 'slow@palestra.example', at: app.clock.now() })
    const [seat] = (await send(contract.myPanels, { as: slow })).body.panels
    await send(contract.answerInvitation, {
      as: slow,
      params: { seatId: seat.seatId },
      body: { accept: true, affiliation: first?.affiliation ?? '' },
    })
    expect((await sheetsOf(slow)).map(sheet => sheet.state).sort()).toEqual(['assigned', 'recused'])
  })

  it('leaves earlier sheets alone when it runs again, and says when two at once want it', async () => {
    const both = await Promise.all([draw(), draw()])
    expect(both.map(one => Number(one.body.sheets)).toSorted((a, b) => a - b)).toEqual([0, 4])
    const before = await sheetsOf(at.lead)
    expect((await draw()).body).toMatchObject({ works: 2, sheets: 0, components: 1 })
    expect(await sheetsOf(at.lead)).toEqual(before)
  })

  it('is refused to everybody but the organiser', async () => {
    const reviewer = await aStaffMember(app, (await anOrganisation(app)).id, ['owner'])
    for (const as of [at.lead, at.second, at.contest.entrants[0]?.person ?? at.lead, reviewer])
      expect((await send(contract.drawWorks, { as, params: { panelId: at.panelId } })).status).toBe(404)
  })
})

describe('a judge', () => {
  beforeEach(async () => {
    expect((await draw()).status).toBe(200)
  })

  it('never meets an identity: no name, number, place or file name in anything they are told', async () => {
    const sheetId = await firstSheet(at.second)
    const view = await read(at.second, sheetId)
    const file = await send(contract.readWorkFile, {
      as: at.second,
      params: { sheetId, fileId: view.work.files[0].fileId },
    })
    expect(file.status).toBe(200)
    expect(file.headers['content-disposition']).toBe(`inline; filename="${view.blindCode}-A.pdf"`)
    const told = await sql`select params, link from notice where person_id = ${at.second.id}`.execute(app.db.kysely)
    const everything = [
      (await send(contract.myPanels, { as: at.second })).body,
      await desk(at.second),
      view,
      file.headers,
      told.rows,
      await progress(at.lead),
    ]
    const said = JSON.stringify(everything)
    for (const entrant of at.contest.entrants)
      for (const trace of [
        entrant.person.name,
        entrant.person.email,
        entrant.person.id,
        entrant.number,
        entrant.affiliation,
        entrant.entryId,
        'paper-of',
      ])
        expect(said).not.toContain(trace)
    expect(view.work.fields).toMatchObject([{ value: expect.stringMatching(/^Work \d$/) }])
  })

  it('opens only files of the work on their own sheet', async () => {
    const [one, two] = await sheetsOf(at.second)
    const fileId = (await read(at.second, one?.id ?? '')).work.files[0].fileId
    const elsewhere = { as: at.second, params: { sheetId: two?.id ?? '', fileId } }
    expect((await send(contract.readWorkFile, elsewhere)).status).toBe(404)
    expect((await send(media.downloadFile, { as: at.second, params: { fileId } })).status).toBe(404)
    const leads = await firstSheet(at.lead)
    expect((await send(contract.readWorkFile, { as: at.second, params: { sheetId: leads, fileId } })).status).toBe(404)
  })

  it('has every change kept, and an older one that arrives late changes nothing', async () => {
    const sheetId = await firstSheet(at.second)
    expect((await save(at.second, sheetId, [change('A1', '3', 5, 'new')])).body.state).toBe('draft')
    expect((await save(at.second, sheetId, [change('A1', '1', 4, 'old')], 'a remark')).status).toBe(200)
    const view = await read(at.second, sheetId)
    expect(view.scores).toEqual([{ aspect: 'A1', occurrence: '', value: '3', comment: 'new', sequence: '5' }])
    expect(view.remark).toBe('a remark')
    await save(at.second, sheetId, [change('A1', null, 6)])
    expect((await read(at.second, sheetId)).scores[0].value).toBeNull()
  })

  it('may write from two tabs: each aspect ends with the newest word, whatever the order of arrival', async () => {
    const sheetId = await firstSheet(at.second)
    const numbers = [3, 9, 1, 7, 5, 2, 8]
    await Promise.all(
      numbers.map(n => save(at.second, sheetId, [change('A1', String(n % 4), n, `${n}`), change('A2', '1', 10 - n)])),
    )
    const { scores, revision } = await read(at.second, sheetId)
    const byAspect = Object.fromEntries(scores.map((one: { aspect: string }) => [one.aspect, one]))
    expect(byAspect).toMatchObject({ A1: { value: '1', comment: '9', sequence: '9' }, A2: { sequence: '9' } })
    expect(revision).toBe(numbers.length)
  })

  it('is told which marks do not fit, and nothing of that request is kept', async () => {
    const sheetId = await firstSheet(at.second)
    const wrong = await save(at.second, sheetId, [
      change('A1', '4', 1),
      change('A2', '2', 1),
      change('B1', '3', 1),
      { ...change('A2', '2', 2), occurrence: 'second' },
    ])
    expect(wrong.body.code).toBe('judging.score-wrong')
    expect(wrong.body.errors.map((one: { path: string }) => one.path)).toEqual([
      'changes.0.value',
      'changes.2.aspect',
      'changes.3.aspect',
    ])
    expect((await read(at.second, sheetId)).scores).toEqual([])
  })

  it('cannot hand in an incomplete sheet, and is told what is open', async () => {
    const sheetId = await firstSheet(at.second)
    await save(at.second, sheetId, [change('A1', '3', 1), change('A2', null, 1)])
    const refused = await submit(at.second, sheetId)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ code: 'judging.sheet-incomplete', params: { count: 1 } })
    expect(refused.body.errors).toMatchObject([{ path: 'A2', code: 'judging.mark-missing' }])
  })

  it('changes nothing after handing in; the database refuses it too', async () => {
    const sheetId = await firstSheet(at.second)
    expect((await fill(at.second, sheetId)).body.state).toBe('submitted')
    expect((await save(at.second, sheetId, [change('A1', '0', 99)])).body.code).toBe('judging.sheet-closed')
    expect((await submit(at.second, sheetId)).body.code).toBe('judging.sheet-closed')
    for (const statement of [
      sql`update sheet_score set value = '0' where sheet_id = ${sheetId}`,
      sql`delete from sheet_score where sheet_id = ${sheetId}`,
    ])
      await expect(statement.execute(app.db.kysely)).rejects.toThrow('does not change')
    expect((await read(at.second, sheetId)).can).toEqual({ score: false, submit: false, recuse: true })
  })

  it('who declares a conflict loses the sheet and the file, and the lead is told', async () => {
    const sheetId = await firstSheet(at.second)
    const fileId = (await read(at.second, sheetId)).work.files[0].fileId
    await fill(at.second, sheetId)
    const body = { reason: 'I taught this student.' }
    expect((await send(contract.recuse, { as: at.second, params: { sheetId }, body })).body.state).toBe('recused')
    expect((await send(contract.readSheet, { as: at.second, params: { sheetId } })).status).toBe(404)
    expect((await send(contract.readWorkFile, { as: at.second, params: { sheetId, fileId } })).status).toBe(404)
    expect((await save(at.second, sheetId, [change('A1', '1', 50)])).body.code).toBe('judging.sheet-closed')
    const told = await sql<{ link: string }>`select link from notice where person_id = ${at.lead.id}
      and kind = 'judging.recused'`.execute(app.db.kysely)
    expect(told.rows).toEqual([{ link: `/judge/${at.panelId}/progress` }])
    const { works } = await progress(at.lead)
    const work = works.find((one: { sheets: { id: string }[] }) => one.sheets.some(sheet => sheet.id === sheetId))
    const seatId = work.sheets.find((one: { id: string }) => one.id === sheetId).seatId
    const again = await send(contract.assignSheet, { as: at.lead, params: { workId: work.id }, body: { seatId } })
    expect(again.body.code).toBe('judging.conflict')
    const { rows } = await collectScores(app.db.kysely, at.contest.competitionId)
    expect(rows.filter(row => row.judge === 'J2')).toEqual([])
  })

  it('taken off the panel loses all of it at once', async () => {
    const sheetId = await firstSheet(at.second)
    const { seats } = await progress(at.contest.owner)
    const seatId = seats[1].id
    const removed = await send(contract.removeSeat, { as: at.contest.owner, params: { seatId } })
    expect(removed.body.state).toBe('removed')
    for (const request of [
      send(contract.desk, { as: at.second, params: { panelId: at.panelId } }),
      send(contract.readSheet, { as: at.second, params: { sheetId } }),
      save(at.second, sheetId, [change('A1', '1', 1)]),
      submit(at.second, sheetId),
    ])
      expect((await request).status).toBe(404)
    expect((await send(contract.myPanels, { as: at.second })).body.panels).toEqual([])
  })

  it('sees no sheet of another judge and no score anywhere else', async () => {
    const sheetId = await firstSheet(at.lead)
    await fill(at.lead, sheetId)
    expect((await send(contract.readSheet, { as: at.second, params: { sheetId } })).status).toBe(404)
    expect((await send(contract.progress, { as: at.second, params: { panelId: at.panelId } })).status).toBe(404)
    expect((await save(at.second, sheetId, [])).status).toBe(404)
  })
})
