import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { credentialsDomain } from '../credentials/index.ts'
import { revokeCredential } from '../credentials/contract.ts'
import { aMember, aStaffMember } from '../organisations/testing.ts'
import { compute, finalise, publish } from '../standings/contract.ts'
import { aScoredContest, nowOf, type ScoredContest, standingsDomains, wireStandings } from '../standings/testing.ts'
import * as contract from './contract.ts'
import { grantAwards, grantOnFinalResults } from './grant-awards.ts'
import { awardsDomain } from './index.ts'
import { awardsOf } from './queries.ts'

const marks = { 'N-1': [3, 40], 'N-2': [2, 30], 'N-3': [2, 30], 'N-4': [1, 20], 'N-5': [0, 1] } as const

describe('awards and their certificates', async () => {
  const app = await testApp()
  wireStandings()
  const { send } = await testServer(app, [...standingsDomains, credentialsDomain, awardsDomain])
  const at = (contest: ScoredContest) => ({ as: contest.owner, params: { competitionId: contest.competition.id } })
  const provisional = async (names: Record<string, string> = {}) => {
    const contest = await aScoredContest(app, marks, { names })
    const { runId } = (await send(compute, at(contest))).body
    await send(publish, { ...at(contest), body: { runId } })
    return { contest, runId: String(runId) }
  }
  const final = async (names: Record<string, string> = {}) => {
    const { contest, runId } = await provisional(names)
    app.clock.advance(7 * 86_400_000)
    expect((await send(finalise, { ...at(contest), body: { runId } })).status).toBe(200)
    const now = await nowOf(app, contest)
    await app.db.transaction(tx => grantAwards(tx, now, runId, app.clock.now()))
    return { contest, runId }
  }
  const winners = async (contest: ScoredContest) =>
    (await send(contract.publicAwards, { params: { slug: contest.competition.slug } })).body.awards

  it('grants nothing and issues nothing while results are provisional', async () => {
    const { contest, runId } = await provisional()
    const competition = await nowOf(app, contest)
    expect(await app.db.transaction(tx => grantAwards(tx, competition, runId, app.clock.now()))).toBe(0)
    expect((await send(contract.issueAwards, { ...at(contest), body: {} })).body.code).toBe('awards.not-final')
    expect(await winners(contest)).toEqual([])
  })

  it('grants once when results become final, however often it hears of it', async () => {
    const { contest, runId } = await final()
    const event = { payload: { competitionId: contest.competition.id, runId } }
    for (let i = 0; i < 2; i += 1) await grantOnFinalResults.run(Object.assign(Object.create(null), event), app)
    const awards = await awardsOf(app.db.kysely, contest.competition.id)
    const prizes = awards.filter(award => award.prizeId !== null)
    expect(prizes.map(award => [award.name.en, award.rank])).toEqual([
      ['First prize', 1],
      ['Second prize', 2],
      ['Second prize', 2],
    ])
    expect(awards).toHaveLength(3 + 5)
    expect(await winners(contest)).toHaveLength(3)
  })

  it('issues prizes, then participation, and never a second paper for one award', async () => {
    const { contest } = await final()
    const issue = (participation: boolean) =>
      send(contract.issueAwards, { ...at(contest), body: { participation } }).then(reply => reply.body)
    expect(await issue(false)).toEqual({ issued: 3, total: 3 })
    const numbers = (await winners(contest)).map((award: { certificate: string }) => award.certificate)
    expect(new Set(numbers).size).toBe(3)
    expect(await issue(true)).toEqual({ issued: 5, total: 8 })
    expect(await issue(true)).toEqual({ issued: 0, total: 8 })
    expect((await winners(contest)).map((award: { certificate: string }) => award.certificate)).toEqual(numbers)
    const winner = contest.entrants.get('N-1')
    const mine = await send(contract.myAwards, winner ? { as: winner } : {})
    expect(mine.body.awards.map((award: { name: { en: string } }) => award.name.en).toSorted()).toEqual([
      'First prize',
      'Participation',
    ])
  })

  it('issues once when two issue at once', async () => {
    const { contest } = await final()
    const both = await Promise.all(
      [0, 1].map(() => send(contract.issueAwards, { ...at(contest), body: { participation: false } })),
    )
    expect(both.map(reply => reply.body.issued ?? 0).reduce((sum, one) => sum + one, 0)).toBe(3)
    const papers = await sql`select 1 from credential where source_id in
      (select id from award where competition_id = ${contest.competition.id})`.execute(app.db.kysely)
    expect(papers.rows).toHaveLength(3)
  })

  it('refuses by name what no font can draw, and then issues nothing at all', async () => {
    const { contest } = await final({ 'N-3': 'Ødegaard \u{12000}' })
    const refused = await send(contract.issueAwards, { ...at(contest), body: { participation: true } })
    expect(refused.body).toMatchObject({ code: 'awards.name-undrawable', params: { name: 'Ødegaard \u{12000}' } })
    expect((await winners(contest)).every((award: { certificate: null }) => award.certificate === null)).toBe(true)
  })

  it('shows no certificate once it was revoked, and keeps the prize', async () => {
    const { contest } = await final()
    await send(contract.issueAwards, { ...at(contest), body: {} })
    const [first] = await winners(contest)
    const reason = { 'zh-CN': '参赛资格不符', en: 'Not eligible' }
    const revoked = await send(revokeCredential, {
      as: contest.owner,
      params: { number: first.certificate },
      body: { reason },
    })
    expect(revoked.body.state).toBe('revoked')
    expect((await winners(contest))[0]).toMatchObject({ entryNumber: 'N-1', certificate: null })
    const desk = await send(contract.awardsDesk, at(contest))
    expect(desk.body.awards[0]).toMatchObject({ credentialNumber: first.certificate, credentialState: 'revoked' })
    // What was revoked stays revoked: issuing again makes no new paper in its place.
    expect((await send(contract.issueAwards, { ...at(contest), body: {} })).body).toEqual({ issued: 0, total: 3 })
  })

  it('lets an observer read, a stranger see nothing, and neither issue or change the design', async () => {
    const { contest } = await final()
    const { params } = at(contest)
    const observer = await aStaffMember(app, contest.competition.organisationId, ['observer'])
    const stranger = await aMember(app)
    const desk = await send(contract.awardsDesk, { as: observer, params })
    expect(desk.body.can).toEqual({ issue: false, design: false })
    expect((await send(contract.awardsDesk, { as: stranger, params })).status).toBe(404)
    for (const [as, status] of [
      [observer, 403],
      [stranger, 404],
    ] as const) {
      expect((await send(contract.issueAwards, { as, params, body: {} })).status).toBe(status)
      expect((await send(contract.saveDesign, { as, params, body: desk.body.design })).status).toBe(status)
      expect((await send(contract.previewCertificate, { as, params })).status).toBe(status)
    }
  })

  it('prints a specimen with the design as saved, and refuses a placeholder it does not have', async () => {
    const { contest } = await final()
    const { design } = (await send(contract.awardsDesk, at(contest))).body
    const wrong = { ...design, body: { 'zh-CN': '授予 {nickname}', en: 'to {nickname}' } }
    expect((await send(contract.saveDesign, { ...at(contest), body: wrong })).body.code).toBe('awards.design-wrong')
    const title = { 'zh-CN': '获奖证书', en: 'Award' }
    expect((await send(contract.saveDesign, { ...at(contest), body: { ...design, title } })).status).toBe(200)
    expect((await send(contract.awardsDesk, at(contest))).body.design.title).toEqual(title)
    const pdf = await send(contract.previewCertificate, { ...at(contest), query: { name: '阿卜杜外力·买买提艾力' } })
    expect(String(pdf.body).startsWith('%PDF')).toBe(true)
  })
})
