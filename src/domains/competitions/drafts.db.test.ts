import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { registerTexts } from '../../kernel/i18n.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { anOrganisation } from '../organisations/testing.ts'
import * as open from './contract.ts'
import { competitionById, competitionsDomain, entrantsOf, entryCounts } from './index.ts'
import * as staff from './staff-contract.ts'
import { aCompetition, aContent, bothLanguages, plainScoring } from './testing.ts'

const app = await testApp()
const site = await testServer(app, [competitionsDomain])
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
