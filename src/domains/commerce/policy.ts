import type { Actor } from '../../kernel/policy.ts'
import { staffCan } from '../organisations/index.ts'

interface Parties {
  buyerId: string
  organisationId: string
}

const isBuyer = (actor: Actor, order: Parties): boolean => actor.kind === 'person' && actor.id === order.buyerId

export const can = {
  read: (actor: Actor, order: Parties) => isBuyer(actor, order) || staffCan(actor, order.organisationId, 'money.read'),
  pay: isBuyer,
  cancel: isBuyer,
  refund: (actor: Actor, order: Parties) => staffCan(actor, order.organisationId, 'money.refund'),
}
