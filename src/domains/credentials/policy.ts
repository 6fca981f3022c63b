import type { Actor } from '../../kernel/policy.ts'
import { staffCan } from '../organisations/index.ts'

export const can = {
  /** Revoke one, and read the organisation's list. */
  manage: (actor: Actor, organisationId: string) => staffCan(actor, organisationId, 'certificates.issue'),
  /** Replace the signing key. */
  rotate: (actor: Actor, organisationId: string) => staffCan(actor, organisationId, 'organisation.manage'),
}
