import type { Actor } from '../../kernel/policy.ts'
import { staffCan } from '../organisations/index.ts'

interface OwnedEntry {
  personId: string | null
  organisationId: string
}

const isEntrant = (actor: Actor, entry: OwnedEntry): boolean => actor.kind === 'person' && actor.id === entry.personId

/** Sentences about who may do what with an entry. */
export const can = {
  read: isEntrant,
  correct: isEntrant,
  withdraw: isEntrant,
  list: (actor: Actor, competition: { organisationId: string }) =>
    staffCan(actor, competition.organisationId, 'entries.read'),
  review: (actor: Actor, competition: { organisationId: string }) =>
    staffCan(actor, competition.organisationId, 'entries.review'),
  seePersonalData: (actor: Actor, competition: { organisationId: string }) =>
    staffCan(actor, competition.organisationId, 'entries.personal-data'),
}
