import type { Actor } from '../../kernel/policy.ts'
import { staffCan } from '../organisations/index.ts'

interface Owned {
  organisationId: string
}

/** Who may do what with a competition; every command's first question. */
export const can = {
  create: (actor: Actor, organisationId: string) => staffCan(actor, organisationId, 'competitions.write'),
  /** The draft and the settings are read by everyone who works for the organiser. */
  readAsStaff: (actor: Actor, competition: Owned) => staffCan(actor, competition.organisationId, 'organisation.read'),
  write: (actor: Actor, competition: Owned) => staffCan(actor, competition.organisationId, 'competitions.write'),
  publish: (actor: Actor, competition: Owned) => staffCan(actor, competition.organisationId, 'competitions.publish'),
  seePublicly: (competition: { publishedAt: Date | null }) => competition.publishedAt !== null,
}
