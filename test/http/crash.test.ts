import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPerson, signIn } from '../../src/domains/accounts/testing.ts'
import { aCompetition } from '../../src/domains/competitions/testing.ts'
import { tracksOf } from '../../src/domains/competitions/index.ts'
import * as entries from '../../src/domains/entries/contract.ts'
import * as judging from '../../src/domains/judging/contract.ts'
import { aJudgedContest, aPanel } from '../../src/domains/judging/testing.ts'
import { anOrganisation } from '../../src/domains/organisations/testing.ts'
import { sampleOf } from '../../src/domains/media/testing.ts'
import { aWindow } from '../../src/domains/uploads/testing.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { pathOf } from '../../src/kernel/contract.ts'
import { testApp, testServer } from '../../src/kernel/testing/index.ts'
import { domains, fillPorts } from '../../src/main/wiring.ts'
import { siteProcess } from './site-process.ts'

const app = { ...(await testApp()), clock: systemClock }
fillPorts(app)
const { send } = await testServer(app, domains)
const site = siteProcess(app.database.url, 4246)

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there')
  return value
}

/** Null when the connection broke: nothing was acknowledged. */
async function call(
  path: string,
  init: RequestInit,
): Promise<{ status: number; headers: Headers; body: string } | null> {
  try {
    const reply = await fetch(site.base + path, init)
    return { status: reply.status, headers: reply.headers, body: await reply.text() }
  } catch {
    return null
  }
}

describe('kill -9 of the web process', () => {
  beforeAll(() => site.start(), 120_000)
  afterAll(() => site.close())

  it('in the middle of a burst of entries loses no acknowledged one and counts none by half', async () => {
    const { id: organisationId } = await anOrganisation(app)
    const competition = await app.db.transaction(tx =>
      aCompetition(tx, { organisationId, now: app.clock.now(), fields: [], places: 150 }),
    )
    const trackId = (await tracksOf(app.db.kysely, competition.id))[0]?.id ?? null
    const people = await Promise.all(Array.from({ length: 200 }, () => aPerson(app.db.kysely)))
    const cookies = await Promise.all(people.map(person => signIn(app.db, person)))
    const enter = async (index: number) => {
      const answer = await call(pathOf(entries.enter.path, { competitionId: competition.id }), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `burst-${index}-${competition.id}`,
          cookie: there(cookies[index]),
        },
        body: JSON.stringify({ trackId, entrantName: `Entrant ${index}`, answers: {}, rulesVersion: 1 }),
      })
      if (answer?.status === 201) acknowledged.set(index, JSON.parse(answer.body).entry.id)
      return answer?.status ?? 0
    }
    const acknowledged = new Map<number, string>()
    const counts = async () =>
      (
        await sql<{ taken: number; entries: number; orders: number; keys: number }>`select
          (select taken from entry_quota where competition_id = ${competition.id} order by track_id nulls first limit 1) as taken,
          (select count(*)::int from entry where competition_id = ${competition.id}) as entries,
          (select count(*)::int from purchase_order o join entry e on e.order_id = o.id where e.competition_id = ${competition.id}) as orders,
          (select count(*)::int from idempotency_key where key like ${`burst-%-${competition.id}`}) as keys`.execute(
          app.db.kysely,
        )
      ).rows[0]

    const burst = people.map(async (_, index) => {
      await new Promise(resolve => {
        setTimeout(resolve, index * 3)
      })
      return enter(index)
    })
    await expect.poll(() => acknowledged.size, { timeout: 20_000, interval: 1 }).toBeGreaterThan(20)
    await site.kill()
    await Promise.all(burst)
    const before = new Map(acknowledged)
    expect(before.size).toBeLessThan(150)
    const afterKill = there(await counts())
    expect(afterKill.entries).toBeGreaterThanOrEqual(before.size)
    expect(afterKill).toEqual({
      taken: afterKill.entries,
      entries: afterKill.entries,
      orders: afterKill.entries,
      keys: afterKill.entries,
    })

    await site.start()
    const statuses = await Promise.all(people.map((_, index) => enter(index)))
    for (const [index, id] of before) expect(acknowledged.get(index)).toBe(id)
    expect(statuses.filter(status => status === 201)).toHaveLength(150)
    expect(statuses.filter(status => status === 409)).toHaveLength(50)
    expect(await counts()).toEqual({ taken: 150, entries: 150, orders: 150, keys: 150 })
  }, 120_000)

  it('in the middle of an upload goes on from the acknowledged byte', async () => {
    const { window, person, entryId } = await aWindow(app)
    fillPorts(app)
    const cookie = await signIn(app.db, person)
    const tus = { 'tus-resumable': '1.0.0', cookie }
    const bytes = Buffer.concat([sampleOf('pdf'), randomBytes(24 * 1024 * 1024)])
    const metadata = { filename: 'report.pdf', purpose: 'work', entryId, windowId: window.id, slot: 'files' }
    const created = there(
      (await call('/api/uploads', {
        method: 'POST',
        headers: {
          ...tus,
          'upload-length': String(bytes.length),
          'upload-metadata': Object.entries(metadata)
            .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
            .join(','),
        },
      })) ?? undefined,
    )
    expect(created.status, created.body).toBe(201)
    const location = created.headers.get('location') ?? ''
    const patch = (from: number, to: number) =>
      call(location, {
        method: 'PATCH',
        headers: { ...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
        body: new Uint8Array(bytes.subarray(from, to)),
      })
    // One part is acknowledged; the next is under way when the process dies.
    const part = 5 * 1024 * 1024
    expect((await patch(0, part))?.status).toBe(204)
    const underWay = patch(part, bytes.length)
    await new Promise(resolve => {
      setTimeout(resolve, 15)
    })
    await site.kill()
    const broken = await underWay
    await site.start()
    const asked = there((await call(location, { method: 'HEAD', headers: tus })) ?? undefined)
    const offset = Number(asked.headers.get('upload-offset'))
    expect(offset).toBeGreaterThanOrEqual(broken?.status === 204 ? bytes.length : part)
    const file = async () =>
      (
        await sql<{ state: string; sha256: string | null }>`select state, sha256 from file
          where id = ${location.split('/').at(-1)}`.execute(app.db.kysely)
      ).rows[0]
    if (offset < bytes.length) {
      expect((await file())?.state).toBe('uploading')
      expect((await patch(offset, bytes.length))?.status).toBe(204)
    }
    expect(await file()).toEqual({ state: 'ready', sha256: createHash('sha256').update(bytes).digest('hex') })
    const read = await fetch(`${site.base}/api/files/${location.split('/').at(-1)}`, { headers: { cookie } })
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true)
  }, 120_000)

  it('in the middle of a judge’s typing keeps every acknowledged mark', async () => {
    const contest = await aJudgedContest(app, { works: 2 })
    fillPorts(app)
    const { panel, judges } = await aPanel(app, contest)
    const judge = there(judges[0])
    await send(judging.drawWorks, { as: contest.owner, params: { panelId: panel.id } })
    const { sheets } = (await send(judging.desk, { as: judge, params: { panelId: panel.id } })).body
    const cookie = await signIn(app.db, judge)
    const save = (sheetId: string, sequence: number) =>
      call(pathOf(judging.saveScores.path, { sheetId }), {
        method: 'PUT',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({
          changes: ['A1', 'A2'].map(aspect => ({
            aspect,
            value: String(sequence % 4),
            comment: `note ${sequence}`,
            sequence: String(sequence),
          })),
        }),
      })
    const typed: Record<string, number> = {}
    const type = async (sheetId: string) => {
      for (let sequence = 1; sequence <= 5_000; sequence += 1) {
        const answer = await save(sheetId, sequence)
        if (!answer) return
        if (answer.status !== 200) throw new Error(answer.body)
        typed[sheetId] = sequence
      }
    }
    const typing = sheets.map((sheet: { id: string }) => type(sheet.id))
    await expect
      .poll(() => Math.min(...sheets.map((one: { id: string }) => typed[one.id] ?? 0)), { timeout: 30_000 })
      .toBeGreaterThan(20)
    await site.kill()
    await Promise.all(typing)
    await site.start()
    for (const { id } of sheets) {
      const sheet = there(
        (await call(pathOf(judging.readSheet.path, { sheetId: id }), { headers: { cookie } })) ?? undefined,
      )
      const { scores } = JSON.parse(sheet.body)
      const sequences = scores.map((one: { sequence: string }) => Number(one.sequence))
      expect(sequences).toHaveLength(2)
      // What was acknowledged is there; what was under way is there whole, both marks, or not at all.
      expect(sequences[0]).toBeGreaterThanOrEqual(there(typed[id]))
      expect(sequences[0]).toBeLessThanOrEqual(there(typed[id]) + 1)
      expect(sequences[1]).toBe(sequences[0])
      for (const one of scores)
        expect([Number(one.value), one.comment]).toEqual([sequences[0] % 4, `note ${sequences[0]}`])
    }
  }, 120_000)
})
