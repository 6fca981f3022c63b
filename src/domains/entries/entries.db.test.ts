import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '../../kernel/db.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { aPerson } from '../accounts/testing.ts'
import { orderById } from '../commerce/index.ts'
import { expireOrder } from '../commerce/index.ts'
import { aMember, anOrganisation } from '../organisations/testing.ts'
import * as contract from './contract.ts'
import { fulfilEntryOrder } from './fulfil-entry-order.ts'
import { entryById } from './queries.ts'
import { anEntry, aVenue, entryDomains, wireEntries } from './testing.ts'

const app = await testApp()
wireEntries()
const { send } = await testServer(app, entryDomains)
const body = {
  trackId: null,
  entrantName: '阿卜杜外力·买买提艾力',
  affiliation: '江澜大学',
  answers: {},
  rulesVersion: 1,
}

const fields = [
  { kind: 'text', key: 'school', label: { 'zh-CN': '学校', en: 'School' }, required: true },
  { kind: 'text', key: 'student', label: { 'zh-CN': '学号', en: 'Student number' }, required: true, personal: true },
] as const

async function taken(competitionId: string): Promise<{ taken: number; counted: number }> {
  const { rows } = await sql<{ taken: number; counted: number }>`select
    (select taken from entry_quota where competition_id = ${competitionId} and track_id is null) as taken,
    (select count(*)::int from entry where competition_id = ${competitionId}
      and state in ('held', 'in-review', 'returned', 'confirmed', 'disqualified')) as counted`.execute(app.db.kysely)
  return rows[0] ?? { taken: -1, counted: -2 }
}

const pay = async (orderId: string): Promise<string> =>
  app.db.transaction(async (tx: Tx) => {
    const order = await orderById(tx, orderId)
    return order ? fulfilEntryOrder.paid(tx, order, app.clock.now()) : 'no-room'
  })

describe('entering', () => {
  it('holds a place, opens the order for the fee and is idempotent under its key', async () => {
    const { competition } = await aVenue(app, { fee: 12_000n })
    const person = await aPerson(app.db.kysely)
    const params = { competitionId: competition.id }
    const first = await send(contract.enter, { as: person, params, body, key: 'enter-once' })
    expect(first.status).toBe(201)
    expect(first.body.entry).toMatchObject({
      state: 'held',
      number: '0001',
      entrantName: body.entrantName,
      can: { pay: true },
    })
    const order = await orderById(app.db.kysely, first.body.orderId)
    expect(order).toMatchObject({
      state: 'open',
      total: { currency: 'CNY', minor: 12_000n },
      subjectId: first.body.entry.id,
    })
    const again = await send(contract.enter, { as: person, params, body, key: 'enter-once' })
    expect(again.body).toEqual(first.body)
    expect((await send(contract.enter, { as: person, params, body })).body.code).toBe('entries.already-entered')
    expect(await taken(competition.id)).toEqual({ taken: 1, counted: 1 })
  })

  it('sells exactly K places to N buyers, whatever the interleaving', async () => {
    const { competition } = await aVenue(app, { places: 7 })
    const people = await Promise.all(Array.from({ length: 40 }, () => aPerson(app.db.kysely)))
    const answers = await Promise.all(
      people.map(person => send(contract.enter, { as: person, params: { competitionId: competition.id }, body })),
    )
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(7)
    expect(new Set(answers.filter(answer => answer.status !== 201).map(answer => answer.body.code))).toEqual(
      new Set(['entries.full']),
    )
    expect(await taken(competition.id)).toEqual({ taken: 7, counted: 7 })
    const numbers = answers.filter(answer => answer.status === 201).map(answer => answer.body.entry.number)
    expect(numbers.toSorted((a, b) => Number(a) - Number(b))).toEqual([
      '0001',
      '0002',
      '0003',
      '0004',
      '0005',
      '0006',
      '0007',
    ])
  })

  it('lets one person in once, however often they press at the same moment', async () => {
    const { competition } = await aVenue(app, { places: 5 })
    const person = await aPerson(app.db.kysely)
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        send(contract.enter, { as: person, params: { competitionId: competition.id }, body }),
      ),
    )
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(1)
    expect(await taken(competition.id)).toEqual({ taken: 1, counted: 1 })
  })

  it('keeps the limit of a track apart from the whole', async () => {
    const { competition } = await aVenue(app, { places: 10, tracks: [{ code: 'a', places: 1 }, { code: 'b' }] })
    const tracks = await sql<{
      id: string
      code: string
    }>`select id, code from track where competition_id = ${competition.id} order by code`.execute(app.db.kysely)
    const enter = async (trackId: string | undefined) =>
      send(contract.enter, {
        as: await aPerson(app.db.kysely),
        params: { competitionId: competition.id },
        body: { ...body, trackId: trackId ?? null },
      })
    expect((await enter(tracks.rows[0]?.id)).status).toBe(201)
    expect((await enter(tracks.rows[0]?.id)).body).toMatchObject({ code: 'entries.full', params: { places: 1 } })
    expect((await enter(tracks.rows[1]?.id)).status).toBe(201)
    expect((await enter(undefined)).body.code).toBe('entries.track-unknown')
  })

  it('is refused outside the window, to the second, and under outdated rules', async () => {
    const { competition } = await aVenue(app)
    const person = await aPerson(app.db.kysely)
    const before = app.clock.now()
    const params = { competitionId: competition.id }
    expect((await send(contract.enter, { as: person, params, body: { ...body, rulesVersion: 2 } })).body).toMatchObject(
      { code: 'entries.rules-changed', params: { version: 1 } },
    )
    app.clock.set(competition.closesAt ?? before)
    expect((await send(contract.enter, { as: person, params, body })).body.code).toBe('entries.not-open')
    app.clock.set(new Date((competition.closesAt?.getTime() ?? 0) - 1))
    expect((await send(contract.enter, { as: person, params, body })).status).toBe(201)
    app.clock.set(before)
  })

  it('cannot be oversold even by a hand in the database', async () => {
    const { competition } = await aVenue(app, { places: 1 })
    await anEntry(app, competition)
    await expect(
      sql`update entry_quota set taken = 2 where competition_id = ${competition.id}`.execute(app.db.kysely),
    ).rejects.toThrow('entry_quota_not_oversold')
  })
})

describe('the fee', () => {
  it('moves a held entry into review, and a hold that ended gives the place back', async () => {
    const { competition } = await aVenue(app, { places: 2 })
    const paid = await anEntry(app, competition)
    expect(await pay(paid.orderId ?? '')).toBe('fulfilled')
    expect((await entryById(app.db.kysely, paid.entry.id))?.state).toBe('in-review')
    const late = await anEntry(app, competition)
    const at = new Date(app.clock.now().getTime() + 31 * 60_000)
    expect(await app.db.transaction(tx => expireOrder(tx, late.orderId ?? '', at))).toBe(true)
    expect((await entryById(app.db.kysely, late.entry.id))?.state).toBe('expired')
    expect(await taken(competition.id)).toEqual({ taken: 1, counted: 1 })
    const notices = await sql<{ kind: string }>`select kind from notice where person_id = ${late.person.id}`.execute(
      app.db.kysely,
    )
    expect(notices.rows.map(row => row.kind)).toContain('entries.expired')
  })

  it('that comes late takes the place again while there is room, and is sent back when there is none', async () => {
    const { competition } = await aVenue(app, { places: 1 })
    const first = await anEntry(app, competition)
    const at = new Date(app.clock.now().getTime() + 31 * 60_000)
    await app.db.transaction(tx => expireOrder(tx, first.orderId ?? '', at))
    expect(await pay(first.orderId ?? '')).toBe('fulfilled')
    expect(await taken(competition.id)).toEqual({ taken: 1, counted: 1 })
    const { competition: other } = await aVenue(app, { places: 1 })
    const lost = await anEntry(app, other)
    await app.db.transaction(tx => expireOrder(tx, lost.orderId ?? '', at))
    await anEntry(app, other)
    expect(await pay(lost.orderId ?? '')).toBe('no-room')
    expect((await entryById(app.db.kysely, lost.entry.id))?.state).toBe('expired')
  })

  it('races its expiry: one of them wins, and places agree with entries', async () => {
    const { competition } = await aVenue(app, { places: 20 })
    const entries = await Promise.all(Array.from({ length: 10 }, () => anEntry(app, competition)))
    const at = new Date(app.clock.now().getTime() + 31 * 60_000)
    await Promise.all(
      entries.flatMap(one => [
        app.db.transaction(tx => expireOrder(tx, one.orderId ?? '', at)),
        pay(one.orderId ?? ''),
      ]),
    )
    const { taken: now, counted } = await taken(competition.id)
    expect(now).toBe(counted)
  })
})

describe('review', () => {
  let venue: Awaited<ReturnType<typeof aVenue>>
  beforeAll(async () => {
    venue = await aVenue(app, { fee: 0n, places: 50 })
  })
  const review = async (entryIds: string[], verdict: string, note = '') =>
    send(contract.reviewEntries, {
      as: venue.organisation.owner,
      params: { competitionId: venue.competition.id },
      body: { entryIds, verdict, note },
    })

  it('accepts, returns with a note, and rejects with the place given back; each entry is answered alone', async () => {
    const [a, b, c] = await Promise.all([
      anEntry(app, venue.competition),
      anEntry(app, venue.competition),
      anEntry(app, venue.competition),
    ])
    expect((await review([a.entry.id, b.entry.id], 'accept')).body).toEqual({
      done: [
        { id: a.entry.id, state: 'confirmed' },
        { id: b.entry.id, state: 'confirmed' },
      ],
      refused: [],
    })
    expect((await review([b.entry.id, c.entry.id], 'return')).body.code).toBe('entries.note-needed')
    const returned = await review([b.entry.id, c.entry.id], 'return', '学号与学生证不一致。')
    expect(returned.body).toEqual({
      done: [{ id: c.entry.id, state: 'returned' }],
      refused: [{ id: b.entry.id, code: 'entries.wrong-state' }],
    })
    const mine = await send(contract.readEntry, { as: c.person, params: { entryId: c.entry.id } })
    expect(mine.body).toMatchObject({ reviewNote: '学号与学生证不一致。', can: { correct: true } })
    const corrected = await send(contract.correctEntry, {
      as: c.person,
      params: { entryId: c.entry.id },
      body: { trackId: null, entrantName: 'Ann', affiliation: 'X', answers: {} },
    })
    expect(corrected.body).toMatchObject({ state: 'in-review', entrantName: 'Ann' })
    const before = await taken(venue.competition.id)
    expect((await review([c.entry.id], 'reject', 'no')).body.done).toEqual([{ id: c.entry.id, state: 'rejected' }])
    expect((await taken(venue.competition.id)).taken).toBe(before.taken - 1)
  })

  it('is raced by two reviewers and ends in one verdict', async () => {
    const one = await anEntry(app, venue.competition)
    const answers = await Promise.all([review([one.entry.id], 'accept'), review([one.entry.id], 'reject', 'no')])
    expect(answers.flatMap(answer => answer.body.done)).toHaveLength(1)
    const now = await taken(venue.competition.id)
    expect(now.taken).toBe(now.counted)
  })

  it('shows nothing of an entry to strangers, other tenants and staff without the right', async () => {
    const one = await anEntry(app, venue.competition)
    const stranger = await aMember(app)
    const other = await anOrganisation(app)
    const observer = { ...stranger, staff: [{ organisationId: venue.organisation.id, roles: ['observer'] }] }
    const frontDesk = { ...stranger, staff: [{ organisationId: venue.organisation.id, roles: ['front-desk'] }] }
    for (const person of [stranger, other.owner, observer]) {
      expect((await send(contract.readEntry, { as: person, params: { entryId: one.entry.id } })).status).toBe(404)
      expect((await send(contract.readEntryFile, { as: person, params: { entryId: one.entry.id } })).status).toBe(404)
      expect(
        (await send(contract.listEntries, { as: person, params: { competitionId: venue.competition.id } })).status,
      ).toBe(404)
      expect(
        (await send(contract.exportEntries, { as: person, params: { competitionId: venue.competition.id } })).status,
      ).toBe(404)
    }
    expect(
      (await send(contract.listEntries, { as: frontDesk, params: { competitionId: venue.competition.id } })).status,
    ).toBe(200)
    const denied = await send(contract.reviewEntries, {
      as: frontDesk,
      params: { competitionId: venue.competition.id },
      body: { entryIds: [one.entry.id], verdict: 'accept' },
    })
    expect(denied.body.code).toBe('kernel.not-allowed')
    expect(
      (await send(contract.readEntryFile, { as: frontDesk, params: { entryId: one.entry.id } })).body.personal,
    ).toBeNull()
  })
})

describe('personal answers', () => {
  it('are encrypted at rest, read only by those who may, and every look is logged', async () => {
    const { organisation, competition } = await aVenue(app, { fee: 0n, fields: [...fields] })
    const person = await aPerson(app.db.kysely)
    const wrong = await send(contract.enter, { as: person, params: { competitionId: competition.id }, body })
    expect(wrong.body).toMatchObject({
      code: 'entries.answers-wrong',
      params: { count: 2 },
      errors: [{ path: 'answers.school' }, { path: 'answers.student' }],
    })
    const answers = { school: '江澜大学', student: 'S-20261122' }
    const entered = await send(contract.enter, {
      as: person,
      params: { competitionId: competition.id },
      body: { ...body, answers },
    })
    const id = entered.body.entry.id
    expect(entered.body.entry.answers).toEqual({ school: '江澜大学' })
    const raw = await sql<{ text: string }>`select entry::text as text from entry where id = ${id}`.execute(
      app.db.kysely,
    )
    expect(raw.rows[0]?.text).not.toContain('S-20261122')
    const file = await send(contract.readEntryFile, { as: organisation.owner, params: { entryId: id } })
    expect(file.body.personal).toEqual({ student: 'S-20261122' })
    const looks = await sql<{
      actor_id: string
    }>`select actor_id from event_log where name = 'entries.personal-data-read' and subject_id = ${id}`.execute(
      app.db.kysely,
    )
    expect(looks.rows).toEqual([{ actor_id: organisation.owner.id }])
    const exported = await send(contract.exportEntries, {
      as: organisation.owner,
      params: { competitionId: competition.id },
    })
    expect(exported.body).toContain('江澜大学')
    expect(exported.body).not.toContain('S-20261122')
  })

  it('of a form half filled in are kept for their person alone', async () => {
    const { competition } = await aVenue(app, { fields: [...fields] })
    const person = await aPerson(app.db.kysely)
    const params = { competitionId: competition.id }
    await send(contract.saveDraft, { as: person, params, body: { entrantName: 'A', answers: { student: 'S-1' } } })
    expect((await send(contract.myEntry, { as: person, params })).body).toEqual({
      entry: null,
      draft: { entrantName: 'A', answers: { student: 'S-1' } },
    })
    expect((await send(contract.myEntry, { as: await aPerson(app.db.kysely), params })).body.draft).toBeNull()
    const raw = await sql<{
      text: string
    }>`select encode(sealed, 'escape') as text from entry_draft where person_id = ${person.id}`.execute(app.db.kysely)
    expect(raw.rows[0]?.text).not.toContain('S-1')
  })
})

describe('an entry’s own page', () => {
  it('has the competition, the answers with personal ones opened, the order and the history', async () => {
    const { competition } = await aVenue(app, { fee: 12_000n, fields: [...fields] })
    const person = await aPerson(app.db.kysely)
    const params = { competitionId: competition.id }
    const form = await send(contract.entryForm, { params })
    expect(form.body).toMatchObject({ version: 1, rulesVersion: 1 })
    const entered = await send(contract.enter, {
      as: person,
      params,
      body: { ...body, answers: { school: '江澜大学', student: 'S-20261122' } },
    })
    await pay(entered.body.orderId)
    const entryId = entered.body.entry.id
    const { body: standing } = await send(contract.readStanding, { as: person, params: { entryId } })
    expect(standing).toMatchObject({
      entry: { state: 'in-review' },
      competition: { slug: competition.slug, free: false },
      personal: { student: 'S-20261122' },
      refund: null,
      order: { state: 'open', total: { currency: 'CNY', minor: '12000' } },
    })
    expect(standing.history.map((line: { action: string }) => line.action)).toEqual(['entered', 'paid'])
    const stranger = await aPerson(app.db.kysely)
    expect((await send(contract.readStanding, { as: stranger, params: { entryId } })).status).toBe(404)
    const mine = await send(contract.myStandings, { as: person })
    expect(mine.body.entries).toHaveLength(1)
    expect((await send(contract.myStandings, { as: stranger })).body.entries).toEqual([])
  })
})
