import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { parseRules } from '../scoring/index.ts'
import { rulesTitle } from './announcement-titles.ts'
import { insertAnnouncement } from './announcements.ts'
import { isEmpty } from './cancel-competition.ts'
import { scoringFit } from './completeness.ts'
import { rulesChanged } from './events.ts'
import { contentOf } from './load-content.ts'
import { can } from './policy.ts'
import { datesOf, lockedCompetition } from './queries.ts'
import type { ScheduleDate } from './rows.ts'
import { comparisonOf, isSame } from './rule-comparison.ts'
import { refuseUnreadable } from './save-section.ts'
import { missingDates } from './schedule.ts'
import type { DraftContent } from './sections.ts'
import { type RuleSet, ruleSetAt, ruleSetDigest } from './versions.ts'

type RulesContent = DraftContent['rules']

/** States in which rules may still change: once results are out, they were computed with what stands. */
const changeable = ['announced', 'open', 'running', 'judging']

/**
 * Publishes the next version of the rules with its reason. `basedOn` is the version the editor saw: of two people who
 * change the rules at once, the second is told. Entrants are told by the reaction to the event.
 */
export async function changeRules(
  tx: Tx,
  actor: Person,
  input: { competitionId: string; basedOn: number; rules: RulesContent; reason: Bilingual },
  at: Date,
): Promise<{ version: number; sha256: string }> {
  const { competitionId, rules, reason } = input
  const competition = await lockedCompetition(tx, competitionId)
  found(competition, can.readAsStaff(actor, competition))
  authorise(can.publish(actor, competition))
  if (!changeable.includes(competition.state)) throw refuse('competitions.wrong-state', { state: competition.state })
  const current = found(await ruleSetAt(tx, competitionId))
  if (current.version !== input.basedOn) throw refuse('kernel.changed-meanwhile', { version: current.version })
  if (isEmpty(reason))
    throw refuse('competitions.reason-needed', {}, [{ path: 'reason', code: 'competitions.reason-needed' }])
  const content = await contentOf(tx, competition)
  refuseUnfit(rules, content.divisions)
  refuseTooLong(await datesOf(tx, competitionId), rules.objectionDays, at)
  const next: RuleSet = {
    competitionId,
    version: current.version + 1,
    text: rules.text,
    scoring: rules.scoring ?? {},
    objectionDays: rules.objectionDays,
    reason,
    publishedAt: at,
    sha256: null,
  }
  if (isSame(comparisonOf(current, next))) throw refuse('competitions.nothing-changed')
  const sha256 = ruleSetDigest(next)
  await sql`insert into rule_set (competition_id, version, text, scoring, objection_days, reason, published_at, published_by, sha256)
    values (${competitionId}, ${next.version}, ${JSON.stringify(next.text)}::jsonb, ${JSON.stringify(next.scoring)}::jsonb,
      ${next.objectionDays}, ${JSON.stringify(reason)}::jsonb, ${at}, ${actor.id}, ${sha256})`.execute(tx)
  const announcementId = await insertAnnouncement(tx, {
    competitionId,
    kind: 'rules-changed',
    title: rulesTitle(next.version),
    body: reason,
    notified: true,
    at,
    by: actor.id,
  })
  await sql`update competition set revision = revision + 1, updated_at = ${at} where id = ${competitionId}`.execute(tx)
  await announce(tx, {
    name: rulesChanged,
    at,
    organisationId: competition.organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id: competitionId },
    payload: { competitionId, announcementId, version: next.version, sha256, reason },
  })
  return { version: next.version, sha256 }
}

/** A longer time for objections than the schedule leaves before final results: the schedule has to move first. */
function refuseTooLong(dates: readonly ScheduleDate[], objectionDays: number, at: Date): void {
  const late = missingDates(dates, [], objectionDays, at).find(
    one => one.code === 'missing.final-before-objections-end',
  )
  if (late)
    throw refuse('competitions.rules-wrong', { mistakes: 1 }, [
      { path: 'objectionDays', code: `competitions.${late.code}`, params: late.params },
    ])
}

/** Refuses rules that cannot be read, or that speak of rounds and tracks the competition does not have. */
export function refuseUnfit(rules: RulesContent, divisions: DraftContent['divisions']): void {
  refuseUnreadable(rules.scoring)
  const parsed = parseRules(rules.scoring ?? {})
  const unfit = parsed.ok ? scoringFit(parsed.rules, divisions) : []
  if (!parsed.ok || unfit.length > 0 || isEmpty(rules.text))
    throw refuse(
      'competitions.rules-wrong',
      { mistakes: Math.max(1, unfit.length) },
      unfit.map(one => ({ path: 'scoring', code: `competitions.${one.code}`, params: one.params })),
    )
}
