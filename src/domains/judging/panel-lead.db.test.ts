import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../kernel/policy.ts'
import { bothLanguages, plainScoring } from '../competitions/testing.ts'
import { anOrganisation } from '../organisations/testing.ts'
import * as contract from './contract.ts'
import { collectScores } from './index.ts'
import { judgingBench } from './testing-bench.ts'

const { app, send, at, setUp, draw, desk, read, progress, change, save, submit, lock, sheetsOf, firstSheet, fill } =
  await judgingBench()
beforeEach(() => setUp())

describe('the lead judge and the organiser', () => {
  const spreadRules = {
    ...plainScoring,
    panels: { main: { ...plainScoring.panels.main, spread: { max: 1, action: 'flag' } } },
  }
  const measured = (workId: string, body: object, as = at.contest.owner) =>
    send(contract.saveMeasured, { as, params: { workId }, body })

  it('see where judges are apart only when every sheet of the work is in, and the organiser never sees marks', async () => {
    await setUp({ works: 1, scoring: spreadRules })
    await draw()
    await fill(at.second, await firstSheet(at.second), '0', '3')
    expect((await progress(at.lead)).spreads).toEqual([])
    expect(JSON.stringify(await progress(at.contest.owner))).not.toContain('"value"')
    await fill(at.lead, await firstSheet(at.lead), '3', '3')
    expect((await progress(at.lead)).spreads).toMatchObject([
      {
        aspect: 'A1',
        spread: '3',
        max: '1',
        action: 'flag',
        marks: expect.arrayContaining([
          { seat: 'J1', value: '3' },
          { seat: 'J2', value: '0' },
        ]),
      },
    ])
    expect((await progress(at.contest.owner)).spreads).toEqual([])
  })

  it('the lead returns a sheet with a reason; its judge changes it and hands it in again', async () => {
    await draw()
    const sheetId = await firstSheet(at.second)
    const back = (as: Person) =>
      send(contract.returnSheet, { as, params: { sheetId }, body: { reason: 'A1: see page 3.' } })
    expect((await back(at.lead)).body.code).toBe('judging.wrong-state')
    await fill(at.second, sheetId)
    expect((await back(at.contest.owner)).status).toBe(403)
    expect((await back(at.second)).status).toBe(404)
    expect((await back(at.lead)).body.state).toBe('returned')
    expect((await desk(at.second)).sheets[0]).toMatchObject({ state: 'returned', returnReason: 'A1: see page 3.' })
    expect((await save(at.second, sheetId, [change('A1', '1', 2)])).body.state).toBe('returned')
    expect((await submit(at.second, sheetId)).body.state).toBe('submitted')
    expect((await read(at.second, sheetId)).returnReason).toBeNull()
  })

  it('lock only when every sheet is in, and then nothing moves', async () => {
    await draw()
    const sheetId = await firstSheet(at.second)
    await fill(at.second, sheetId)
    expect((await lock(at.lead)).body).toMatchObject({ code: 'judging.sheets-missing', params: { count: 3 } })
    for (const judge of [at.lead, at.second])
      for (const sheet of await sheetsOf(judge)) if (sheet.state !== 'submitted') await fill(judge, sheet.id)
    expect((await lock(at.second)).status).toBe(404)
    expect((await lock(at.lead)).body.state).toBe('locked')
    expect((await lock(at.lead)).body.code).toBe('judging.wrong-state')
    const reason = { reason: 'late' }
    for (const request of [
      send(contract.recuse, { as: at.second, params: { sheetId }, body: reason }),
      send(contract.returnSheet, { as: at.lead, params: { sheetId }, body: reason }),
      save(at.second, sheetId, [change('A1', '0', 99)]),
      draw(),
    ])
      expect((await request).status).toBe(409)
    const { works } = await progress(at.lead)
    expect((await measured(works[0].id, { values: [], status: 'DNS' })).status).toBe(409)
    const collected = await collectScores(app.db.kysely, at.contest.competitionId)
    expect(collected.open).toBe(0)
    expect(collected.rows).toHaveLength(8)
    expect(new Set(collected.rows.map(row => row.judge))).toEqual(new Set(['J1', 'J2']))
  })

  it('enter measured values that fit the rules, and nothing else', async () => {
    await draw()
    const { works } = await progress(at.contest.owner)
    const workId = works[0].id
    const wrong = await measured(workId, {
      values: [
        { aspect: 'B1', value: '41' },
        { aspect: 'B1', value: 'many' },
        { aspect: 'A1', value: '3' },
        { aspect: 'Z9', value: '' },
        { aspect: 'B1', value: '4', base: '-' },
      ],
      status: 'LOST',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.body.errors.map((one: { path: string }) => one.path)).toEqual([
      'values.0.value',
      'values.1.value',
      'values.2.value',
      'values.3.value',
      'values.4.base',
      'status',
    ])
    expect((await measured(workId, { values: [{ aspect: 'B1', value: '38.5' }] })).body.saved).toBe(1)
    expect((await measured(workId, { values: [] }, at.second)).status).toBe(404)
    const sheets = await sheetsOf(at.second)
    const views = await Promise.all(sheets.map(sheet => read(at.second, sheet.id)))
    expect(views.flatMap(view => view.measured)).toMatchObject([{ aspect: 'B1', value: '38.5' }])
  })

  it('print sheets: a judge their own, everybody else blank ones until the panel is locked', async () => {
    await draw()
    const paper = (as: Person) => send(contract.paperSheets, { as, params: { panelId: at.panelId } })
    for (const judge of [at.lead, at.second]) for (const sheet of await sheetsOf(judge)) await fill(judge, sheet.id)
    const filled = async (as: Person): Promise<string[]> =>
      (await paper(as)).body.sheets.map((one: { seat: string; scores: object[] }) => `${one.seat} ${one.scores.length}`)
    expect(await filled(at.second)).toEqual(['J2 2', 'J2 2'])
    expect((await filled(at.lead)).toSorted()).toEqual(['J1 2', 'J1 2', 'J2 0', 'J2 0'])
    expect(new Set(await filled(at.contest.owner))).toEqual(new Set(['J1 0', 'J2 0']))
    await lock(at.lead)
    expect(new Set(await filled(at.contest.owner))).toEqual(new Set(['J1 2', 'J2 2']))
    expect((await paper(at.contest.entrants[0]?.person ?? at.lead)).status).toBe(404)
    const grid = (as: Person) => send(contract.readMeasured, { as, params: { panelId: at.panelId } })
    expect((await grid(at.second)).status).toBe(404)
    expect((await grid(at.contest.owner)).body.works).toHaveLength(2)
  })

  it('of another organisation find nothing here', async () => {
    await draw()
    const { works, seats } = await progress(at.contest.owner)
    const sheetId = await firstSheet(at.lead)
    const stranger = (await anOrganisation(app)).owner
    const competitionId = at.contest.competitionId
    const body = { name: bothLanguages('x'), segment: 'final', judgesPerWork: 1 }
    for (const request of [
      send(contract.listPanels, { as: stranger, params: { competitionId } }),
      send(contract.createPanel, { as: stranger, params: { competitionId }, body }),
      send(contract.progress, { as: stranger, params: { panelId: at.panelId } }),
      send(contract.desk, { as: stranger, params: { panelId: at.panelId } }),
      send(contract.drawWorks, { as: stranger, params: { panelId: at.panelId } }),
      send(contract.lockPanel, { as: stranger, params: { panelId: at.panelId } }),
      send(contract.addSeats, {
        as: stranger,
        params: { panelId: at.panelId },
        body: { seats: [{ email: 'a@b.example' }] },
      }),
      send(contract.removeSeat, { as: stranger, params: { seatId: seats[0].id } }),
      send(contract.answerInvitation, { as: stranger, params: { seatId: seats[0].id }, body: { accept: true } }),
      send(contract.assignSheet, {
        as: stranger,
        params: { workId: works[0].id },
        body: { seatId: seats[0].id },
      }),
      measured(works[0].id, { values: [] }, stranger),
      send(contract.readSheet, { as: stranger, params: { sheetId } }),
      submit(stranger, sheetId),
      send(contract.recuse, { as: stranger, params: { sheetId }, body: { reason: 'x' } }),
      send(contract.returnSheet, { as: stranger, params: { sheetId }, body: { reason: 'x' } }),
    ])
      expect((await request).status).toBe(404)
  })
})

describe('at once', () => {
  it('two judges hand in while the lead locks: locked only with everything in, and no mark is lost', async () => {
    await draw()
    const sheets = [
      ...(await sheetsOf(at.lead)).map(sheet => ({ judge: at.lead, id: sheet.id })),
      ...(await sheetsOf(at.second)).map(sheet => ({ judge: at.second, id: sheet.id })),
    ]
    for (const { judge, id } of sheets) await save(judge, id, [change('A1', '2', 1), change('A2', '1', 1)])
    const answers = await Promise.all([
      ...sheets.map(({ judge, id }) => submit(judge, id)),
      lock(at.lead),
      lock(at.contest.owner),
    ])
    expect(answers.slice(0, 4).map(one => one.status)).toEqual([200, 200, 200, 200])
    for (const one of answers.slice(4))
      if (one.status !== 200) expect(['judging.sheets-missing', 'judging.wrong-state']).toContain(one.body.code)
    if (answers.slice(4).every(one => one.status !== 200)) expect((await lock(at.lead)).status).toBe(200)
    const { panel, works } = await progress(at.lead)
    expect(panel.state).toBe('locked')
    const states = works.flatMap((work: { sheets: { state: string }[] }) => work.sheets.map(sheet => sheet.state))
    expect(states).toEqual(['locked', 'locked', 'locked', 'locked'])
  })

  it('a sheet is returned, saved and handed in together: it ends in one state that fits its marks', async () => {
    await draw()
    const sheetId = await firstSheet(at.second)
    await fill(at.second, sheetId, '1', '1')
    for (let round = 0; round < 5; round += 1) {
      const [returned, saved, submitted] = await Promise.all([
        send(contract.returnSheet, { as: at.lead, params: { sheetId }, body: { reason: `round ${round}` } }),
        save(at.second, sheetId, [change('A1', String(round % 4), 10 + round)]),
        submit(at.second, sheetId),
      ])
      expect(returned.status).toBe(200)
      const view = await read(at.second, sheetId)
      expect(view.state).toBe(submitted.status === 200 ? 'submitted' : 'returned')
      if (saved.status === 200)
        expect(view.scores).toContainEqual(expect.objectContaining({ value: String(round % 4) }))
      if (view.state === 'returned') expect((await submit(at.second, sheetId)).status).toBe(200)
    }
  })

  it('a judge writes while being taken off: what is withdrawn stays withdrawn', async () => {
    await draw()
    const sheetId = await firstSheet(at.second)
    const { seats } = await progress(at.contest.owner)
    await Promise.all([
      ...[1, 2, 3, 4].map(n => save(at.second, sheetId, [change('A1', '2', n)])),
      send(contract.removeSeat, { as: at.contest.owner, params: { seatId: seats[1].id } }),
    ])
    const { rows } = await sql<{ state: string }>`select state from score_sheet where id = ${sheetId}`.execute(
      app.db.kysely,
    )
    expect(rows).toEqual([{ state: 'recused' }])
  })

  it('everything handed in is collected once', async () => {
    await draw()
    for (const judge of [at.lead, at.second])
      for (const sheet of await sheetsOf(judge)) expect((await fill(judge, sheet.id)).status).toBe(200)
    expect((await lock(at.contest.owner)).body.state).toBe('locked')
    const { rows, works } = await collectScores(app.db.kysely, at.contest.competitionId)
    expect(works).toHaveLength(2)
    expect(rows).toHaveLength(8)
  })
})
