import { sql } from 'kysely'
import type { PersonalDataExporter, PersonEraser } from '../accounts/index.ts'

/** What organisations hold about a person: whom they work for, and invitations that went to their address. */
export const organisationsExporter: PersonalDataExporter = {
  name: 'organisations',
  async collect(reader, personId) {
    const staff = await sql`select o.slug, o.name, s.roles, s.joined_at from staff s
      join organisation o on o.id = s.organisation_id where s.person_id = ${personId} order by s.joined_at`.execute(
      reader,
    )
    return { staff: staff.rows }
  },
}

/**
 * Ends the person's work everywhere, except where they are the only owner: an organisation always has one, and its
 * entrants' money and results outlive an account. There the anonymous row stays until the platform appoints another.
 */
export const organisationsEraser: PersonEraser = {
  name: 'organisations',
  async erase(tx, personId) {
    await sql`delete from staff s where s.person_id = ${personId} and not (
      'owner' = any (s.roles) and not exists (select 1 from staff o where o.organisation_id = s.organisation_id
        and o.person_id <> s.person_id and 'owner' = any (o.roles)))`.execute(tx)
    await sql`update staff_invitation set email = 'erased-' || id || '@invalid.example'
      where accepted_by = ${personId} or email = (select email from person where id = ${personId})`.execute(tx)
  },
}
