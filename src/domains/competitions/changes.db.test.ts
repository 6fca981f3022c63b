import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { instant } from '../../kernel/clock.ts'
import { registerTexts } from '../../kernel/i18n.ts'
import { reactionNamed } from '../../kernel/events.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { aMember, anOrganisation } from '../organisations/testing.ts'
import * as open from './contract.ts'
import { competitionById, competitionsDomain, entrantsOf, entryCounts, isOpenForEntry } from './index.ts'
import * as staff from './staff-contract.ts'
import { aCompetition, bothLanguages, plainScoring } from './testing.ts'
import { turnDueStates } from './turn-states.job.ts'

const app = await testApp()
const site = await testServer(app, [competitionsDomain])
const { server } = site
const send: typeof site.send = (route, input) => site.send(route, input)
registerTexts(competitionsDomain.texts)
let taken = 0
let entrants: string[] = []
entryCounts.provide(async (_, ids) => new Map(ids.map(id => [id, { confirmed: 3, taken, confirmedByTrack: {} }])))
entrantsOf.provide(async () => entrants)

const organisation = await anOrganisation(app)
const owner = organisation.owner
const now = () => app.clock.now()
const make = (wish: Partial<Parameters<typeof aCompetition>[1]> = {}) =>
  app.db.transaction(tx => aCompetition(tx, { organisationId: organisation.id, now: now(), ...wish }))
const params = (competition: { id: string }) => ({ competitionId: competition.id })
const why = { 'zh-CN': '场地冲突', en: 'The hall is taken' }

describe('the clock', () => {
  test('entry opens at its second and closes at its second, whatever the job has written down', async () => {
    const made = await make({ state: 'announced' })
    const at = (offset: number, from: Date | null) => instant(new Date((from?.getTime() ?? 0) + offset).toISOString())
    expect(isOpenForEntry(made, at(-1, made.opensAt))).toBe(false)
    expect(isOpenForEntry(made, at(0, made.opensAt))).toBe(true)
    expect(isOpenForEntry(made, at(-1, made.closesAt))).toBe(true)
    expect(isOpenForEntry(made, at(0, made.closesAt))).toBe(false)
  })

  test('the job writes each turn down once', async () => {
    const made = await make({ state: 'announced' })
    const later = new Date((made.opensAt?.getTime() ?? 0) + 1000)
    const first = await turnDueStates(app.db, later)
    const second = await turnDueStates(app.db, later)
    expect([first.opened >= 1, second.opened]).toEqual([true, 0])
    expect((await competitionById(app.db.kysely, made.id))?.state).toBe('open')
  })

  test('entry can be closed at once or extended, with a reason that everyone can read', async () => {
    const made = await make()
    const noReason = await send(staff.changeEntryEnd, {
      as: owner,
      params: params(made),
      body: { closesAt: null, reason: { 'zh-CN': ' ', en: '' } },
    })
    expect(noReason.body.code).toBe('competitions.reason-needed')
    const closed = await send(staff.changeEntryEnd, {
      as: owner,
      params: params(made),
      body: { closesAt: null, reason: why },
    })
    expect(closed.body.state).toBe('running')
    await turnDueStates(app.db, now())
    const extended = await send(staff.changeEntryEnd, {
      as: owner,
      params: params(made),
      body: { closesAt: '2026-12-01T18:00', reason: why },
    })
    expect(extended.body).toEqual({ closesAt: '2026-12-01T10:00:00.000Z', state: 'open' })
    const page = (await send(open.getCompetition, { params: { slug: made.slug } })).body
    expect(page.announcements).toHaveLength(2)
    expect(page.state).toBe('open')
    const past = await send(staff.changeEntryEnd, {
      as: owner,
      params: params(made),
      body: { closesAt: '2020-01-01T00:00', reason: why },
    })
    expect(past.body.code).toBe('competitions.closing-in-the-past')
  })

  test('the schedule can change after publication, but not into one that cannot be kept', async () => {
    const made = await make()
    const desk = (await send(staff.getWorkspace, { as: owner, params: params(made) })).body
    const change = (schedule: object, revision = desk.revision) =>
      send(staff.changeSchedule, { as: owner, params: params(made), body: { revision, schedule, reason: why } })
    const without = {
      ...desk.content.schedule,
      lines: desk.content.schedule.lines.filter((one: { kind: string }) => one.kind !== 'final'),
    }
    expect((await change(without)).body.errors).toEqual([
      expect.objectContaining({ code: 'competitions.missing.final-date' }),
    ])
    const later = {
      ...desk.content.schedule,
      lines: desk.content.schedule.lines.map((one: { kind: string }) =>
        one.kind === 'final' ? { ...one, startsAt: '2027-06-01T10:00' } : one,
      ),
    }
    expect((await change(later)).status).toBe(200)
    expect((await change(later)).body.code).toBe('kernel.changed-meanwhile')
  })
})

describe('rules', () => {
  const changed = { text: bothLanguages('# Rules\nNow with seven judges.'), scoring: plainScoring, objectionDays: 5 }

  test('a change makes a new version with its reason; the old one stays readable and the difference is shown', async () => {
    const made = await make()
    const preview = await send(staff.previewRuleChange, { as: owner, params: params(made), body: changed })
    expect(preview.body.text.en).toEqual([
      { kind: 'same', text: '# Rules' },
      { kind: 'added', text: 'Now with seven judges.' },
    ])
    const answer = await send(staff.changeRules, {
      as: owner,
      params: params(made),
      body: { basedOn: 1, rules: changed, reason: why },
    })
    expect([answer.status, answer.body.version]).toEqual([201, 2])
    const compared = await send(open.compareRules, { params: { slug: made.slug }, query: { from: '1', to: '2' } })
    expect(compared.body).toMatchObject({ objectionDays: { before: 7, after: 5 }, scoring: [], to: { reason: why } })
    const first = await send(open.getRuleVersion, { params: { slug: made.slug, version: '1' } })
    expect(first.body).toMatchObject({ version: 1, objectionDays: 7, text: { en: '# Rules' } })
    expect((await send(open.getRuleVersion, { params: { slug: made.slug, version: '3' } })).status).toBe(404)
  })

  test('the second of two editors is told; nothing changed and no reason are refused', async () => {
    const made = await make()
    const change = (body: object) =>
      send(staff.changeRules, {
        as: owner,
        params: params(made),
        body: { basedOn: 1, rules: changed, reason: why, ...body },
      })
    expect((await change({ reason: bothLanguages('') })).body.code).toBe('competitions.reason-needed')
    expect((await change({ rules: { ...changed, text: bothLanguages('# Rules'), objectionDays: 7 } })).body.code).toBe(
      'competitions.nothing-changed',
    )
    const scoring = { ...plainScoring, segments: plainScoring.segments.map(one => ({ ...one, id: 'elsewhere' })) }
    expect((await change({ rules: { ...changed, scoring } })).body.code).toBe('competitions.rules-wrong')
    const long = await change({ rules: { ...changed, objectionDays: 30 } })
    expect(long.body.errors).toEqual([expect.objectContaining({ path: 'objectionDays' })])
    const both = await Promise.all([change({}), change({})])
    expect(both.map(one => one.status).sort((a, b) => a - b)).toEqual([201, 409])
  })

  test('all entrants are told once, however often the reaction runs', async () => {
    const made = await make()
    const people = await Promise.all([aMember(app), aMember(app)])
    entrants = people.map(person => person.id)
    await send(staff.changeRules, {
      as: owner,
      params: params(made),
      body: { basedOn: 1, rules: changed, reason: why },
    })
    const event = await sql<{
      id: bigint
      payload: Record<string, unknown>
    }>`select id, payload from event_log where subject_id = ${made.id} and name = 'competitions.rules-changed'`.execute(
      app.db.kysely,
    )
    const payload = event.rows[0]?.payload ?? {}
    for (let run = 0; run < 2; run++)
      await reactionNamed('competitions.tell-of-rules')?.run(
        {
          id: '1',
          name: 'competitions.rules-changed',
          at: now(),
          subject: { type: 'competition', id: made.id },
          payload,
        },
        app,
      )
    const notices = await sql<{
      person_id: string
      link: string
    }>`select person_id, link from notice where person_id = any(${entrants}::uuid[])`.execute(app.db.kysely)
    expect(notices.rows.map(row => row.person_id).sort()).toEqual([...entrants].sort())
    expect(notices.rows[0]?.link).toBe(`/competitions/${made.slug}/rules`)
    entrants = []
  })
})

test('places never go below those taken', async () => {
  const made = await make({ places: 10 })
  taken = 4
  const change = (places: number | null) =>
    send(staff.changePlaces, { as: owner, params: params(made), body: { places } })
  expect((await change(3)).body).toMatchObject({ code: 'competitions.places-below-taken', params: { taken: 4 } })
  expect((await change(10)).body.code).toBe('competitions.nothing-changed')
  expect((await change(4)).body).toEqual({ places: 4 })
  expect((await change(null)).body).toEqual({ places: null })
  taken = 0
})

test('a cancelled competition says why, keeps its page, and cannot be cancelled twice', async () => {
  const made = await make()
  const cancel = () => send(staff.cancelCompetition, { as: owner, params: params(made), body: { reason: why } })
  expect((await Promise.all([cancel(), cancel()])).map(one => one.status).sort((a, b) => a - b)).toEqual([200, 409])
  const page = (await send(open.getCompetition, { params: { slug: made.slug } })).body
  expect(page).toMatchObject({ state: 'cancelled', cancelReason: why, announcements: [{ kind: 'cancelled' }] })
  expect((await send(staff.archiveCompetition, { as: owner, params: params(made), body: {} })).body).toEqual({
    state: 'archived',
  })
  const log = await sql<{
    name: string
  }>`select name from event_log where subject_id = ${made.id} and name like '%cancelled'`.execute(app.db.kysely)
  expect(log.rows).toHaveLength(1)
})

test('an announcement reaches the page and the feed as safe HTML', async () => {
  const made = await make()
  const body = {
    title: bothLanguages('Data is out'),
    body: bothLanguages('See [here](javascript:alert(1)) <script>x</script> and <https://example.org>'),
    notify: false,
  }
  expect((await send(staff.publishAnnouncement, { as: owner, params: params(made), body })).status).toBe(201)
  const empty = await send(staff.publishAnnouncement, {
    as: owner,
    params: params(made),
    body: { ...body, title: bothLanguages('') },
  })
  expect(empty.body.code).toBe('competitions.text-missing')
  const [shown] = (await send(open.getCompetition, { params: { slug: made.slug } })).body.announcements
  expect(shown.bodyHtml.en).not.toMatch(/<script|href="javascript/)
  expect(shown.bodyHtml.en).toContain('<a href="https://example.org" rel="noopener nofollow ugc">')
  const feed = await server.inject(`/api/competitions/${made.slug}/announcements.xml?locale=en`)
  expect(feed.body).toContain('<title>Data is out</title>')
  const calendar = await server.inject(`/api/competitions/${made.slug}/calendar.ics?locale=en`)
  expect(calendar.headers['content-type']).toContain('text/calendar')
  expect(calendar.body.match(/BEGIN:VEVENT/g)).toHaveLength(5)
  expect(calendar.body.split('\r\n').every(line => Buffer.byteLength(line) <= 75)).toBe(true)
})
