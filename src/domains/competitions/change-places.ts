import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { placesChanged } from './events.ts'
import { can } from './policy.ts'
import { entryCounts } from './ports.ts'
import { lockedCompetition } from './queries.ts'
import { editableCompetition } from './save-section.ts'
import type { JudgingSettings } from './sections.ts'

/**
 * Changes the number of places of a published competition; null for no limit. Entries keep their own count of places
 * and follow the event; their database constraint has the last word when somebody enters in the same moment.
 */
export async function changePlaces(
  tx: Tx,
  actor: Person,
  input: { competitionId: string; places: number | null },
  at: Date,
): Promise<{ places: number | null }> {
  const { competitionId, places } = input
  const competition = await lockedCompetition(tx, competitionId)
  found(competition, can.readAsStaff(actor, competition))
  authorise(can.publish(actor, competition))
  if (!['announced', 'open', 'running'].includes(competition.state))
    throw refuse('competitions.wrong-state', { state: competition.state })
  if (competition.places === places) throw refuse('competitions.nothing-changed')
  const taken = (await entryCounts.get()(tx, [competitionId])).get(competitionId)?.taken ?? 0
  if (places !== null && places < taken)
    throw refuse('competitions.places-below-taken', { places, taken }, [
      { path: 'places', code: 'competitions.places-below-taken', params: { places, taken } },
    ])
  await sql`update competition set places = ${places}, revision = revision + 1, updated_at = ${at}
    where id = ${competitionId}`.execute(tx)
  await announce(tx, {
    name: placesChanged,
    at,
    organisationId: competition.organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id: competitionId },
    payload: { competitionId, places },
  })
  return { places }
}

/** Judges a work and what entrants read of it, until judging begins. */
export async function changeJudging(
  tx: Tx,
  actor: Person,
  input: { competitionId: string; judging: JudgingSettings },
  at: Date,
): Promise<{ revision: number }> {
  const competition = await editableCompetition(tx, actor, input.competitionId)
  if (!['draft', 'announced', 'open', 'running'].includes(competition.state))
    throw refuse('competitions.wrong-state', { state: competition.state })
  await sql`update competition set judging = ${JSON.stringify(input.judging)}::jsonb, revision = revision + 1,
    updated_at = ${at} where id = ${input.competitionId}`.execute(tx)
  await announce(tx, {
    name: 'competitions.judging-settings-changed',
    at,
    organisationId: competition.organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id: input.competitionId },
    payload: { competitionId: input.competitionId, before: competition.judging, after: input.judging },
  })
  return { revision: competition.revision + 1 }
}
