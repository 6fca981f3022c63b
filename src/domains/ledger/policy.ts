import type { Actor } from '../../kernel/policy.ts'
import { staffCan } from '../organisations/index.ts'

export const can = {
  read: (actor: Actor, organisationId: string) => staffCan(actor, organisationId, 'money.read'),
}
