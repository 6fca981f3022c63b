import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { announcementTitles } from './announcement-titles.ts'
import { insertAnnouncement } from './announcements.ts'
import { changeCompetitionState } from './change-state.ts'
import { archived, cancelled } from './events.ts'
import { can } from './policy.ts'
import { lockedCompetition } from './queries.ts'

/** True when neither language says anything; one language is enough, the other reader sees it too. */
export function isEmpty(text: Bilingual): boolean {
  return text['zh-CN'].trim() === '' && text.en.trim() === ''
}

/** Cancels a published competition for good. Refunds and notices follow the event. */
export async function cancelCompetition(
  tx: Tx,
  actor: Person,
  input: { competitionId: string; reason: Bilingual },
  at: Date,
): Promise<void> {
  const { competitionId, reason } = input
  const competition = await lockedCompetition(tx, competitionId)
  found(competition, can.readAsStaff(actor, competition))
  authorise(can.publish(actor, competition))
  if (competition.publishedAt === null) throw refuse('competitions.wrong-state', { state: competition.state })
  if (isEmpty(reason))
    throw refuse('competitions.reason-needed', {}, [{ path: 'reason', code: 'competitions.reason-needed' }])
  await changeCompetitionState(tx, { competitionId, to: 'cancelled', at, by: actor.id })
  await sql`update competition set cancelled_at = ${at}, cancel_reason = ${JSON.stringify(reason)}::jsonb
    where id = ${competitionId}`.execute(tx)
  const announcementId = await insertAnnouncement(tx, {
    competitionId,
    kind: 'cancelled',
    title: announcementTitles.cancelled,
    body: reason,
    notified: true,
    at,
    by: actor.id,
  })
  await announce(tx, {
    name: cancelled,
    at,
    organisationId: competition.organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id: competitionId },
    payload: { competitionId, announcementId, reason },
  })
}

/** Puts a finished or cancelled competition away. */
export async function archiveCompetition(tx: Tx, actor: Person, competitionId: string, at: Date): Promise<void> {
  const competition = await lockedCompetition(tx, competitionId)
  found(competition, can.readAsStaff(actor, competition))
  authorise(can.publish(actor, competition))
  await changeCompetitionState(tx, { competitionId, to: 'archived', at, by: actor.id })
  await announce(tx, {
    name: archived,
    at,
    organisationId: competition.organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id: competitionId },
    payload: { competitionId },
  })
}

/** Removes a draft and everything in it. */
export async function deleteDraft(tx: Tx, actor: Person, competitionId: string, at: Date): Promise<void> {
  const competition = await lockedCompetition(tx, competitionId)
  found(competition, can.readAsStaff(actor, competition))
  authorise(can.write(actor, competition))
  if (competition.state !== 'draft') throw refuse('competitions.not-a-draft')
  await sql`delete from prize where competition_id = ${competitionId}`.execute(tx)
  await sql`delete from competition where id = ${competitionId} and state = 'draft'`.execute(tx)
  await announce(tx, {
    name: 'competitions.draft-deleted',
    at,
    organisationId: competition.organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id: competitionId },
    payload: { title: competition.title },
  })
}
