import type { Actor } from '../../kernel/policy.ts'
import { staffCan } from '../organisations/index.ts'

const isEntrant = (actor: Actor, entry: { personId: string | null }): boolean =>
  actor.kind === 'person' && actor.id === entry.personId

/** Sentences about who may do what with works. Judges read them through judging only, under their blind codes. */
export const can = {
  handIn: isEntrant,
  readReceipt: (actor: Actor, entry: { personId: string | null; organisationId: string }) =>
    isEntrant(actor, entry) || staffCan(actor, entry.organisationId, 'entries.read'),
  list: (actor: Actor, owner: { organisationId: string }) => staffCan(actor, owner.organisationId, 'entries.read'),
  extend: (actor: Actor, owner: { organisationId: string }) => staffCan(actor, owner.organisationId, 'entries.review'),
}
