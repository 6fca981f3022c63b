import { sql } from 'kysely'
import { zonedInstant } from '../../kernel/calendar.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { announcementTitles } from './announcement-titles.ts'
import { insertAnnouncement } from './announcements.ts'
import { isEmpty } from './cancel-competition.ts'
import { scheduleChanged } from './events.ts'
import { type CompetitionState, stateAt } from './lifecycle.ts'
import { can } from './policy.ts'
import { datesOf, lockedCompetition, stagesOf } from './queries.ts'
import type { Competition } from './rows.ts'
import { missingDates } from './schedule.ts'
import type { Schedule } from './sections.ts'
import { ruleSetAt } from './versions.ts'
import { writeSection } from './write-content.ts'

const closable = ['announced', 'open', 'running']

/** Locks; refuses those who may not, a wrong state, and a change without a reason. */
async function changeableDates(
  tx: Tx,
  actor: Person,
  competitionId: string,
  reason: Bilingual,
  states: readonly string[],
) {
  const competition = await lockedCompetition(tx, competitionId)
  found(competition, can.readAsStaff(actor, competition))
  authorise(can.publish(actor, competition))
  if (!states.includes(competition.state)) throw refuse('competitions.wrong-state', { state: competition.state })
  if (isEmpty(reason))
    throw refuse('competitions.reason-needed', {}, [{ path: 'reason', code: 'competitions.reason-needed' }])
  return competition
}

/** Closes entry early (`closesAt` null: at once) or extends it, also after it had closed while nothing is judged yet. */
export async function changeEntryEnd(
  tx: Tx,
  actor: Person,
  input: { competitionId: string; closesAt: string | null; reason: Bilingual },
  at: Date,
): Promise<{ closesAt: Date; state: CompetitionState }> {
  const { competitionId, reason } = input
  const competition = await changeableDates(tx, actor, competitionId, reason, closable)
  const closesAt = endOf(input.closesAt, competition, at)
  if (closesAt < at || (competition.opensAt && closesAt <= competition.opensAt))
    throw refuse('competitions.closing-in-the-past', {}, [
      { path: 'closesAt', code: 'competitions.closing-in-the-past' },
    ])
  const later = competition.closesAt !== null && closesAt > competition.closesAt
  // Running is where an entry window that closed leads; one that is extended leads back.
  const stored = later && competition.state === 'running' ? 'open' : competition.state
  await sql`update competition set closes_at = ${closesAt}, state = ${stored}, close_reason = ${JSON.stringify(reason)}::jsonb,
    revision = revision + 1, updated_at = ${at} where id = ${competitionId}`.execute(tx)
  await sql`update competition_date set ends_at = ${closesAt}
    where competition_id = ${competitionId} and kind = 'entry'`.execute(tx)
  await tellOfDates(
    tx,
    competition,
    actor,
    later ? announcementTitles.entryExtended : announcementTitles.entryClosed,
    reason,
    at,
  )
  return { closesAt, state: stateAt({ state: stored, opensAt: competition.opensAt, closesAt }, at) }
}

function endOf(wall: string | null, competition: Competition, at: Date): Date {
  if (wall === null) return at
  const zoned = zonedInstant(wall, competition.zone)
  if (zoned.kind === 'never')
    throw refuse('competitions.no-such-time', { wall, zone: competition.zone }, [
      { path: 'closesAt', code: 'competitions.no-such-time', params: { wall, zone: competition.zone } },
    ])
  return zoned.kind === 'twice' ? zoned.second : zoned.at
}

/** Changes the whole schedule after publication. It must still be complete and in order. */
export async function changeSchedule(
  tx: Tx,
  actor: Person,
  input: { competitionId: string; revision: number; schedule: Schedule; reason: Bilingual },
  at: Date,
): Promise<{ revision: number }> {
  const { competitionId, reason } = input
  const competition = await changeableDates(tx, actor, competitionId, reason, [
    'announced',
    'open',
    'running',
    'judging',
    'provisional',
  ])
  if (competition.revision !== input.revision)
    throw refuse('kernel.changed-meanwhile', { revision: competition.revision })
  // What was announced cannot even be written without its entry dates.
  if (!input.schedule.lines.some(line => line.kind === 'entry' && line.endsAt !== null))
    refuseIncomplete([{ code: 'missing.entry-dates', params: {} }])
  await writeSection.schedule(tx, competitionId, input.schedule)
  const rules = found(await ruleSetAt(tx, competitionId))
  const missing = missingDates(
    await datesOf(tx, competitionId),
    await stagesOf(tx, competitionId),
    rules.objectionDays,
    at,
  )
    // Entry that is over when the plan changes is nothing wrong.
    .filter(one => one.code !== 'missing.entry-over')
  if (missing.length > 0) refuseIncomplete(missing)
  await sql`update competition set revision = revision + 1, updated_at = ${at},
    state = case when state = 'running' and closes_at > ${at} then 'open' else state end
    where id = ${competitionId}`.execute(tx)
  await tellOfDates(tx, competition, actor, announcementTitles.scheduleChanged, reason, at)
  return { revision: competition.revision + 1 }
}

function refuseIncomplete(missing: readonly { code: string; params: Record<string, unknown> }[]): never {
  throw refuse(
    'competitions.not-complete',
    { count: missing.length },
    missing.map(one => ({ path: 'schedule', code: `competitions.${one.code}`, params: one.params })),
  )
}

async function tellOfDates(
  tx: Tx,
  competition: Competition,
  actor: Person,
  title: Bilingual,
  reason: Bilingual,
  at: Date,
) {
  const announcementId = await insertAnnouncement(tx, {
    competitionId: competition.id,
    kind: 'schedule-changed',
    title,
    body: reason,
    notified: true,
    at,
    by: actor.id,
  })
  await announce(tx, {
    name: scheduleChanged,
    at,
    organisationId: competition.organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id: competition.id },
    payload: { competitionId: competition.id, announcementId, title, reason },
  })
}
