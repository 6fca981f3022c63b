import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { missingFrom } from './completeness.ts'
import { published } from './events.ts'
import { type CompetitionState, stateAt } from './lifecycle.ts'
import { contentOf } from './load-content.ts'
import { can } from './policy.ts'
import { datesOf, lockedCompetition } from './queries.ts'
import { draftRuleSet, ruleSetDigest } from './versions.ts'

/**
 * Announces a draft: from now on the page is public, and form and rules are version 1. Refuses an incomplete draft with
 * everything that is missing and the step where each is done.
 */
export async function publishCompetition(
  tx: Tx,
  actor: Person,
  input: { competitionId: string; revision: number; requestId?: string },
  at: Date,
): Promise<{ slug: string; state: CompetitionState; rulesSha256: string }> {
  const { competitionId, revision } = input
  const competition = await lockedCompetition(tx, competitionId)
  found(competition, can.readAsStaff(actor, competition))
  authorise(can.publish(actor, competition))
  if (competition.state !== 'draft') throw refuse('competitions.wrong-state', { state: competition.state })
  if (competition.revision !== revision) throw refuse('kernel.changed-meanwhile', { revision: competition.revision })
  const missing = missingFrom(await contentOf(tx, competition), await datesOf(tx, competitionId), at)
  if (missing.length > 0)
    throw refuse(
      'competitions.not-complete',
      { count: missing.length },
      missing.map(one => ({ path: one.step, code: `competitions.${one.code}`, params: one.params })),
    )

  const rules = await draftRuleSet(tx, competitionId)
  if (!rules) throw new Error('a complete draft has rules')
  const rulesSha256 = ruleSetDigest(rules)
  await sql`update rule_set set published_at = ${at}, published_by = ${actor.id}, sha256 = ${rulesSha256}
    where competition_id = ${competitionId} and version = ${rules.version}`.execute(tx)
  await sql`update entry_form set published_at = ${at}
    where competition_id = ${competitionId} and published_at is null`.execute(tx)
  await sql`update competition set state = 'announced', published_at = ${at}, revision = revision + 1, updated_at = ${at}
    where id = ${competitionId} and state = 'draft'`.execute(tx)
  await announce(tx, {
    name: published,
    at,
    organisationId: competition.organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id: competitionId },
    payload: { competitionId, rulesSha256 },
    ...(input.requestId ? { requestId: input.requestId } : {}),
  })
  return { slug: competition.slug, state: stateAt({ ...competition, state: 'announced' }, at), rulesSha256 }
}
