import type { Actor } from '../../kernel/policy.ts'
import { type Permission, permissions, rolesMay } from './permissions.ts'

export function rolesIn(actor: Actor, organisationId: string): string[] {
  if (actor.kind !== 'person') return []
  return actor.staff.find(one => one.organisationId === organisationId)?.roles ?? []
}

/** True when one of the actor's roles in that organisation carries the permission. Platform roles carry none. */
export function staffCan(actor: Actor, organisationId: string, permission: Permission): boolean {
  return rolesMay(rolesIn(actor, organisationId), permission)
}

/** Ids of the organisations for which the actor has the permission; for scoping lists in SQL. */
export function organisationsWhere(actor: Actor, permission: Permission): string[] {
  if (actor.kind !== 'person') return []
  return actor.staff.filter(one => rolesMay(one.roles, permission)).map(one => one.organisationId)
}

export const can = {
  create: (actor: Actor) => actor.kind === 'person' && actor.emailVerified,
  read: (actor: Actor, organisationId: string) => staffCan(actor, organisationId, 'organisation.read'),
  manage: (actor: Actor, organisationId: string) => staffCan(actor, organisationId, 'organisation.manage'),
  leave: (actor: Actor, organisationId: string) => rolesIn(actor, organisationId).length > 0,
}

/** What the actor may do for the organisation, for replies: pages never derive permissions themselves. */
export function permissionsIn(actor: Actor, organisationId: string): Permission[] {
  const held = rolesIn(actor, organisationId)
  return permissions.filter(permission => rolesMay(held, permission))
}
