import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { addMs } from '../../kernel/clock.ts'
import { brokenConstraint } from '../../kernel/db.ts'
import { siteAddress } from '../../kernel/mail/index.ts'
import type { Person } from '../../kernel/policy.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { mediaDomain } from '../media/index.ts'
import * as mediaContract from '../media/contract.ts'
import { aStaffMember } from '../organisations/testing.ts'
import * as contract from './contract.ts'
import { submittedWorks, syncWindows, uploadsDomain, windowsOf, worksFixedAt } from './index.ts'
import { anEntrant, aWindow, aWorkFile, type WindowWithPeople } from './testing.ts'

const app = await testApp()
siteAddress.provide('http://localhost:3000')
const { send } = await testServer(app, [mediaDomain, uploadsDomain])
let w: WindowWithPeople
beforeEach(async () => {
  w = await aWindow(app)
})

const at = (ms: number): void => app.clock.set(addMs(w.window.closesAt, ms))
const params = (given: { entryId?: string } = {}) => ({ entryId: given.entryId ?? w.entryId, windowId: w.window.id })
const title = { work_title: '跨境退货的因果' }

async function submit(basedOn = 0, given: { as?: Person; files?: object[]; answers?: object; entryId?: string } = {}) {
  const as = given.as ?? w.person
  const files = given.files ?? [{ slot: 'files', fileId: await aWorkFile(app, as) }]
  return send(contract.submitWork, {
    as,
    params: params(given),
    body: { answers: given.answers ?? title, files, basedOn },
  })
}
const desk = async (as = w.person, entryId = w.entryId) =>
  (await send(contract.readDesk, { as, params: { entryId } })).body

describe('handing in', () => {
  test('makes a version with a receipt whose digest anybody can compute again', async () => {
    const made = await submit()
    expect(made.status).toBe(201)
    const { body } = await send(contract.readReceipt, { as: w.person, params: { submissionId: made.body.id } })
    expect(createHash('sha256').update(canonicalJson(body.receipt)).digest('hex')).toBe(made.body.receiptSha256)
    expect(body.receipt).toMatchObject({ version: 1, answers: title, submittedAt: app.clock.now().toISOString() })
    expect(body.receipt.files[0]).toMatchObject({ slot: 'files', name: 'report.pdf' })
    expect(body.receipt.files[0].sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('replaces until the deadline; every version stays as it was', async () => {
    const first = await submit()
    const second = await submit(1, { answers: { work_title: 'second' } })
    expect(second.body.version).toBe(2)
    const { versions, current } = await desk()
    expect(versions.map((one: { version: number; state: string }) => [one.version, one.state])).toEqual([
      [2, 'submitted'],
      [1, 'replaced'],
    ])
    expect(current).toMatchObject({ version: 2, answers: { work_title: 'second' } })
    const changed = await sql`update submission set answers = '{}' where id = ${first.body.id}`
      .execute(app.db.kysely)
      .catch((error: unknown) => String(error))
    expect(changed).toContain('does not change')
  })

  test('says everything that is missing or wrong, by its place', async () => {
    const foreign = await anEntrant(app, { id: w.competitionId, organisationId: w.window.organisationId })
    const { body } = await submit(0, {
      answers: { work_title: '' },
      files: [
        { slot: 'files', fileId: await aWorkFile(app, foreign.person) },
        { slot: 'nowhere', fileId: await aWorkFile(app, w.person) },
        { slot: 'files', fileId: await aWorkFile(app, w.person, 'notes.txt') },
      ],
    })
    expect(body.code).toBe('uploads.incomplete')
    expect(body.errors.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)).toEqual([
      'answers.work_title competitions.form.required',
      'files.files uploads.mistakes.file-unknown',
      'files.files uploads.mistakes.wrong-type',
      'files.nowhere uploads.mistakes.slot-unknown',
    ])
    expect((await desk()).current).toBeNull()
  })

  test('a file that has not arrived whole does not count', async () => {
    const fileId = await aWorkFile(app, w.person)
    await sql`insert into file (id, owner_person_id, purpose, name, mime, bytes, storage_key, state, personal, created_at)
      select gen_random_uuid(), owner_person_id, purpose, 'half.pdf', mime, bytes, 'files/half', 'uploading', true, created_at
      from file where id = ${fileId}`.execute(app.db.kysely)
    const half = await sql<{ id: string }>`select id from file where name = 'half.pdf'`.execute(app.db.kysely)
    const { body } = await submit(0, { files: [{ slot: 'files', fileId: half.rows[0]?.id }] })
    expect(body.errors).toMatchObject([{ code: 'uploads.mistakes.still-uploading', params: { name: 'half.pdf' } }])
  })

  test('the same request sent twice makes one version', async () => {
    const files = [{ slot: 'files', fileId: await aWorkFile(app, w.person) }]
    const once = {
      as: w.person,
      params: params(),
      body: { answers: title, files, basedOn: 0 },
      key: 'one-and-the-same',
    }
    const both = await Promise.all([send(contract.submitWork, once), send(contract.submitWork, once)])
    expect(both[0].body).toEqual(both[1].body)
    expect((await desk()).versions).toHaveLength(1)
  })

  test('of two tabs the slower one is told of the newer version and overwrites nothing', async () => {
    const both = await Promise.all([submit(), submit()])
    expect(both.map(one => one.status).sort((a, b) => a - b)).toEqual([201, 409])
    const late = both.find(one => one.status === 409)
    expect(late?.body).toMatchObject({ code: 'uploads.newer-version', params: { version: 1 } })
  })

  test('personal answers are encrypted and not in the receipt', async () => {
    const id = { kind: 'text', key: 'student', label: { 'zh-CN': '学号', en: 'Student number' }, personal: true }
    w = await aWindow(app, { fields: [id] })
    const made = await submit(0, { answers: { student: '2026-1234-9' } })
    const row = await sql<{ whole: string; receipt: { personalSha256: string } }>`
      select s::text as whole, receipt from submission s where id = ${made.body.id}`.execute(app.db.kysely)
    expect(row.rows[0]?.whole).not.toContain('2026-1234-9')
    expect(row.rows[0]?.receipt.personalSha256).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the deadline', () => {
  test('is kept to the second by the server’s clock, and the refusal says both times', async () => {
    at(-1)
    expect((await submit()).status).toBe(201)
    at(0)
    const late = await submit(1)
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({
      code: 'uploads.closed',
      params: {
        closedAt: w.window.closesAt.toISOString(),
        serverTime: w.window.closesAt.toISOString(),
        lateBySeconds: 0,
      },
    })
    at(61_500)
    expect((await submit(1)).body.params.lateBySeconds).toBe(61)
    expect((await desk()).can).toEqual({ submit: false, withdraw: false })
  })

  test('before the window opens nothing is taken', async () => {
    app.clock.set(addMs(w.window.opensAt, -1))
    expect((await submit()).body.code).toBe('uploads.not-open-yet')
    app.clock.set(w.window.opensAt)
    expect((await submit()).status).toBe(201)
  })

  test('is kept by the database too', async () => {
    const insert = (when: Date) =>
      sql`insert into submission (id, window_id, entry_id, version, state, answers, submitted_by, submitted_at, receipt, receipt_sha256)
        values (gen_random_uuid(), ${w.window.id}, ${w.entryId}, 1, 'submitted', '{}', ${w.person.id}, ${when}, '{}', ${'0'.repeat(64)})`
        .execute(app.db.kysely)
        .then(() => 'taken', brokenConstraint)
    expect(await insert(w.window.closesAt)).toBe('submission_keeps_the_deadline')
    expect(await insert(addMs(w.window.opensAt, -1))).toBe('submission_keeps_the_deadline')
    expect(await insert(addMs(w.window.closesAt, -1))).toBe('taken')
  })

  test('forty entrants race against it: whoever is accepted was in time, whoever is not was late', async () => {
    const competition = { id: w.competitionId, organisationId: w.window.organisationId }
    const racers = await Promise.all(Array.from({ length: 40 }, () => anEntrant(app, competition)))
    const files = await Promise.all(racers.map(one => aWorkFile(app, one.person)))
    at(-20)
    const race = racers.map(async ({ person, entryId }, index) => {
      if (index % 4 === 3) app.clock.advance(4)
      return submit(0, { as: person, entryId, files: [{ slot: 'files', fileId: files[index] }] })
    })
    const ticking = setInterval(() => app.clock.advance(1), 2)
    const answers = await Promise.all(race)
    clearInterval(ticking)
    at(0)
    const late = await submit(0)
    const accepted = answers.filter(one => one.status === 201)
    const refused = [...answers.filter(one => one.status !== 201), late]
    for (const one of accepted) expect(one.body.submittedAt < w.window.closesAt.toISOString()).toBe(true)
    for (const one of refused) expect(one.body.code).toBe('uploads.closed')
    expect(refused.length).toBeGreaterThan(0)
    expect(await submittedWorks(app.db.kysely, w.competitionId, 'final')).toHaveLength(accepted.length)
  })

  test('is moved for one entry by staff with a reason, and for no other', async () => {
    const other = await anEntrant(app, { id: w.competitionId, organisationId: w.window.organisationId })
    const until = addMs(w.window.closesAt, 3_600_000)
    const extend = (as: Person, given: object = {}) =>
      send(contract.extendDeadline, {
        as,
        params: params(),
        body: { until: until.toISOString(), reason: 'Power cut in the dormitory', ...given },
      })
    expect((await extend(w.person)).status).toBe(404)
    const desk = await aStaffMember(app, w.window.organisationId, ['front-desk'])
    expect((await extend(desk)).body.code).toBe('kernel.not-allowed')
    expect((await extend(w.owner, { until: w.window.closesAt.toISOString() })).body.code).toBe(
      'uploads.extension-not-later',
    )
    expect((await extend(w.owner)).status).toBe(200)
    at(1000)
    expect((await submit()).status).toBe(201)
    expect((await submit(0, { as: other.person, entryId: other.entryId })).body.code).toBe('uploads.closed')
    expect(await worksFixedAt(app.db.kysely, w.competitionId, 'final')).toEqual(until)
    at(3_600_000)
    expect((await submit(1)).body.params.closedAt).toBe(until.toISOString())
    const told = await sql<{ payload: { reason: string } }>`
      select payload from event_log where name = 'uploads.deadline-extended' and subject_id = ${w.entryId}`.execute(
      app.db.kysely,
    )
    expect(told.rows[0]?.payload.reason).toBe('Power cut in the dormitory')
  })

  test('follows the schedule of the competition', async () => {
    const later = addMs(w.window.closesAt, 86_400_000)
    await sql`update competition_date set ends_at = ${later} where competition_id = ${w.competitionId} and kind = 'submission'`.execute(
      app.db.kysely,
    )
    await app.db.transaction(tx => syncWindows(tx, w.competitionId, app.clock.now()))
    const windows = await windowsOf(app.db.kysely, w.competitionId)
    expect(windows.map(one => [one.id, one.closesAt])).toEqual([[w.window.id, later]])
    const events = () =>
      sql`select 1 from event_log where name = 'uploads.window-changed' and subject_id = ${w.window.id}`
    const before = (await events().execute(app.db.kysely)).rows.length
    await app.db.transaction(tx => syncWindows(tx, w.competitionId, app.clock.now()))
    expect((await events().execute(app.db.kysely)).rows.length).toBe(before)
  })
})

describe('withdrawing', () => {
  const withdraw = (version: number) =>
    send(contract.withdrawWork, { as: w.person, params: params(), body: { version } })

  test('leaves nothing that counts, until something new is handed in', async () => {
    await submit()
    expect((await withdraw(1)).status).toBe(200)
    expect(await submittedWorks(app.db.kysely, w.competitionId, 'final')).toEqual([])
    expect((await withdraw(1)).body.code).toBe('uploads.nothing-submitted')
    expect((await submit(1)).body.version).toBe(2)
    expect((await submittedWorks(app.db.kysely, w.competitionId, 'final')).map(one => one.version)).toEqual([2])
  })

  test('is refused after the deadline and for a version that was replaced', async () => {
    await submit()
    await submit(1)
    expect((await withdraw(1)).body.code).toBe('uploads.newer-version')
    at(0)
    expect((await withdraw(2)).body.code).toBe('uploads.closed')
  })
})

describe('the draft', () => {
  const save = (revision: number, answers: object, files: object[] = []) =>
    send(contract.saveDraft, { as: w.person, params: params(), body: { answers, files, revision } })

  test('keeps what was typed and uploaded, whole or half', async () => {
    const fileId = await aWorkFile(app, w.person)
    expect((await save(0, { work_title: 'half a ti', unknown: 1 }, [{ slot: 'files', fileId }])).body.revision).toBe(1)
    expect((await desk()).draft).toMatchObject({
      answers: { work_title: 'half a ti' },
      files: [{ id: fileId, slot: 'files', name: 'report.pdf' }],
    })
    await submit()
    expect((await desk()).draft).toBeNull()
  })

  test('of two tabs the overtaken one is told', async () => {
    await save(0, { work_title: 'a' })
    expect((await save(1, { work_title: 'b' })).body.revision).toBe(2)
    expect((await save(1, { work_title: 'c' })).body.code).toBe('kernel.changed-meanwhile')
    expect((await save(0, { work_title: 'c' })).body.code).toBe('kernel.changed-meanwhile')
    expect((await desk()).draft.answers.work_title).toBe('b')
  })
})

describe('who may', () => {
  test('an entry that is not confirmed hands nothing in', async () => {
    const competition = { id: w.competitionId, organisationId: w.window.organisationId }
    for (const state of ['in-review', 'withdrawn', 'disqualified']) {
      const { person, entryId } = await anEntrant(app, competition, { state })
      expect((await submit(0, { as: person, entryId })).body.code).toBe('uploads.not-confirmed')
    }
  })

  test('strangers, other entrants and staff of others find nothing', async () => {
    const made = await submit()
    const theirs = await aWindow(app)
    const calls = (as: Person) => [
      send(contract.readDesk, { as, params: { entryId: w.entryId } }),
      send(contract.saveDraft, { as, params: params(), body: { answers: {}, files: [], revision: 0 } }),
      send(contract.submitWork, { as, params: params(), body: { answers: title, files: [], basedOn: 1 } }),
      send(contract.withdrawWork, { as, params: params(), body: { version: 1 } }),
      send(contract.readReceipt, { as, params: { submissionId: made.body.id } }),
      send(contract.listWorks, { as, params: { competitionId: w.competitionId } }),
      send(contract.exportWorks, { as, params: { competitionId: w.competitionId } }),
      send(contract.extendDeadline, {
        as,
        params: params(),
        body: { until: addMs(w.window.closesAt, 1000).toISOString(), reason: 'because' },
      }),
    ]
    for (const as of [theirs.person, theirs.owner])
      expect((await Promise.all(calls(as))).map(one => one.status)).toEqual(Array.from({ length: 8 }, () => 404))
  })

  test('staff read the list, the receipt and the files; the owner of the competition hands nothing in for others', async () => {
    const made = await submit()
    const { body } = await send(contract.listWorks, { as: w.owner, params: { competitionId: w.competitionId } })
    expect(body).toMatchObject({
      total: 1,
      counts: { submitted: 1, withdrawn: 0, missing: 0 },
      can: { extend: true },
      rows: [{ entryId: w.entryId, state: 'submitted', version: 1, files: 1 }],
    })
    const receipt = await send(contract.readReceipt, { as: w.owner, params: { submissionId: made.body.id } })
    const file = { fileId: receipt.body.files[0].id }
    expect((await send(mediaContract.downloadFile, { as: w.person, params: file })).status).toBe(200)
    expect((await submit(1, { as: w.owner })).status).toBe(404)
    const csv = await send(contract.exportWorks, { as: w.owner, params: { competitionId: w.competitionId } })
    expect(csv.body).toContain(made.body.receiptSha256)
  })
})
