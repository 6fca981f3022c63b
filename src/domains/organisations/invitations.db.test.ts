import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { siteAddress } from '../../kernel/mail/index.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import * as contract from './contract.ts'
import { organisationsDomain } from './index.ts'
import { aMember, anOrganisation, type OrganisationWithOwner, refreshed } from './testing.ts'

const app = await testApp()
const { send } = await testServer(app, [organisationsDomain])
siteAddress.provide('http://localhost:3000')
let ours: OrganisationWithOwner
beforeEach(async () => {
  ours = await anOrganisation(app)
})

const params = () => ({ organisationId: ours.id })
const invite = (email: string, roles = ['reviewer']) =>
  send(contract.inviteStaff, { as: ours.owner, params: params(), body: { email, roles, locale: 'en' } })

/** The token of the newest mail to the address, as its reader finds it. */
async function tokenMailedTo(email: string): Promise<string> {
  const mails = await sql<{ body: string }>`
    select body_text as body from outgoing_mail where to_address = ${email} order by created_at desc, id desc limit 1`.execute(
    app.db.kysely,
  )
  return /\/invitation#([\w-]+)/.exec(mails.rows[0]?.body ?? '')?.[1] ?? ''
}

test('an invitation is mailed, and taking it up gives the roles', async () => {
  const guest = await aMember(app, { email: 'guest@example.org' })
  expect((await invite('Guest@Example.org', ['reviewer', 'finance'])).status).toBe(201)
  const token = await tokenMailedTo('guest@example.org')
  const seen = await send(contract.lookAtInvitation, { body: { token } })
  expect(seen.body).toMatchObject({ roles: ['reviewer', 'finance'], sameAddress: null, invitedBy: ours.owner.name })
  const joined = await send(contract.acceptInvitation, { as: guest, body: { token } })
  expect(joined.body).toMatchObject({ organisation: { id: ours.id }, roles: ['reviewer', 'finance'] })
  expect((await refreshed(app, guest)).staff).toEqual([{ organisationId: ours.id, roles: ['reviewer', 'finance'] }])
})

test('taking it up twice is answered alike; somebody else is refused', async () => {
  const guest = await aMember(app, { email: 'twice@example.org' })
  await invite('twice@example.org')
  const token = await tokenMailedTo('twice@example.org')
  const both = await Promise.all([1, 2].map(() => send(contract.acceptInvitation, { as: guest, body: { token } })))
  expect(both.map(one => one.status)).toEqual([200, 200])
  const other = await send(contract.acceptInvitation, { as: await aMember(app), body: { token, otherAddress: true } })
  expect(other.body.code).toBe('organisations.invitation-used')
})

test('another address must be confirmed', async () => {
  const guest = await aMember(app, { email: 'private@example.org' })
  await invite('work@example.org')
  const token = await tokenMailedTo('work@example.org')
  const first = await send(contract.acceptInvitation, { as: guest, body: { token } })
  expect(first.body).toMatchObject({
    code: 'organisations.invitation-other-address',
    params: { invited: 'work@example.org', signedIn: 'private@example.org' },
  })
  const second = await send(contract.acceptInvitation, { as: guest, body: { token, otherAddress: true } })
  expect(second.status).toBe(200)
})

test('an address that was not verified does not join', async () => {
  const guest = await aMember(app, { email: 'new@example.org', verified: false })
  await invite('new@example.org')
  const token = await tokenMailedTo('new@example.org')
  const answer = await send(contract.acceptInvitation, { as: guest, body: { token } })
  expect(answer.body.code).toBe('organisations.verify-email-first')
})

test('it expires after seven days, and sending again replaces the link', async () => {
  const guest = await aMember(app, { email: 'slow@example.org' })
  const { body } = await invite('slow@example.org')
  const old = await tokenMailedTo('slow@example.org')
  app.clock.advance(7 * 86_400_000)
  const accept = (token: string) => send(contract.acceptInvitation, { as: guest, body: { token } })
  expect((await accept(old)).body.code).toBe('organisations.invitation-expired')
  const ids = { ...params(), invitationId: body.id }
  expect((await send(contract.resendInvitation, { as: ours.owner, params: ids })).status).toBe(200)
  const fresh = await tokenMailedTo('slow@example.org')
  expect(fresh).not.toBe(old)
  expect((await accept(old)).body.code).toBe('organisations.invitation-unknown')
  expect((await accept(fresh)).status).toBe(200)
})

test('cancelled, it is listed no more and opens nothing', async () => {
  const guest = await aMember(app, { email: 'gone@example.org' })
  const { body } = await invite('gone@example.org')
  const token = await tokenMailedTo('gone@example.org')
  const ids = { ...params(), invitationId: body.id }
  expect((await send(contract.cancelInvitation, { as: ours.owner, params: ids })).status).toBe(200)
  expect((await send(contract.cancelInvitation, { as: ours.owner, params: ids })).body.code).toBe(
    'organisations.invitation-cancelled',
  )
  expect((await send(contract.acceptInvitation, { as: guest, body: { token } })).body.code).toBe(
    'organisations.invitation-cancelled',
  )
  const list = await send(contract.listInvitations, { as: ours.owner, params: params() })
  expect(list.body.rows).toEqual([])
})

test('nobody is invited twice, or while on the staff', async () => {
  await invite('once@example.org')
  expect((await invite('once@example.org')).body.code).toBe('organisations.already-invited')
  expect((await invite(ours.owner.email)).body.code).toBe('organisations.already-on-staff')
})

test('a hundred invitations may wait, not more', async () => {
  await sql`insert into staff_invitation (id, organisation_id, email, roles, token_sha256, invited_by, created_at, sent_at, expires_at)
    select gen_random_uuid(), ${ours.id}, 'm' || n || '@example.org', array['observer'], ${ours.id} || n, ${ours.owner.id}, ${app.clock.now()},
      ${app.clock.now()}, ${app.clock.now()} from generate_series(1, 100) n`.execute(app.db.kysely)
  expect((await invite('last@example.org')).body.code).toBe('organisations.too-many-invitations')
})

test('the token is stored nowhere but as a digest', async () => {
  await invite('secret@example.org')
  const token = await tokenMailedTo('secret@example.org')
  expect(token.length).toBe(43)
  for (const table of ['staff_invitation', 'event_log', 'idempotency_key']) {
    const rows = await sql`select 1 from ${sql.table(table)} t where t::text like ${`%${token}%`}`.execute(
      app.db.kysely,
    )
    expect(rows.rows).toEqual([])
  }
})
