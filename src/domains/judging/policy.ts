import type { Actor } from '../../kernel/policy.ts'
import { staffCan } from '../organisations/index.ts'
import type { Panel, Seat } from './queries.ts'

const sits = (actor: Actor, seat: Seat | undefined): boolean =>
  actor.kind === 'person' && seat !== undefined && seat.personId === actor.id && seat.state === 'accepted'

/** Sentences about judging. Staff manage panels but never see a score before results are computed through the panel's lock. */
export const can = {
  judge: sits,
  lead: (actor: Actor, seats: readonly Seat[]) => seats.some(seat => seat.lead && sits(actor, seat)),
  manage: (actor: Actor, panel: Pick<Panel, 'organisationId'>) =>
    staffCan(actor, panel.organisationId, 'judging.manage'),
}
