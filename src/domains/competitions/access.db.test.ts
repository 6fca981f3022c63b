import { describe, expect, test } from 'vitest'
import { registerTexts } from '../../kernel/i18n.ts'
import type { Person } from '../../kernel/policy.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { aMember, anOrganisation, aStaffMember } from '../organisations/testing.ts'
import * as open from './contract.ts'
import { competitionsDomain, entrantsOf, entryCounts } from './index.ts'
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
const stranger = (await anOrganisation(app, { name: { 'zh-CN': '别的学校', en: 'Another school' } })).owner
const now = () => app.clock.now()
const make = (wish: Partial<Parameters<typeof aCompetition>[1]> = {}) =>
  app.db.transaction(tx => aCompetition(tx, { organisationId: organisation.id, now: now(), ...wish }))
const params = (competition: { id: string }) => ({ competitionId: competition.id })

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
