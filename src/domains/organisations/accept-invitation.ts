import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { lockInvitationByToken, usable } from './invitations.ts'
import { can } from './policy.ts'
import { organisationById } from './queries.ts'

/**
 * Takes up an invitation. A different address must be confirmed, so that nobody joins with the wrong account unawares.
 * Asking twice with the same account is answered alike. Roles already held are kept.
 */
export async function acceptInvitation(
  tx: Tx,
  person: Person,
  input: { token: string; otherAddress: boolean },
  at: Date,
) {
  const row = await lockInvitationByToken(tx, input.token)
  if (row?.acceptedBy === person.id) return joined(tx, row.organisationId, person.id)
  const invitation = usable(row, at)
  authorise(can.create(person), 'organisations.verify-email-first')
  if (invitation.email !== person.email.toLowerCase() && !input.otherAddress)
    throw refuse('organisations.invitation-other-address', { invited: invitation.email, signedIn: person.email })
  await sql`update staff_invitation set accepted_at = ${at}, accepted_by = ${person.id}
    where id = ${invitation.id}`.execute(tx)
  await sql`insert into staff (organisation_id, person_id, roles, joined_at, invited_by)
    values (${invitation.organisationId}, ${person.id}, ${invitation.roles}::text[], ${at}, ${invitation.invitedBy})
    on conflict (organisation_id, person_id) do update
      set roles = array(select distinct unnest(staff.roles || excluded.roles))`.execute(tx)
  await announce(tx, {
    name: 'organisations.staff-joined',
    at,
    organisationId: invitation.organisationId,
    actorId: person.id,
    subject: { type: 'person', id: person.id },
    payload: { roles: invitation.roles, invitationId: invitation.id },
  })
  return joined(tx, invitation.organisationId, person.id)
}

async function joined(tx: Tx, organisationId: string, personId: string) {
  const organisation = found(await organisationById(tx, organisationId))
  const rows = await sql<{ roles: string[] }>`
    select roles from staff where organisation_id = ${organisationId} and person_id = ${personId}`.execute(tx)
  const row = found(rows.rows[0])
  return { organisation, roles: row.roles }
}
