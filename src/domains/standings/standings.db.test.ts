import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { byteBoards } from '../../kernel/http/byte-board.ts'
import { openBus } from '../../kernel/bus.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Person } from '../../kernel/policy.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { aMember, anOrganisation, aStaffMember } from '../organisations/testing.ts'
import { resultBundle, verifyBundle } from '../scoring/index.ts'
import * as contract from './contract.ts'
import { followBoards } from './public-bytes.ts'
import { aScoredContest, type ScoredContest, standingsDomains, wireStandings } from './testing.ts'

const day = 86_400_000
const marks = { 'N-1': [3, 40], 'N-2': [2, 30], 'N-3': [2, 30], 'N-4': [0, 5] } as const

describe('results of a competition', async () => {
  const app = await testApp()
  wireStandings()
  followBoards(app)
  const { send } = await testServer(app, standingsDomains)
  const at = (contest: ScoredContest) => ({
    params: { competitionId: contest.competition.id },
    slug: { slug: contest.competition.slug },
    as: contest.owner,
  })
  const computed = async (contest: ScoredContest): Promise<string> =>
    (await send(contract.compute, { as: contest.owner, params: at(contest).params })).body.runId
  const published = async (contest: ScoredContest): Promise<string> => {
    const runId = await computed(contest)
    const reply = await send(contract.publish, { ...at(contest), body: { runId } })
    expect(reply.status).toBe(200)
    return runId
  }
  const object = (contest: ScoredContest, number: string, as?: Person) => {
    const person = as ?? contest.entrants.get(number)
    return send(contract.objectToResult, {
      ...(person ? { as: person } : {}),
      params: { entryId: contest.entryIds.get(number) ?? '' },
      body: { statement: 'A2 was scored against the wrong level.' },
    })
  }

  it('shows nothing before publication to a visitor, an entrant, another organiser or a colleague without the right', async () => {
    const contest = await aScoredContest(app, marks)
    const { params, slug } = at(contest)
    const runId = await computed(contest)
    expect(runId).toBeTruthy()
    const entrant = contest.entrants.get('N-1')
    const other = (await anOrganisation(app)).owner
    const frontDesk = await aStaffMember(app, contest.competition.organisationId, ['front-desk'])
    for (const as of [undefined, entrant, other, frontDesk]) {
      const who = as ? { as } : {}
      for (const route of [contract.publicResults, contract.publicBundle])
        expect((await send(route, { ...who, params: slug })).body.code).toBe('standings.not-published')
      const one = await send(contract.publicEntryResult, { ...who, params: { ...slug, entry: 'N-1' } })
      expect(one.body.code).toBe('standings.not-published')
      for (const route of [contract.resultsDesk, contract.exportResults])
        expect((await send(route, { ...who, params })).status).toBe(as ? 404 : 401)
      expect((await send(contract.readRun, { ...who, params: { ...params, runId } })).status).toBe(as ? 404 : 401)
      expect((await send(contract.publish, { ...who, params, body: { runId } })).status).toBe(as ? 404 : 401)
    }
    const mine = await send(contract.entryResultForEntrant, {
      ...(entrant ? { as: entrant } : {}),
      params: { entryId: contest.entryIds.get('N-1') ?? '' },
    })
    expect(mine.body).toMatchObject({ stage: null, rank: null, total: null, can: { object: false } })
    expect((await object(contest, 'N-1')).body.code).toBe('standings.no-objections-now')
  })

  it('lets an observer see the desk and do nothing on it', async () => {
    const contest = await aScoredContest(app, marks)
    const { params } = at(contest)
    const runId = await computed(contest)
    const observer = await aStaffMember(app, contest.competition.organisationId, ['observer'])
    const desk = await send(contract.resultsDesk, { as: observer, params })
    expect(desk.body.can).toEqual({ manage: false, compute: false, publish: false, finalise: false, withdraw: false })
    expect(desk.body.results.results[0]).toMatchObject({ entry: 'N-1', rank: 1, total: '100' })
    for (const [route, body] of [
      [contract.compute, {}],
      [contract.publish, { runId }],
      [contract.finalise, { runId }],
      [contract.withdraw, { runId, reason: { 'zh-CN': 'x', en: 'x' } }],
    ] as const)
      expect((await send(route, { as: observer, params, body })).body.code).toBe('kernel.not-allowed')
  })

  it('refuses the run of another competition', async () => {
    const contest = await aScoredContest(app, marks)
    const foreign = await computed(await aScoredContest(app, marks))
    expect((await send(contract.publish, { ...at(contest), body: { runId: foreign } })).status).toBe(404)
    const read = await send(contract.readRun, { ...at(contest), params: { ...at(contest).params, runId: foreign } })
    expect(read.status).toBe(404)
  })

  it('computes the same input once, also when two compute at once', async () => {
    const contest = await aScoredContest(app, marks)
    const both = await Promise.all([0, 1].map(() => send(contract.compute, at(contest))))
    const runs = new Set(both.map(reply => reply.body.runId))
    expect(both.map(reply => reply.status)).toEqual([200, 200])
    expect(runs.size).toBe(1)
    const again = await send(contract.compute, at(contest))
    expect(again.body).toMatchObject({ unchanged: true, runId: [...runs][0] })
  })

  it('refuses to publish a run whose scores changed since', async () => {
    const contest = await aScoredContest(app, marks)
    const runId = await computed(contest)
    const changed = await sql`update measured_score m set value = '39'
      from judging_work w where w.id = m.work_id and w.entry_id = ${contest.entryIds.get('N-1')} and m.value = '40'`.execute(
      app.db.kysely,
    )
    expect(changed.numAffectedRows).toBe(1n)
    expect((await send(contract.resultsDesk, at(contest))).body.stale).toBe(true)
    expect((await send(contract.publish, { ...at(contest), body: { runId } })).body.code).toBe('standings.stale')
    const next = await computed(contest)
    expect(next).not.toBe(runId)
    expect((await send(contract.publish, { ...at(contest), body: { runId } })).body.code).toBe('standings.wrong-state')
    expect((await send(contract.publish, { ...at(contest), body: { runId: next } })).status).toBe(200)
  })

  it('publishes once when two publish at once', async () => {
    const contest = await aScoredContest(app, marks)
    const runId = await computed(contest)
    const both = await Promise.all([0, 1].map(() => send(contract.publish, { ...at(contest), body: { runId } })))
    expect(new Set(both.map(reply => reply.status))).toEqual(new Set([200, 409]))
    const notices = await sql`select 1 from notice where kind = 'standings.provisional'
      and person_id = ${contest.entrants.get('N-1')?.id}`.execute(app.db.kysely)
    expect(notices.rows).toHaveLength(1)
  })

  it('goes from provisional over an objection and its answer to final, with a bundle that verifies', async () => {
    const contest = await aScoredContest(app, marks)
    const { slug } = at(contest)
    const runId = await published(contest)
    const board = (await send(contract.publicResults, { params: slug })).body
    expect(board.rows.map((row: { rank: number }) => row.rank)).toEqual([1, 2, 2, 4])
    expect(board.rows[1]).toMatchObject({ tied: true, name: 'Entrant N-2', affiliation: 'School N-2' })
    const one = await send(contract.publicEntryResult, { params: { ...slug, entry: 'N-2' } })
    expect(one.body.result).toMatchObject({ entry: 'N-2', tie: { with: ['N-3'], shared: true } })
    expect(one.body.steps.at(-1).step).toBe('tie-break')
    expect((await send(contract.publicEntryResult, { params: { ...slug, entry: 'N-9' } })).status).toBe(404)
    const bundle = resultBundle.parse((await send(contract.publicBundle, { params: slug })).body)
    expect(await verifyBundle(bundle)).toMatchObject({ ok: true, counts: { entries: 4 } })

    const stranger = await aMember(app)
    expect((await object(contest, 'N-2', stranger)).status).toBe(404)
    const objection = await object(contest, 'N-2')
    expect(objection.status).toBe(201)
    app.clock.advance(7 * day)
    const finalise = () => send(contract.finalise, { ...at(contest), body: { runId } })
    expect((await finalise()).body).toMatchObject({ code: 'standings.objections-open', params: { count: 1 } })
    const answer = { params: { objectionId: objection.body.id }, body: { upheld: false, answer: 'The level stands.' } }
    expect((await send(contract.answerObjection, { as: stranger, ...answer })).status).toBe(404)
    expect((await send(contract.answerObjection, { as: contest.owner, ...answer })).body.state).toBe('dismissed')
    expect((await send(contract.answerObjection, { as: contest.owner, ...answer })).body.code).toBe(
      'standings.wrong-state',
    )
    expect((await finalise()).body.state).toBe('final')
    expect((await finalise()).body.code).toBe('standings.wrong-state')
    expect((await send(contract.publicResults, { params: slug })).body).toMatchObject({ stage: 'final' })
    const withdraw = { runId, reason: { 'zh-CN': '更正', en: 'Correction' } }
    expect((await send(contract.withdraw, { ...at(contest), body: withdraw })).body.code).toBe('standings.wrong-state')
  })

  it('keeps the objection window to the second', async () => {
    const contest = await aScoredContest(app, marks)
    const runId = await published(contest)
    app.clock.advance(7 * day - 1000)
    expect((await object(contest, 'N-1')).status).toBe(201)
    const finalise = () => send(contract.finalise, { ...at(contest), body: { runId } })
    expect((await finalise()).body.code).toBe('standings.window-open')
    app.clock.advance(1000)
    expect((await object(contest, 'N-1')).body.code).toBe('standings.no-objections-now')
    expect((await finalise()).body.code).toBe('standings.objections-open')
  })

  it('never makes results final over an objection that arrives at the same moment', async () => {
    const contest = await aScoredContest(app, marks)
    const runId = await published(contest)
    // One node's clock stands before the end of the window, the other's after it: the database decides.
    await sql`update result_run set objections_until = ${addMs(app.clock.now(), 1)} where id = ${runId}`.execute(
      app.db.kysely,
    )
    const early = object(contest, 'N-1')
    app.clock.advance(1)
    const [objection, final] = await Promise.all([early, send(contract.finalise, { ...at(contest), body: { runId } })])
    expect([objection.status === 201, final.status === 200].filter(Boolean)).toHaveLength(1)
  })

  it('takes the board down on every node when results are withdrawn, and publishes the corrected ones', async () => {
    const contest = await aScoredContest(app, marks)
    const { slug } = at(contest)
    const runId = await published(contest)
    const bus = await openBus(app.database.url, app.log)
    const second = { ...app, bus, boards: byteBoards() }
    followBoards(second)
    const other = await testServer(second, standingsDomains)
    const path = `/api/competitions/${contest.competition.slug}/results`
    const held = (node: { boards: typeof app.boards }): boolean => {
      const response = { writeHead: () => response, end: () => response }
      // Only what the byte board touches of a request and a response.
      const parts: Parameters<typeof node.boards.serve> = JSON.parse('[]')
      parts[0] = Object.assign(Object.create(null), { method: 'GET', url: path, headers: {} })
      parts[1] = Object.assign(Object.create(null), response)
      return node.boards.serve(...parts)
    }
    for (const node of [send, other.send])
      expect((await node(contract.publicResults, { params: slug })).status).toBe(200)
    expect([held(app), held(second)]).toEqual([true, true])
    const reason = { 'zh-CN': '一张评分单录错', en: 'One sheet was mistyped' }
    const withdrawn = await send(contract.withdraw, { ...at(contest), body: { runId, reason } })
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', withdrawnReason: reason })
    await expect.poll(() => [held(app), held(second)]).toEqual([false, false])
    for (const node of [send, other.send])
      for (const route of [contract.publicResults, contract.publicBundle])
        expect((await node(route, { params: slug })).body.code).toBe('standings.not-published')
    expect((await object(contest, 'N-1')).body.code).toBe('standings.no-objections-now')
    const next = await published(contest)
    expect(next).not.toBe(runId)
    expect((await other.send(contract.publicResults, { params: slug })).body.stage).toBe('provisional')
    await bus.close()
  })

  it('answers an unchanged board with 304', async () => {
    const contest = await aScoredContest(app, marks)
    const { slug } = at(contest)
    await published(contest)
    const first = await send(contract.publicResults, { params: slug })
    app.boards.clear()
    const again = await send(contract.publicResults, {
      params: slug,
      headers: { 'if-none-match': String(first.headers['etag']) },
    })
    expect(again.status).toBe(304)
  })

  it('exports the ranking with exact figures', async () => {
    const contest = await aScoredContest(app, marks)
    await computed(contest)
    const csv = await send(contract.exportResults, { ...at(contest), query: { format: 'csv' } })
    const lines = String(csv.body).split('\r\n')
    expect(lines[1]).toMatch(/^,1,N-1,Entrant N-1,School N-1,60,40,0,100,100,$/)
    const xlsx = await send(contract.exportResults, { ...at(contest), query: { format: 'xlsx' } })
    expect(String(xlsx.body).startsWith('PK')).toBe(true)
  })
})
