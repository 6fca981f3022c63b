import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newCode, newId } from '../../kernel/ids.ts'
import { authorise, type Person } from '../../kernel/policy.ts'
import { isZone } from './zones.ts'
import { can } from './policy.ts'
import { slugOf } from './slug.ts'

export interface NewOrganisation {
  name: Bilingual
  slug?: string | undefined
  zone: string
  country: string
}

/** Creates an organisation with `person` as its owner. An address that was chosen must be free; a derived one gives way. */
export async function createOrganisation(tx: Tx, person: Person, input: NewOrganisation, at: Date) {
  authorise(can.create(person), 'organisations.verify-email-first')
  if (input.name['zh-CN'] === '' && input.name.en === '') throw refuse('organisations.name-missing')
  if (!isZone(input.zone)) throw refuse('organisations.unknown-zone', { zone: input.zone })

  const id = newId()
  const slug = await insertWithFreeSlug(tx, id, person, input, at)
  await sql`insert into staff (organisation_id, person_id, roles, joined_at)
    values (${id}, ${person.id}, array['owner'], ${at})`.execute(tx)
  await announce(tx, {
    name: 'organisations.organisation-created',
    at,
    organisationId: id,
    actorId: person.id,
    subject: { type: 'organisation', id },
    payload: { slug, name: input.name },
  })
  return { id, slug }
}

/** Addresses that pages of the site itself stand at. */
export const reservedSlugs: readonly string[] = ['new', 'mine', 'api']

async function insertWithFreeSlug(
  tx: Tx,
  id: string,
  person: Person,
  input: NewOrganisation,
  at: Date,
): Promise<string> {
  const wanted = input.slug ?? slugOf(input.name)
  const candidates = input.slug
    ? [input.slug]
    : [
        ...(wanted
          ? [wanted, ...[2, 3, 4, 5].map(n => `${wanted}-${n}`), `${wanted}-${newCode(4).toLowerCase()}`]
          : []),
        `org-${newCode(8).toLowerCase()}`,
      ]
  for (const slug of candidates) {
    if (reservedSlugs.includes(slug)) continue
    const inserted = await sql`
      insert into organisation (id, slug, name, about, zone, country, created_by, created_at)
      values (${id}, ${slug}, ${JSON.stringify(input.name)}::jsonb, '{"zh-CN": "", "en": ""}', ${input.zone},
        ${input.country}, ${person.id}, ${at})
      on conflict (slug) do nothing returning id`.execute(tx)
    if (inserted.rows.length > 0) return slug
  }
  throw refuse('organisations.slug-taken', { slug: wanted })
}
