import type { Actor } from '../../kernel/policy.ts'
import { staffCan } from '../organisations/index.ts'

/** Results before publication are seen and made by those who manage them, and by nobody else. */
export const can = {
  manage: (actor: Actor, competition: { organisationId: string }) =>
    staffCan(actor, competition.organisationId, 'results.manage'),
  read: (actor: Actor, competition: { organisationId: string }) =>
    staffCan(actor, competition.organisationId, 'results.manage') ||
    staffCan(actor, competition.organisationId, 'results.read'),
}
