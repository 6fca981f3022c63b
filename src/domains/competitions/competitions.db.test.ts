import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { instant } from '../../kernel/clock.ts'
import { registerTexts } from '../../kernel/i18n.ts'
import type { Person } from '../../kernel/policy.ts'
import { reactionNamed } from '../../kernel/events.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { aMember, anOrganisation, aStaffMember } from '../organisations/testing.ts'
import * as open from './contract.ts'
import { competitionById, competitionsDomain, entrantsOf, entryCounts, isOpenForEntry } from './index.ts'
import * as staff from './staff-contract.ts'
import { aCompetition, aContent, bothLanguages, plainScoring } from './testing.ts'
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
const stranger = (await anOrganisation(app, { name: { 'zh-CN': '别的学校', en: 'Another school' } })).owner
const now = () => app.clock.now()
const make = (wish: Partial<Parameters<typeof aCompetition>[1]> = {}) =>
  app.db.transaction(tx => aCompetition(tx, { organisationId: organisation.id, now: now(), ...wish }))
const params = (competition: { id: string }) => ({ competitionId: competition.id })
const why = { 'zh-CN': '场地冲突', en: 'The hall is taken' }

async function draft(template = 'blank', title = 'A contest'): Promise<{ id: string; slug: string; revision: number }> {
  const made = await send(staff.createCompetition, {
    as: owner,
    params: { organisationId: organisation.id },
    body: { template, title: bothLanguages(title) },
  })
  expect(made.status).toBe(201)
  const read = await send(staff.getWorkspace, { as: owner, params: { competitionId: made.body.id } })
  return { ...made.body, revision: read.body.revision }
}

describe('a draft', () => {
  test('every template becomes a draft whose schedule, scoring and prizes already fit together', async () => {
    const { body } = await send(staff.listTemplates)
    expect(body.rows.length).toBeGreaterThanOrEqual(6)
    for (const { key } of body.rows) {
      const made = await draft(key, `From ${key}`)
      const { body: desk } = await send(staff.getWorkspace, { as: owner, params: params(made) })
      const left = desk.missing.map((one: { code: string }) => one.code)
      if (key === 'blank') expect(left).toEqual(expect.arrayContaining(['missing.summary', 'missing.entry-dates']))
      else expect([key, left]).toEqual([key, []])
    }
  })

  test('one section is saved at a time; a stale revision is refused and changes nothing', async () => {
    const made = await draft()
    const { content } = (await send(staff.getWorkspace, { as: owner, params: params(made) })).body
    const basics = { ...content.basics, summary: bothLanguages('Now with a summary') }
    const saved = await send(staff.saveSection, {
      as: owner,
      params: params(made),
      body: { section: 'basics', revision: made.revision, content: basics },
    })
    expect(saved.body).toMatchObject({ revision: made.revision + 1 })
    const late = await send(staff.saveSection, {
      as: owner,
      params: params(made),
      body: { section: 'basics', revision: made.revision, content: content.basics },
    })
    expect([late.status, late.body.code]).toEqual([409, 'kernel.changed-meanwhile'])
    const after = (await send(staff.getWorkspace, { as: owner, params: params(made) })).body
    expect(after.content.basics.summary.en).toBe('Now with a summary')
  })

  test('what the wizard saves is what it reads back, section by section', async () => {
    const made = await draft()
    const content = aContent({
      now: now(),
      state: 'announced',
      tracks: [{ code: 'a', places: 3 }, { code: 'b' }],
      slug: made.slug,
    })
    let { revision } = made
    for (const section of ['basics', 'divisions', 'form', 'schedule', 'fee', 'rules', 'prizes'] as const) {
      const saved = await send(staff.saveSection, {
        as: owner,
        params: params(made),
        body: { section, revision, content: content[section] },
      })
      expect([section, saved.status]).toEqual([section, 200])
      revision = saved.body.revision
    }
    const read = await send(staff.getWorkspace, { as: owner, params: params(made) })
    expect(read.body.content).toEqual(JSON.parse(JSON.stringify(content)))
    expect(read.body.missing).toEqual([])
  })

  test('a time that clocks jump over is refused at its place', async () => {
    const made = await draft()
    const line = {
      kind: 'entry',
      stage: null,
      name: null,
      note: bothLanguages(''),
      startsAt: '2027-03-14T02:30',
      endsAt: '2027-03-20T09:00',
    }
    const refused = await send(staff.saveSection, {
      as: owner,
      params: params(made),
      body: { section: 'schedule', revision: made.revision, content: { zone: 'America/New_York', lines: [line] } },
    })
    expect(refused.body.errors).toEqual([
      expect.objectContaining({ path: 'lines.0.startsAt', code: 'competitions.no-such-time' }),
    ])
  })

  test('a slug that is taken, a rule set that does not hold together and a prize for no track are refused', async () => {
    const other = await make()
    const made = await draft()
    const { content } = (await send(staff.getWorkspace, { as: owner, params: params(made) })).body
    const save = (section: string, changed: object) =>
      send(staff.saveSection, {
        as: owner,
        params: params(made),
        body: { section, revision: made.revision, content: { ...content[section], ...changed } },
      })
    expect((await save('basics', { slug: other.slug })).body.code).toBe('competitions.slug-taken')
    expect((await save('rules', { scoring: { ...plainScoring, panels: {} } })).body.code).toBe(
      'competitions.rules-wrong',
    )
    const prize = {
      track: 'nowhere',
      name: bothLanguages('P'),
      fromRank: 1,
      toRank: 1,
      amountMinor: '0',
      extra: bothLanguages(''),
    }
    expect((await save('prizes', { prizes: [prize] })).body.code).toBe('competitions.unknown-track')
    const track = { code: 'a', name: bothLanguages('A'), about: bothLanguages(''), places: null }
    expect((await save('divisions', { tracks: [track, track] })).body.code).toBe('competitions.twice-the-same')
  })

  test('a copy of an earlier competition keeps its weekdays and asks for a new address', async () => {
    const earlier = await make({ state: 'final' })
    const made = await send(staff.createCompetition, {
      as: owner,
      params: { organisationId: organisation.id },
      body: { template: 'blank', copyOf: earlier.id, title: { 'zh-CN': '', en: 'Second edition' } },
    })
    const copy = await competitionById(app.db.kysely, made.body.id)
    expect(copy?.opensAt?.getTime()).toBe((earlier.opensAt?.getTime() ?? 0) + 364 * 86_400_000)
    expect(copy).toMatchObject({
      slug: 'second-edition',
      state: 'draft',
      title: { en: 'Second edition', 'zh-CN': earlier.title['zh-CN'] },
    })
  })

  test('it can be thrown away, a published one cannot', async () => {
    const made = await draft('data-report')
    expect((await send(staff.deleteDraft, { as: owner, params: params(made) })).body).toEqual({ deleted: true })
    expect((await send(staff.getWorkspace, { as: owner, params: params(made) })).status).toBe(404)
    const published = await make()
    expect((await send(staff.deleteDraft, { as: owner, params: params(published) })).body.code).toBe(
      'competitions.not-a-draft',
    )
  })
})

describe('publication', () => {
  test('an incomplete draft is refused with everything that is missing and the step where it is done', async () => {
    const made = await draft()
    const refused = await send(staff.publishCompetition, {
      as: owner,
      params: params(made),
      body: { revision: made.revision },
    })
    expect([refused.status, refused.body.code]).toEqual([422, 'competitions.not-complete'])
    const steps = new Set(refused.body.errors.map((one: { path: string }) => one.path))
    expect(steps).toEqual(new Set(['basics', 'schedule', 'rules']))
    expect((await send(open.getCompetition, { params: { slug: made.slug } })).status).toBe(404)
  })

  test('of two people who publish at once one succeeds; rules and form are then version 1 and sealed', async () => {
    const made = await draft('data-report')
    const body = { revision: made.revision }
    const answers = await Promise.all(
      [1, 2, 3].map(() => send(staff.publishCompetition, { as: owner, params: params(made), body })),
    )
    expect(answers.map(one => one.status).sort((a, b) => a - b)).toEqual([200, 409, 409])
    const page = await send(open.getCompetition, { params: { slug: made.slug } })
    expect(page.body).toMatchObject({ state: 'announced', rules: { version: 1 }, prizeTotal: { minor: '5000000' } })
    const winner = answers.find(one => one.status === 200)
    expect(page.body.ruleVersions[0].sha256).toBe(winner?.body.rulesSha256)
    const log = await sql<{
      count: number
    }>`select count(*)::int as count from event_log where subject_id = ${made.id} and name = 'competitions.competition-published'`.execute(
      app.db.kysely,
    )
    expect(log.rows[0]?.count).toBe(1)
  })

  test('after publication the texts may be corrected, the address and the other sections not', async () => {
    const made = await make()
    const { content, revision } = (await send(staff.getWorkspace, { as: owner, params: params(made) })).body
    const save = (section: string, changed: object) =>
      send(staff.saveSection, {
        as: owner,
        params: params(made),
        body: { section, revision, content: { ...content[section], ...changed } },
      })
    expect((await save('fee', { places: 1 })).body.code).toBe('competitions.not-a-draft')
    expect((await save('basics', { slug: 'another-address' })).body.code).toBe('competitions.not-a-draft')
    expect((await save('basics', { summary: bothLanguages('Better') })).status).toBe(200)
  })
})

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

test('the public list filters by the clock, searches both languages and never shows a draft', async () => {
  const title = 'Unmistakable heron'
  await make({ state: 'draft', title })
  for (const state of ['announced', 'open', 'running', 'final', 'cancelled'] as const) await make({ state, title })
  const list = async (query: Record<string, string>) =>
    (await send(open.listCompetitions, { query: { search: 'unmistakable HERON', ...query } })).body
  expect((await list({})).counts).toEqual({ all: 4, open: 1, upcoming: 1, running: 1, finished: 1 })
  for (const [when, state] of [
    ['open', 'open'],
    ['upcoming', 'announced'],
    ['running', 'running'],
    ['finished', 'final'],
  ] as const)
    expect((await list({ when })).rows.map((row: { state: string }) => row.state)).toEqual([state])
  expect((await list({ organisation: 'nobody-at-all' })).total).toBe(0)
  expect((await list({ free: 'yes' })).total).toBe(0)
  expect((await list({ search: '100%' })).total).toBe(0)
})

describe('who may do what', () => {
  test('to people of another organisation, and to visitors, nothing of a draft exists', async () => {
    const secret = await make({ state: 'draft', title: 'Hidden plan' })
    for (const as of [stranger, await aMember(app)]) {
      for (const route of [staff.getWorkspace, staff.deleteDraft] as const)
        expect((await send(route, { as, params: params(secret) })).status).toBe(404)
      expect((await send(staff.publishCompetition, { as, params: params(secret), body: { revision: 0 } })).status).toBe(
        404,
      )
      expect((await send(staff.listOwnCompetitions, { as, params: { organisationId: organisation.id } })).status).toBe(
        404,
      )
      expect(
        (
          await send(staff.createCompetition, {
            as,
            params: { organisationId: organisation.id },
            body: { template: 'blank', title: bothLanguages('x') },
          })
        ).status,
      ).toBe(404)
    }
    expect((await send(staff.getWorkspace, { params: params(secret) })).status).toBe(401)
    for (const route of [open.getCompetition, open.getCalendar, open.getFeed] as const)
      expect((await send(route, { as: owner, params: { slug: secret.slug } })).status).toBe(404)
    const lists = await Promise.all([
      send(open.listCompetitions, { as: owner, query: { search: 'Hidden plan' } }),
      send(open.listCompetitions, { query: { organisation: organisation.slug, size: '200' } }),
    ])
    expect(JSON.stringify(lists.map(one => one.body))).not.toContain('Hidden plan')
  })

  test('a copy cannot be taken from another organisation', async () => {
    const theirs = await make({ state: 'final' })
    const [membership] = stranger.staff
    const made = await send(staff.createCompetition, {
      as: stranger,
      params: { organisationId: membership?.organisationId ?? '' },
      body: { template: 'blank', copyOf: theirs.id, title: bothLanguages('x') },
    })
    expect(made.status).toBe(404)
  })

  test('roles: writing and publishing are for owners and managers, reading for all staff', async () => {
    const people: Record<string, Person> = { owner }
    for (const role of ['manager', 'reviewer', 'finance', 'front-desk', 'observer'] as const)
      people[role] = await aStaffMember(app, organisation.id, [role])
    const schedule = aContent({ now: now() }).schedule
    const rules = { text: bothLanguages('x'), scoring: plainScoring, objectionDays: 7 }
    const actions = {
      read: () => send(staff.getWorkspace, { as: actor, params: params(target) }),
      list: () => send(staff.listOwnCompetitions, { as: actor, params: { organisationId: organisation.id } }),
      create: () =>
        send(staff.createCompetition, {
          as: actor,
          params: { organisationId: organisation.id },
          body: { template: 'blank', title: bothLanguages('x') },
        }),
      save: () =>
        send(staff.saveSection, {
          as: actor,
          params: params(target),
          body: { section: 'form', revision: 999, content: { fields: [] } },
        }),
      publish: () => send(staff.publishCompetition, { as: actor, params: params(target), body: { revision: 999 } }),
      delete: () => send(staff.deleteDraft, { as: actor, params: params(target) }),
      cancel: () =>
        send(staff.cancelCompetition, { as: actor, params: params(target), body: { reason: bothLanguages('') } }),
      archive: () => send(staff.archiveCompetition, { as: actor, params: params(target), body: {} }),
      'entry end': () =>
        send(staff.changeEntryEnd, {
          as: actor,
          params: params(target),
          body: { closesAt: null, reason: bothLanguages('') },
        }),
      schedule: () =>
        send(staff.changeSchedule, {
          as: actor,
          params: params(target),
          body: { revision: 999, schedule, reason: bothLanguages('') },
        }),
      places: () => send(staff.changePlaces, { as: actor, params: params(target), body: { places: null } }),
      judging: () =>
        send(staff.changeJudging, {
          as: actor,
          params: params(target),
          body: { judging: { judgesPerWork: 3, blind: true, feedback: 'totals' } },
        }),
      'preview rules': () => send(staff.previewRuleChange, { as: actor, params: params(target), body: rules }),
      rules: () =>
        send(staff.changeRules, {
          as: actor,
          params: params(target),
          body: { basedOn: 99, rules, reason: bothLanguages('') },
        }),
      announce: () =>
        send(staff.publishAnnouncement, {
          as: actor,
          params: params(target),
          body: { title: bothLanguages(''), body: bothLanguages(''), notify: false },
        }),
    }
    let actor = owner
    const target = await make({ state: 'open' })
    const allowed: Record<string, string[]> = {}
    for (const [role, person] of Object.entries(people)) {
      actor = person
      for (const [action, run] of Object.entries(actions))
        if ((await run()).status !== 403) (allowed[role] ??= []).push(action)
    }
    const everything = Object.keys(actions)
    const reading = ['read', 'list', 'preview rules']
    expect(allowed).toEqual({
      owner: everything,
      manager: everything,
      reviewer: reading,
      finance: reading,
      'front-desk': reading,
      observer: reading,
    })
  })
})
