import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/policy.ts'
import type { App } from '../../kernel/app.ts'
import { createOrganisation } from './create-organisation.ts'
import type { Role } from './permissions.ts'
import { staffOf } from './queries.ts'

/** A person with a row and an actor; `staff` of the actor is filled by the builders below. */
export async function aMember(
  app: App,
  given: { name?: string; email?: string; verified?: boolean } = {},
): Promise<Person> {
  const id = newId()
  const name = given.name ?? 'Zhou Jingshu'
  const email = (given.email ?? `p-${id}@example.org`).toLowerCase()
  const verified = given.verified ?? true
  const now = app.clock.now()
  await sql`insert into person (id, email, email_verified_at, name, locale, zone, created_at)
    values (${id}, ${email}, ${verified ? now : null}, ${name}, 'zh-CN', 'Asia/Shanghai', ${now})`.execute(
    app.db.kysely,
  )
  return {
    kind: 'person',
    id,
    sessionId: newId(),
    email,
    emailVerified: verified,
    name,
    locale: 'zh-CN',
    zone: 'Asia/Shanghai',
    platformRoles: [],
    staff: [],
  }
}

/** The actor as the next request would see it. */
export async function refreshed(app: App, person: Person): Promise<Person> {
  return { ...person, staff: await staffOf(app.db.kysely, person.id) }
}

export interface OrganisationWithOwner {
  id: string
  slug: string
  owner: Person
}

/** An organisation with an owner (made up unless given), ready to act. */
export async function anOrganisation(
  app: App,
  given: { owner?: Person; name?: { 'zh-CN': string; en: string }; slug?: string; zone?: string } = {},
): Promise<OrganisationWithOwner> {
  const owner = given.owner ?? (await aMember(app))
  const { id, slug } = await app.db.transaction((tx: Tx) =>
    createOrganisation(
      tx,
      owner,
      {
        name: given.name ?? { 'zh-CN': '江澜大学', en: 'Jianglan University' },
        slug: given.slug,
        zone: given.zone ?? 'Asia/Shanghai',
        country: 'CN',
      },
      app.clock.now(),
    ),
  )
  return { id, slug, owner: await refreshed(app, owner) }
}

/** Somebody who works for the organisation with these roles, as an actor. */
export async function aStaffMember(app: App, organisationId: string, roles: Role[], person?: Person): Promise<Person> {
  const member = person ?? (await aMember(app))
  await sql`insert into staff (organisation_id, person_id, roles, joined_at)
    values (${organisationId}, ${member.id}, ${roles}::text[], ${app.clock.now()})`.execute(app.db.kysely)
  return refreshed(app, member)
}
