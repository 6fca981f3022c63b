import { sql } from 'kysely'
import type { z } from 'zod'
import { brokenConstraint, type Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import type { changeProfile as changeProfileRoute } from './contract.ts'
import { reservedSlugs } from './create-organisation.ts'
import { can } from './policy.ts'
import { organisationById } from './queries.ts'
import { isZone } from './zones.ts'

type Changes = z.output<(typeof changeProfileRoute)['body']>

/** Changes what is given, when nobody changed the organisation since `revision` was read. */
export async function changeProfile(tx: Tx, person: Person, organisationId: string, changes: Changes, at: Date) {
  const before = found(await organisationById(tx, organisationId), can.read(person, organisationId))
  authorise(can.manage(person, organisationId))
  const { revision, ...given } = changes
  const after = {
    name: given.name ?? before.name,
    about: given.about ?? before.about,
    slug: given.slug ?? before.slug,
    website: given.website === undefined ? before.website : given.website,
    contactEmail: given.contactEmail === undefined ? before.contactEmail : given.contactEmail,
    zone: given.zone ?? before.zone,
    country: given.country ?? before.country,
  }
  if (after.name['zh-CN'] === '' && after.name.en === '') throw refuse('organisations.name-missing')
  if (reservedSlugs.includes(after.slug)) throw refuse('organisations.slug-taken', { slug: after.slug })
  if (!isZone(after.zone)) throw refuse('organisations.unknown-zone', { zone: after.zone })
  const changed = await sql`
    update organisation set name = ${JSON.stringify(after.name)}::jsonb, about = ${JSON.stringify(after.about)}::jsonb,
      slug = ${after.slug}, website = ${after.website}, contact_email = ${after.contactEmail}, zone = ${after.zone},
      country = ${after.country}, revision = revision + 1
    where id = ${organisationId} and revision = ${revision} returning id`
    .execute(tx)
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'organisation_slug')
        throw refuse('organisations.slug-taken', { slug: after.slug })
      throw error
    })
  if (changed.rows.length === 0) throw refuse('kernel.changed-meanwhile')
  await announce(tx, {
    name: 'organisations.profile-changed',
    at,
    organisationId,
    actorId: person.id,
    subject: { type: 'organisation', id: organisationId },
    payload: { fields: Object.keys(given) },
  })
  return found(await organisationById(tx, organisationId))
}
