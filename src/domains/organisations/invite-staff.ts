import { sql } from 'kysely'
import { brokenConstraint, type Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { authorise, found, type Locale, type Person } from '../../kernel/policy.ts'
import { sendInvitationMail } from './invitation-mail.ts'
import { lockInvitation, mostWaiting, newToken, stillWaiting } from './invitations.ts'
import type { Role } from './permissions.ts'
import { can } from './policy.ts'
import { organisationById } from './queries.ts'

/** Mails an invitation in `locale`, the guest's own being unknown. The link's token is stored only as its digest. */
export async function inviteStaff(
  tx: Tx,
  person: Person,
  input: { organisationId: string; email: string; roles: readonly Role[] },
  locale: Locale,
  at: Date,
): Promise<{ id: string; expiresAt: Date }> {
  const { organisationId } = input
  const organisation = found(await organisationById(tx, organisationId), can.read(person, organisationId))
  authorise(can.manage(person, organisationId))
  const email = input.email.toLowerCase()
  const known = await sql<{ onStaff: boolean; waiting: number }>`
    select exists (select 1 from staff s join person p on p.id = s.person_id
        where s.organisation_id = ${organisationId} and lower(p.email) = ${email}) as "onStaff",
      (select count(*)::int from staff_invitation where organisation_id = ${organisationId}
        and accepted_at is null and cancelled_at is null) as waiting`.execute(tx)
  if (known.rows[0]?.onStaff) throw refuse('organisations.already-on-staff', { email })
  if ((known.rows[0]?.waiting ?? 0) >= mostWaiting)
    throw refuse('organisations.too-many-invitations', { most: mostWaiting })

  const id = newId()
  const roles = [...new Set(input.roles)]
  const { token, sha256, expiresAt } = newToken(at)
  await sql`insert into staff_invitation (id, organisation_id, email, roles, token_sha256, invited_by, created_at, sent_at, expires_at)
    values (${id}, ${organisationId}, ${email}, ${roles}::text[], ${sha256}, ${person.id}, ${at}, ${at}, ${expiresAt})`
    .execute(tx)
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'staff_invitation_waiting')
        throw refuse('organisations.already-invited', { email })
      throw error
    })
  await sendInvitationMail(tx, { organisation, email, roles, inviter: person.name, token, expiresAt, locale, at })
  await tell(tx, 'organisations.staff-invited', person, organisationId, id, at, { roles })
  return { id, expiresAt }
}

/** Sends it again with a new link and a new week; the old link is dead. */
export async function resendInvitation(
  tx: Tx,
  person: Person,
  input: { organisationId: string; invitationId: string },
  locale: Locale,
  at: Date,
): Promise<{ expiresAt: Date }> {
  const { organisationId, invitationId } = input
  const organisation = found(await organisationById(tx, organisationId), can.read(person, organisationId))
  authorise(can.manage(person, organisationId))
  const row = stillWaiting(await lockInvitation(tx, organisationId, invitationId))
  const { token, sha256, expiresAt } = newToken(at)
  await sql`update staff_invitation set token_sha256 = ${sha256}, sent_at = ${at}, expires_at = ${expiresAt}
    where id = ${invitationId}`.execute(tx)
  await sendInvitationMail(tx, {
    organisation,
    email: row.email,
    roles: row.roles,
    inviter: person.name,
    token,
    expiresAt,
    locale,
    at,
  })
  await tell(tx, 'organisations.invitation-resent', person, organisationId, invitationId, at, {})
  return { expiresAt }
}

export async function cancelInvitation(
  tx: Tx,
  person: Person,
  input: { organisationId: string; invitationId: string },
  at: Date,
): Promise<void> {
  const { organisationId, invitationId } = input
  found(organisationId, can.read(person, organisationId))
  authorise(can.manage(person, organisationId))
  stillWaiting(await lockInvitation(tx, organisationId, invitationId))
  await sql`update staff_invitation set cancelled_at = ${at} where id = ${invitationId}`.execute(tx)
  await tell(tx, 'organisations.invitation-cancelled', person, organisationId, invitationId, at, {})
}

/** The event names the invitation, not the address: the log cannot be erased, an address can. */
async function tell(
  tx: Tx,
  name: string,
  person: Person,
  organisationId: string,
  invitationId: string,
  at: Date,
  payload: Record<string, unknown>,
): Promise<void> {
  await announce(tx, {
    name,
    at,
    organisationId,
    actorId: person.id,
    subject: { type: 'staff-invitation', id: invitationId },
    payload,
  })
}
