import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Tx } from '../../kernel/db.ts'
import type { Person } from '../../kernel/policy.ts'
import { aPerson } from '../accounts/testing.ts'
import { createOrganisation } from './create-organisation.ts'
import type { Role } from './permissions.ts'
import { staffOf } from './queries.ts'

/** A person; `staff` of the actor is filled by the builders below. */
export async function aMember(
  app: App,
  given: { name?: string; email?: string; verified?: boolean } = {},
): Promise<Person> {
  const { verified = true, ...rest } = given
  const person = await aPerson(app.db.kysely, { ...rest, locale: 'zh-CN', at: app.clock.now() })
  return { ...person, emailVerified: verified }
}

/** The actor as the next request would see it. */
export async function refreshed(app: App, person: Person): Promise<Person> {
  return { ...person, staff: (await staffOf(app.db.kysely, [person.id])).get(person.id) ?? [] }
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
