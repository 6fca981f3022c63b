import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import type { Role } from './permissions.ts'
import { can } from './policy.ts'

/**
 * Everything that changes who works for an organisation holds the organisation's row first, so that what it decides on
 * (how many owners there are) stays true until it commits. The database's deferred trigger repeats the last-owner rule.
 */
async function lockOrganisation(tx: Tx, organisationId: string): Promise<void> {
  await sql`select 1 from organisation where id = ${organisationId} for no key update`.execute(tx)
}

async function rolesOf(tx: Tx, organisationId: string, personId: string): Promise<string[] | undefined> {
  const row = await sql<{ roles: string[] }>`
    select roles from staff where organisation_id = ${organisationId} and person_id = ${personId}`.execute(tx)
  return row.rows[0]?.roles
}

async function refuseWithoutOwner(tx: Tx, organisationId: string, leavingId: string): Promise<void> {
  const others = await sql`
    select 1 from staff where organisation_id = ${organisationId} and person_id <> ${leavingId}
      and 'owner' = any (roles) limit 1`.execute(tx)
  if (others.rows.length === 0) throw refuse('organisations.last-owner')
}

async function tell(
  tx: Tx,
  name: string,
  person: Person,
  organisationId: string,
  subjectId: string,
  at: Date,
  payload: Record<string, unknown>,
) {
  await announce(tx, {
    name,
    at,
    organisationId,
    actorId: person.id,
    subject: { type: 'person', id: subjectId },
    payload,
  })
}

/** Replaces somebody's roles. Refused when that would leave no owner. */
export async function changeStaffRoles(
  tx: Tx,
  person: Person,
  input: { organisationId: string; personId: string; roles: readonly Role[] },
  at: Date,
): Promise<void> {
  const { organisationId, personId } = input
  found(organisationId, can.read(person, organisationId))
  authorise(can.manage(person, organisationId))
  await lockOrganisation(tx, organisationId)
  const before = await rolesOf(tx, organisationId, personId)
  if (!before) throw refuse('organisations.not-on-staff')
  if (before.includes('owner') && !input.roles.includes('owner')) await refuseWithoutOwner(tx, organisationId, personId)
  const roles = [...new Set(input.roles)]
  await sql`update staff set roles = ${roles}::text[]
    where organisation_id = ${organisationId} and person_id = ${personId}`.execute(tx)
  await tell(tx, 'organisations.staff-roles-changed', person, organisationId, personId, at, { before, after: roles })
}

/** Ends somebody's work for the organisation; their own account and their traces stay. */
export async function removeStaff(
  tx: Tx,
  person: Person,
  input: { organisationId: string; personId: string },
  at: Date,
): Promise<void> {
  const { organisationId, personId } = input
  found(organisationId, can.read(person, organisationId))
  authorise(can.manage(person, organisationId))
  await endWork(tx, organisationId, personId)
  await tell(tx, 'organisations.staff-removed', person, organisationId, personId, at, {})
}

/** Ends one's own work for the organisation. */
export async function leaveOrganisation(tx: Tx, person: Person, organisationId: string, at: Date): Promise<void> {
  found(organisationId, can.leave(person, organisationId))
  await endWork(tx, organisationId, person.id)
  await tell(tx, 'organisations.staff-left', person, organisationId, person.id, at, {})
}

async function endWork(tx: Tx, organisationId: string, personId: string): Promise<void> {
  await lockOrganisation(tx, organisationId)
  const roles = await rolesOf(tx, organisationId, personId)
  if (!roles) throw refuse('organisations.not-on-staff')
  if (roles.includes('owner')) await refuseWithoutOwner(tx, organisationId, personId)
  await sql`delete from staff where organisation_id = ${organisationId} and person_id = ${personId}`.execute(tx)
}

/** Makes another staff member an owner and oneself a manager, in one step: there is no moment without an owner. */
export async function transferOwnership(
  tx: Tx,
  person: Person,
  input: { organisationId: string; personId: string },
  at: Date,
): Promise<void> {
  const { organisationId, personId } = input
  found(organisationId, can.read(person, organisationId))
  authorise(can.manage(person, organisationId))
  await lockOrganisation(tx, organisationId)
  const [theirs, mine] = [await rolesOf(tx, organisationId, personId), await rolesOf(tx, organisationId, person.id)]
  if (!theirs || personId === person.id) throw refuse('organisations.not-on-staff')
  authorise(mine?.includes('owner') ?? false)
  await sql`update staff set roles = array(select distinct unnest(roles || array['owner']))
    where organisation_id = ${organisationId} and person_id = ${personId}`.execute(tx)
  await sql`update staff set roles = array(select distinct unnest(array_remove(roles, 'owner') || array['manager']))
    where organisation_id = ${organisationId} and person_id = ${person.id}`.execute(tx)
  await tell(tx, 'organisations.ownership-transferred', person, organisationId, personId, at, {})
}
