import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { brokenConstraint } from '../../kernel/db.ts'
import type { Person } from '../../kernel/policy.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import * as contract from './contract.ts'
import { organisationsDomain } from './index.ts'
import { brandFiles, publicCompetitions } from './ports.ts'
import { aMember, anOrganisation, aStaffMember, type OrganisationWithOwner, refreshed } from './testing.ts'

const app = await testApp()
const { send } = await testServer(app, [organisationsDomain])
publicCompetitions.provide(async () => [])
brandFiles.provide({ claim: async (_tx, input) => input.fileId.startsWith('0') })

const zone = 'Asia/Shanghai'
const named = (en: string, zh = '') => ({ name: { en, 'zh-CN': zh }, zone, country: 'CN' })

describe('creating an organisation', () => {
  test('makes its creator the owner and its address from its name', async () => {
    const person = await aMember(app)
    const made = await send(contract.createOrganisation, { as: person, body: named('École d’Été № 5') })
    expect(made.status).toBe(201)
    expect(made.body.slug).toBe('ecole-dete-no-5')
    const owner = await refreshed(app, person)
    const desk = await send(contract.readOrganisation, { as: owner, params: { organisationId: made.body.id } })
    expect(desk.body).toMatchObject({ roles: ['owner'], revision: 1, zone, country: 'CN' })
    expect(desk.body.may).toContain('organisation.manage')
  })

  test('gives a second one of the same name another address, and one named in Chinese only a code', async () => {
    const person = await aMember(app)
    const slugs = []
    for (const name of [named('Delta Club'), named('Delta Club'), named('', '江澜大学')])
      slugs.push((await send(contract.createOrganisation, { as: person, body: name })).body.slug)
    expect(slugs.slice(0, 2)).toEqual(['delta-club', 'delta-club-2'])
    expect(slugs[2]).toMatch(/^org-[0-9a-z]{8}$/)
  })

  test('is refused without a verified address, a name, a known zone, or with a taken address', async () => {
    const unverified = await aMember(app, { verified: false })
    const person = await aMember(app)
    const codes = []
    for (const [as, body] of [
      [unverified, named('X Y')],
      [person, named('', '')],
      [person, { ...named('X Y'), zone: 'Asia/Nowhere' }],
      [person, { ...named('X Y'), slug: 'taken-one' }],
      [person, { ...named('X Y'), slug: 'taken-one' }],
    ] as const)
      codes.push((await send(contract.createOrganisation, { as, body })).body.code)
    expect(codes).toEqual([
      'organisations.verify-email-first',
      'organisations.name-missing',
      'organisations.unknown-zone',
      undefined,
      'organisations.slug-taken',
    ])
  })

  test('twenty at once with one name all succeed with twenty addresses', async () => {
    const person = await aMember(app)
    const made = await Promise.all(
      Array.from({ length: 8 }, () => send(contract.createOrganisation, { as: person, body: named('Crowd') })),
    )
    expect(made.map(one => one.status)).toEqual(Array.from({ length: 8 }, () => 201))
    expect(new Set(made.map(one => one.body.slug)).size).toBe(8)
  })
})

describe('profile and brand', () => {
  let ours: OrganisationWithOwner
  beforeAll(async () => {
    ours = await anOrganisation(app)
  })
  const params = () => ({ organisationId: ours.id })

  test('change with the revision that was read, and refuse an older one', async () => {
    const change = (revision: number, about: string) =>
      send(contract.changeProfile, {
        as: ours.owner,
        params: params(),
        body: { revision, about: { 'zh-CN': about, en: about } },
      })
    expect((await change(1, 'first')).body).toMatchObject({ revision: 2, about: { en: 'first' } })
    expect((await change(1, 'late')).body.code).toBe('kernel.changed-meanwhile')
  })

  test('a colour is stored in one form; a word is not a colour', async () => {
    const change = (body: object) => send(contract.changeBrand, { as: ours.owner, params: params(), body })
    const { body } = await change({ revision: 2, colour: '0B5E6B', sealText: '江澜大学' })
    expect(body).toMatchObject({ colour: '#0b5e6b', sealText: '江澜大学', revision: 3 })
    expect((await change({ revision: 3, colour: 'teal' })).status).toBe(422)
    expect((await change({ revision: 3, colour: null })).body.colour).toBeNull()
  })

  test('a picture that is not usable here is refused', async () => {
    const change = await send(contract.changeBrand, {
      as: ours.owner,
      params: params(),
      body: { revision: 4, logoFileId: 'ffffffff-0000-7000-8000-000000000000' },
    })
    expect(change.body.code).toBe('organisations.brand-file-unusable')
  })

  test('the public profile shows no seal, no revision and nobody’s roles', async () => {
    const { status, body } = await send(contract.readPublicOrganisation, { params: { slug: ours.slug } })
    expect(status).toBe(200)
    expect(Object.keys(body).sort()).toEqual(
      [
        'id',
        'slug',
        'name',
        'colour',
        'logo',
        'about',
        'website',
        'contactEmail',
        'picture',
        'zone',
        'country',
        'createdAt',
        'competitions',
      ].sort(),
    )
    expect((await send(contract.readPublicOrganisation, { params: { slug: 'nobody' } })).status).toBe(404)
  })
})

describe('staff', () => {
  async function staffed() {
    const { id, owner } = await anOrganisation(app)
    return { organisationId: id, owner, manager: await aStaffMember(app, id, ['manager']) }
  }
  const roles = (as: Person, organisationId: string, personId: string, to: string[]) =>
    send(contract.changeStaffRoles, { as, params: { organisationId, personId }, body: { roles: to } })

  test('only owners change it', async () => {
    const { organisationId, owner, manager } = await staffed()
    expect((await roles(manager, organisationId, owner.id, ['observer'])).body.code).toBe('kernel.not-allowed')
    expect((await roles(owner, organisationId, manager.id, ['reviewer', 'finance'])).status).toBe(200)
    const list = await send(contract.listStaff, { as: owner, params: { organisationId } })
    expect(list.body.total).toBe(2)
    expect(list.body.rows.map((row: { roles: string[]; lastOwner: boolean }) => [row.roles, row.lastOwner])).toEqual([
      [['owner'], true],
      [['reviewer', 'finance'], false],
    ])
  })

  test('the last owner can neither leave, nor be removed, nor lose the role', async () => {
    const { organisationId, owner } = await staffed()
    const answers = [
      await send(contract.leaveOrganisation, { as: owner, params: { organisationId } }),
      await send(contract.removeStaff, { as: owner, params: { organisationId, personId: owner.id } }),
      await roles(owner, organisationId, owner.id, ['manager']),
    ]
    expect(answers.map(one => one.body.code)).toEqual(Array.from({ length: 3 }, () => 'organisations.last-owner'))
  })

  test('the database itself refuses to lose the last owner', async () => {
    const { organisationId } = await staffed()
    const broken = await sql`delete from staff where organisation_id = ${organisationId} and 'owner' = any (roles)`
      .execute(app.db.kysely)
      .catch(brokenConstraint)
    expect(broken).toBe('organisation_keeps_an_owner')
  })

  test('two owners who leave at the same moment cannot both go', async () => {
    for (let round = 0; round < 5; round++) {
      const { organisationId, owner } = await staffed()
      const second = await aStaffMember(app, organisationId, ['owner'])
      const answers = await Promise.all(
        [owner, second].map(as => send(contract.leaveOrganisation, { as, params: { organisationId } })),
      )
      expect(answers.map(one => one.status).sort((a, b) => a - b)).toEqual([200, 409])
    }
  })

  test('ownership is handed over: the heir owns, the giver manages', async () => {
    const { organisationId, owner, manager } = await staffed()
    const hand = (as: Person, personId: string) =>
      send(contract.transferOwnership, { as, params: { organisationId }, body: { personId } })
    expect((await hand(manager, manager.id)).body.code).toBe('kernel.not-allowed')
    expect((await hand(owner, owner.id)).body.code).toBe('organisations.not-on-staff')
    expect((await hand(owner, manager.id)).status).toBe(200)
    expect((await refreshed(app, manager)).staff[0]?.roles.sort()).toEqual(['manager', 'owner'])
    expect((await refreshed(app, owner)).staff[0]?.roles).toEqual(['manager'])
  })

  test('one may leave, and is gone from the list', async () => {
    const { organisationId, owner, manager } = await staffed()
    expect((await send(contract.leaveOrganisation, { as: manager, params: { organisationId } })).status).toBe(200)
    const list = await send(contract.listStaff, { as: owner, params: { organisationId } })
    expect(list.body.total).toBe(1)
    const again = await send(contract.removeStaff, { as: owner, params: { organisationId, personId: manager.id } })
    expect(again.body.code).toBe('organisations.not-on-staff')
  })

  test('the activity list tells what happened, newest first, without addresses', async () => {
    const { organisationId, owner, manager } = await staffed()
    await roles(owner, organisationId, manager.id, ['observer'])
    const { body } = await send(contract.listActivity, { as: owner, params: { organisationId } })
    expect(body.rows.map((row: { name: string }) => row.name)).toEqual([
      'organisations.staff-roles-changed',
      'organisations.organisation-created',
    ])
    expect(JSON.stringify(body)).not.toContain('@')
    const refused = await send(contract.listActivity, { as: manager, params: { organisationId } })
    expect(refused.status).toBe(404)
  })
})

describe('nothing of one organisation is readable or changeable by another', () => {
  test('every route that names an organisation answers its strangers as if it did not exist', async () => {
    const ours = await anOrganisation(app)
    const theirs = await anOrganisation(app)
    const inside = await send(contract.inviteStaff, {
      as: ours.owner,
      params: { organisationId: ours.id },
      body: { email: 'guest@example.org', roles: ['observer'] },
    })
    const strangers = [theirs.owner, await aMember(app), { ...theirs.owner, platformRoles: ['operator'] }]
    const bodies: Record<string, object> = {
      'organisations.change-profile': { revision: 1, about: { 'zh-CN': 'x', en: 'x' } },
      'organisations.change-brand': { revision: 1, colour: '#000' },
      'organisations.change-staff-roles': { roles: ['observer'] },
      'organisations.transfer-ownership': { personId: theirs.owner.id },
      'organisations.invite-staff': { email: 'x@example.org', roles: ['owner'] },
    }
    const scoped = organisationsDomain.routes
      .map(mounted => mounted.route)
      .filter(route => route.path.includes(':organisationId'))
    expect(scoped.length).toBeGreaterThanOrEqual(13)
    const params = { organisationId: ours.id, personId: ours.owner.id, invitationId: inside.body.id, slug: ours.slug }
    for (const route of [...scoped, contract.readOrganisationBySlug])
      for (const as of strangers) {
        const answer = await send(route, { as, params, body: bodies[route.name] ?? {} })
        expect([route.name, answer.status]).toEqual([route.name, 404])
        expect((await send(route, { params, body: bodies[route.name] ?? {} })).status).toBe(401)
      }
    const mine = await send(contract.myOrganisations, { as: theirs.owner })
    expect(mine.body.rows.map((row: { id: string }) => row.id)).toEqual([theirs.id])
  })
})
