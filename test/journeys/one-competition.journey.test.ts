import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as awards from '../../src/domains/awards/contract.ts'
import * as commerce from '../../src/domains/commerce/contract.ts'
import * as competitions from '../../src/domains/competitions/contract.ts'
import * as workspace from '../../src/domains/competitions/staff-contract.ts'
import { aContent } from '../../src/domains/competitions/testing.ts'
import * as credentials from '../../src/domains/credentials/contract.ts'
import * as entries from '../../src/domains/entries/contract.ts'
import * as judging from '../../src/domains/judging/contract.ts'
import * as ledger from '../../src/domains/ledger/contract.ts'
import { faultsOfBooks } from '../../src/domains/ledger/testing.ts'
import { sampleOf } from '../../src/domains/media/testing.ts'
import * as messaging from '../../src/domains/messaging/contract.ts'
import * as organisations from '../../src/domains/organisations/contract.ts'
import * as payments from '../../src/domains/payments/contract.ts'
import { verifyBundle } from '../../src/domains/scoring/index.ts'
import * as standings from '../../src/domains/standings/contract.ts'
import * as uploads from '../../src/domains/uploads/contract.ts'
import { addMs, instant } from '../../src/kernel/clock.ts'
import type { Io } from '../../src/main/command.ts'
import { command as credentialCommand } from '../../src/main/commands/credential.ts'
import { type Caller, openSite } from './site.ts'

const day = 86_400_000
const hour = 3_600_000
const begin = instant('2027-03-01T01:00:00Z')
const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })

/** What happens goes on from step to step: the house of one competition, told in order. */
describe('one competition, from announcement to certificate', async () => {
  const site = await openSite(4241, begin.toISOString())
  const { app } = site
  const folder = mkdtempSync(join(tmpdir(), 'palestra-test-journey-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const stranger = site.caller('', 'a stranger')
  const people: Record<string, Caller> = {}
  const who = (name: string): Caller => {
    const person = people[name]
    if (!person) throw new Error(`${name} has not come yet`)
    return person
  }
  const organisation = { id: '', slug: '' }
  const competition = { id: '', slug: '', trackId: '' }
  const entryOf: Record<string, { id: string; number: string; orderId: string }> = {}
  const entry = (name: string) => {
    const found = entryOf[name]
    if (!found) throw new Error(`${name} has not entered`)
    return found
  }
  const inCompetition = () => ({ competitionId: competition.id })
  const bySlug = () => ({ slug: competition.slug })

  it('an organiser signs up and creates an organisation', async () => {
    people['olga'] = await site.newcomer('Olga Organiser')
    const made = await who('olga').ask(organisations.createOrganisation, {
      body: { name: both('江澜大学', 'Jianglan University'), zone: 'Asia/Shanghai', country: 'CN' },
    })
    Object.assign(organisation, made)
    const mine = await who('olga').ask(organisations.myOrganisations)
    expect(mine.rows).toMatchObject([{ id: organisation.id, roles: ['owner'] }])
  })

  it('makes a competition with a fee from a template, section by section, and announces it', async () => {
    const olga = who('olga')
    const templates = await stranger.ask(workspace.listTemplates)
    expect(templates.rows.map((row: { key: string }) => row.key)).toContain('data-report')
    const made = await olga.ask(workspace.createCompetition, {
      params: { organisationId: organisation.id },
      body: { template: 'data-report', title: both('数据报告赛', 'Data Report Contest') },
    })
    Object.assign(competition, made)
    let { revision } = await olga.ask(workspace.getWorkspace, { params: inCompetition() })
    const content = aContent({
      now: begin,
      state: 'announced',
      fee: 12_000n,
      places: 5,
      slug: made.slug,
      title: 'Data Report Contest',
      fields: [
        { kind: 'text', key: 'school', label: both('学校', 'School') },
        { kind: 'file', key: 'proof', label: both('在读证明', 'Proof of enrolment'), types: ['pdf'], personal: true },
        { kind: 'id-document', key: 'document', label: both('证件', 'Identity document'), required: false },
      ],
    })
    for (const section of ['basics', 'divisions', 'form', 'schedule', 'fee', 'rules', 'prizes'] as const) {
      const saved = await olga.ask(workspace.saveSection, {
        params: inCompetition(),
        body: { section, revision, content: content[section] },
      })
      revision = saved.revision
      if (section === 'prizes') expect(saved.missing).toEqual([])
    }
    expect((await stranger.send(competitions.getCompetition, { params: bySlug() })).status).toBe(404)
    await olga.ask(workspace.publishCompetition, { params: inCompetition(), body: { revision } })
    await site.settle()
    const page = await stranger.ask(competitions.getCompetition, { params: bySlug() })
    expect(page).toMatchObject({ state: 'announced', fee: { currency: 'CNY', minor: '12000' }, places: 5 })
    competition.trackId = page.tracks[0].id
  })

  async function enter(key: string, name: string, school: string) {
    const person = (people[key] = await site.newcomer(name))
    const form = await person.ask(entries.entryForm, { params: inCompetition() })
    const proof = await person.upload('在读证明.pdf', sampleOf('pdf'), {
      purpose: 'entry',
      competitionId: competition.id,
      field: 'proof',
    })
    const answer = await person.send(entries.enter, {
      params: inCompetition(),
      body: {
        trackId: competition.trackId,
        entrantName: name,
        affiliation: school,
        answers: { school, proof: [proof] },
        rulesVersion: form.rulesVersion,
      },
    })
    if (answer.status === 201)
      entryOf[key] = { id: answer.body.entry.id, number: answer.body.entry.number, orderId: answer.body.orderId }
    return { answer, proof }
  }

  /** At the sandbox's own page, by its own routes. */
  async function pay(key: string, ending: string) {
    const person = who(key)
    const begun = await person.ask(commerce.payOrder, {
      params: { orderId: entry(key).orderId },
      body: { provider: 'sandbox' },
    })
    const { action } = begun.order.payments.at(-1)
    const token = action.url.split('/').at(-1)
    const charge = await stranger.ask(payments.readSandboxCharge, { params: { token } })
    expect(charge.amount).toEqual({ currency: 'CNY', minor: '12000' })
    await stranger.ask(payments.endSandboxCharge, { params: { token }, body: { ending } })
    await site.settle()
  }

  it('nobody enters before entry opens', async () => {
    const { answer } = await enter('early', 'Early Bird', 'Alpha School')
    expect(answer).toMatchObject({ status: 409, body: { code: 'entries.not-open' } })
  })

  it('a contestant enters with a file, pays at the sandbox, and waits for review', async () => {
    await site.passTo(addMs(begin, day + hour))
    expect((await stranger.ask(competitions.getCompetition, { params: bySlug() })).state).toBe('open')
    const { answer, proof } = await enter('ann', 'Ann Entrant', 'Alpha School')
    expect(answer).toMatchObject({ status: 201, body: { entry: { state: 'held' } } })
    expect((await stranger.send({ ...entries.entryForm, path: `/api/files/${proof}` })).status).toBe(404)
    expect((await who('early').send({ ...entries.entryForm, path: `/api/files/${proof}` })).status).toBe(404)
    await pay('ann', 'storm')
    const order = await who('ann').ask(commerce.readOrder, { params: { orderId: entry('ann').orderId } })
    expect(order).toMatchObject({ state: 'paid', can: { pay: false } })
    const standing = await who('ann').ask(entries.readStanding, { params: { entryId: entry('ann').id } })
    expect(standing.entry.state).toBe('in-review')
  })

  it('a failed payment keeps the place, and a second attempt takes it', async () => {
    await enter('bo', 'Bo Entrant', 'Beta School')
    await pay('bo', 'fail')
    expect((await who('bo').ask(entries.readEntry, { params: { entryId: entry('bo').id } })).state).toBe('held')
    await pay('bo', 'pay')
    expect((await who('bo').ask(entries.readEntry, { params: { entryId: entry('bo').id } })).state).toBe('in-review')
  })

  it('the organiser accepts two and rejects one, who gets the fee back by itself', async () => {
    await enter('carl', 'Carl Rejected', 'Gamma School')
    await pay('carl', 'pay')
    const olga = who('olga')
    const queue = await olga.ask(entries.listEntries, { params: inCompetition(), query: { state: 'in-review' } })
    expect(queue.rows).toHaveLength(3)
    const review = (keys: string[], verdict: string, note = '') =>
      olga.ask(entries.reviewEntries, {
        params: inCompetition(),
        body: { entryIds: keys.map(key => entry(key).id), verdict, note },
      })
    const accepted = await review(['ann', 'bo'], 'accept')
    expect(accepted.done.map((one: { state: string }) => one.state)).toEqual(['confirmed', 'confirmed'])
    await review(['carl'], 'reject', 'The proof of enrolment is of another person.')
    await site.passTo(addMs(app.clock.now(), 5 * 60_000))
    const order = await who('carl').ask(commerce.readOrder, { params: { orderId: entry('carl').orderId } })
    expect(order.refunds).toMatchObject([{ state: 'succeeded', amount: { currency: 'CNY', minor: '12000' } }])
    expect(order.refunded).toEqual({ currency: 'CNY', minor: '12000' })
    const told = await who('carl').ask(messaging.listNotices)
    expect(JSON.stringify(told.rows)).toContain('The proof of enrolment is of another person.')
    expect(await faultsOfBooks(app.db.kysely)).toEqual([])
  })

  it('a place that is not paid in time is given back', async () => {
    await enter('dee', 'Dee Expired', 'Delta School')
    const before = await stranger.ask(competitions.getCompetition, { params: bySlug() })
    await site.passTo(addMs(app.clock.now(), 31 * 60_000))
    await site.passTo(addMs(app.clock.now(), 10 * 60_000))
    expect((await who('dee').ask(entries.readEntry, { params: { entryId: entry('dee').id } })).state).toBe('expired')
    const refused = await who('dee').send(commerce.payOrder, {
      params: { orderId: entry('dee').orderId },
      body: { provider: 'sandbox' },
    })
    expect(refused.body.code).toBe('commerce.order-not-open')
    const after = await stranger.ask(competitions.getCompetition, { params: bySlug() })
    expect(after.taken).toBe(before.taken - 1)
    expect(after).toMatchObject({ taken: 2, confirmed: 2 })
  })

  it('works are handed in with a receipt, replaced, and refused from the second of the deadline', async () => {
    await site.passTo(addMs(begin, 11 * day + hour))
    for (const key of ['ann', 'bo']) {
      await who(key).signIn()
      const entryId = entry(key).id
      const desk = await who(key).ask(uploads.readDesk, { params: { entryId } })
      const windowId = desk.window.id
      const bytes = sampleOf('pdf')
      const fileId = await who(key).upload(`report-${key}.pdf`, bytes, {
        purpose: 'work',
        entryId,
        windowId,
        slot: 'files',
      })
      const handIn = (basedOn: number, title: string) =>
        who(key).send(uploads.submitWork, {
          params: { entryId, windowId },
          body: { answers: { work_title: title }, files: [{ slot: 'files', fileId }], basedOn },
        })
      expect(await handIn(0, `First of ${key}`)).toMatchObject({ status: 201, body: { version: 1 } })
      // The last millisecond before the end counts, the end itself does not.
      const now = app.clock.now()
      const end = instant(desk.window.closesAt)
      app.clock.set(addMs(end, -1))
      const second = await handIn(1, `Second of ${key}`)
      expect(second).toMatchObject({ status: 201, body: { version: 2, submittedAt: addMs(end, -1).toISOString() } })
      app.clock.set(end)
      const late = await handIn(2, `Late of ${key}`)
      expect(late).toMatchObject({ status: 409, body: { code: 'uploads.closed' } })
      app.clock.set(now)
      const receipt = await who(key).ask(uploads.readReceipt, { params: { submissionId: second.body.id } })
      expect(receipt.receiptSha256).toBe(second.body.receiptSha256)
      expect(receipt.files[0].sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    }
    const works = await who('olga').ask(uploads.listWorks, { params: inCompetition() })
    expect(works.counts).toEqual({ submitted: 2, withdrawn: 0, missing: 0 })
  })

  const panel = { id: '' }
  const judgeKeys = ['jia', 'jon', 'joy']

  it('judges are invited by mail, accept, and get works under blind codes', async () => {
    await who('olga').signIn()
    for (const [index, key] of judgeKeys.entries()) people[key] = await site.newcomer(`Judge Number ${index + 1}`)
    await site.passTo(addMs(begin, 16 * day + hour))
    const made = await who('olga').ask(judging.createPanel, {
      params: inCompetition(),
      body: {
        name: both('终评组', 'Final panel'),
        segment: 'final',
        stage: 'final',
        judgesPerWork: 3,
        seats: judgeKeys.map((key, index) => ({ email: who(key).email, lead: index === 0 })),
      },
    })
    panel.id = made.id
    await site.settle()
    for (const key of judgeKeys) {
      const { panels } = await who(key).ask(judging.myPanels)
      const answer = await who(key).ask(judging.answerInvitation, {
        params: { seatId: panels[0].seatId },
        body: { accept: true, affiliation: `Institute of ${key}` },
      })
      expect(answer.state).toBe('accepted')
    }
    const drawn = await who('olga').ask(judging.drawWorks, { params: { panelId: panel.id } })
    expect(drawn).toMatchObject({ works: 2, sheets: 6, unassigned: [] })
  })

  it('judges score blind and submit; the lead judge locks; measured values come from the organiser', async () => {
    for (const [index, key] of judgeKeys.entries()) {
      const judge = who(key)
      const desk = await judge.ask(judging.desk, { params: { panelId: panel.id } })
      for (const sheet of desk.sheets) {
        const params = { sheetId: sheet.id }
        const read = await judge.ask(judging.readSheet, { params })
        const seen = JSON.stringify(read)
        for (const one of ['ann', 'bo'])
          for (const secret of [who(one).name, who(one).email, entry(one).number, entry(one).id, 'report-'])
            expect(seen).not.toContain(secret)
        const best = seen.includes('Second of ann')
        const change = (aspect: string, value: string) => ({ aspect, value, comment: 'Clear.', sequence: '1' })
        await judge.ask(judging.saveScores, {
          params,
          body: { changes: [change('A1', best ? '3' : '2'), change('A2', index === 0 ? '2' : '3')] },
        })
        const file = await judge.send(judging.readWorkFile, {
          params: { ...params, fileId: read.work.files[0].fileId },
        })
        expect(file.status).toBe(200)
        await judge.ask(judging.submitSheet, { params })
        const again = await judge.send(judging.saveScores, { params, body: { changes: [change('A1', '0')] } })
        expect(again.body.code).toBe('judging.sheet-closed')
      }
    }
    const lead = who('jia')
    const { works } = await lead.ask(judging.progress, { params: { panelId: panel.id } })
    for (const [index, work] of works.entries())
      await who('olga').ask(judging.saveMeasured, {
        params: { workId: work.id },
        body: { values: [{ aspect: 'B1', value: String(30 + index) }] },
      })
    expect((await lead.ask(judging.lockPanel, { params: { panelId: panel.id } })).state).toBe('locked')
  })

  const run = { id: '' }

  it('results are computed, hidden, then provisional; an objection is answered; then final', async () => {
    const olga = who('olga')
    const computed = await olga.ask(standings.compute, { params: inCompetition() })
    expect(computed.mistakes).toEqual([])
    run.id = computed.runId
    for (const hidden of [standings.publicResults, standings.publicBundle])
      expect((await stranger.send(hidden, { params: bySlug() })).body.code).toBe('standings.not-published')
    await site.passTo(addMs(begin, 22 * day + hour))
    await olga.ask(standings.publish, { params: inCompetition(), body: { runId: run.id } })
    await site.settle()
    await who('ann').signIn()
    await who('bo').signIn()
    const board = await stranger.ask(standings.publicResults, { params: bySlug() })
    expect(board.stage).toBe('provisional')
    expect(board.rows.map((row: { rank: number }) => row.rank)).toEqual([1, 2])
    const objection = await who('bo').ask(standings.objectToResult, {
      params: { entryId: entry('bo').id },
      body: { statement: 'Please look at A2 again.' },
    })
    const early = await olga.send(standings.finalise, { params: inCompetition(), body: { runId: run.id } })
    expect(early.body.code).toBe('standings.window-open')
    await site.passTo(addMs(begin, 29 * day + 2 * hour))
    const unanswered = await olga.send(standings.finalise, { params: inCompetition(), body: { runId: run.id } })
    expect(unanswered.body.code).toBe('standings.objections-open')
    await olga.ask(standings.answerObjection, {
      params: { objectionId: objection.id },
      body: { upheld: false, answer: 'All three judges were asked and stand by their marks.' },
    })
    const final = await olga.ask(standings.finalise, { params: inCompetition(), body: { runId: run.id } })
    expect(final.state).toBe('final')
    await site.settle()
    expect((await stranger.ask(standings.publicResults, { params: bySlug() })).stage).toBe('final')
  })

  it('awards follow the ranking, certificates are issued, and a stranger verifies them offline', async () => {
    const olga = who('olga')
    const granted = await olga.ask(awards.awardsDesk, { params: inCompetition() })
    const prizes = granted.awards.filter((one: { kind: string }) => one.kind === 'prize')
    expect(prizes.map((one: { rank: number }) => one.rank)).toEqual([1, 2])
    const issued = await olga.ask(awards.issueAwards, { params: inCompetition(), body: {} })
    expect(issued.issued).toBe(2)
    await site.settle()
    const mine = await who('ann').ask(credentials.myCredentials)
    expect(mine.rows).toHaveLength(1)
    const { number } = mine.rows[0]
    const shown = await stranger.ask(credentials.readCredential, { params: { number } })
    expect(shown).toMatchObject({ state: 'valid', verified: true, holder: { en: 'Ann Entrant' } })
    const paper = await stranger.send(credentials.readCertificate, { params: { number } })
    expect(paper.status).toBe(200)
    expect(paper.body.subarray(0, 5).toString()).toBe('%PDF-')

    const file = (name: string, content: unknown): string => {
      const path = join(folder, name)
      writeFileSync(path, Buffer.isBuffer(content) ? content : JSON.stringify(content))
      return path
    }
    const document = (await stranger.send(credentials.readDocument, { params: { number } })).body
    const issuer = (await stranger.send(credentials.readIssuer, { params: { organisationId: organisation.id } })).body
    const list = new URL(document.credentialStatus.statusListCredential).pathname
    const status = (await stranger.send({ ...credentials.readStatusList, path: list })).body
    const at = addMs(app.clock.now(), hour).toISOString()
    const verify = async (content: unknown) => {
      const said: string[] = []
      const io: Io = {
        out: text => void said.push(text),
        error: () => undefined,
        readBytes: async path => readFileSync(path),
        readInput: async path => readFileSync(path, 'utf8'),
      }
      const code = await credentialCommand.run(
        ['verify', file('credential.json', content), '--issuer', file('issuer.json', issuer)].concat([
          '--status',
          file('status.json', status),
          '--at',
          at,
        ]),
        io,
      )
      return { code, verdict: JSON.parse(said[0] ?? '{}') }
    }
    expect(await verify(document)).toMatchObject({ code: 0, verdict: { verified: true, status: 'valid' } })
    const forged = JSON.parse(JSON.stringify(document).replaceAll('Ann Entrant', 'Bo Entrant'))
    expect(await verify(forged)).toMatchObject({ code: 1, verdict: { verified: false } })
  })

  it('the public bundle is recomputed to the same ranks', async () => {
    const bundle = (await stranger.send(standings.publicBundle, { params: bySlug() })).body
    expect(await verifyBundle(bundle)).toMatchObject({ ok: true, differences: [], counts: { entries: 2, ranks: 2 } })
    const text = JSON.stringify(bundle)
    for (const key of [...judgeKeys, 'ann', 'bo']) expect(text).not.toContain(who(key).email)
  })

  it('the books balance to the cent, and every place is somebody’s', async () => {
    expect(await faultsOfBooks(app.db.kysely)).toEqual([])
    const { accounts } = await who('olga').ask(ledger.readTrialBalance, {
      params: { organisationId: organisation.id },
    })
    const signed = accounts.map((one: { normalSide: string; posted: string }) =>
      one.normalSide === 'debit' ? BigInt(one.posted) : -BigInt(one.posted),
    )
    expect(signed.length).toBeGreaterThan(1)
    expect(signed.reduce((sum: bigint, minor: bigint) => sum + minor, 0n)).toBe(0n)
    const counted = await app.db.pool.query(
      `select q.taken, (select count(*)::int from entry e where e.competition_id = q.competition_id
          and e.state in ('held', 'in-review', 'returned', 'confirmed', 'disqualified')) as live
        from entry_quota q where q.competition_id = $1`,
      [competition.id],
    )
    for (const row of counted.rows) expect(row.taken).toBe(row.live)
    const failed = await app.db.pool.query(
      `select t.identifier, j.last_error from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where j.last_error is not null`,
    )
    expect(failed.rows).toEqual([])
  })
})
