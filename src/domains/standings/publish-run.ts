import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { tell } from '../../kernel/bus.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { found, type Person } from '../../kernel/policy.ts'
import { changeCompetitionState, type Competition, entrantsOf, ruleSetAt } from '../competitions/index.ts'
import { notify } from '../messaging/index.ts'
import { publishedForm } from './board-of-run.ts'
import { currentInput } from './compute-run.ts'
import { boardPath } from './public-bytes.ts'
import { lockedRun, objectionsOf, type Run, runById } from './queries.ts'

const day = 86_400_000

/** Writes the public bytes of a run and tells every node to forget the ones before. */
async function putInPublic(tx: Tx, competition: Competition, run: Run): Promise<void> {
  const { board, bundle } = await publishedForm(tx, competition, run)
  const text = JSON.stringify(bundle, null, 1)
  const etag = `"${createHash('sha256').update(JSON.stringify(board)).digest('base64url').slice(0, 22)}"`
  await sql`insert into published_result (competition_id, run_id, slug, board, bundle, bundle_sha256, etag)
    values (${competition.id}, ${run.id}, ${competition.slug}, ${JSON.stringify(board)}::jsonb, ${text}, ${bundle.sha256}, ${etag})
    on conflict (competition_id) do update set run_id = excluded.run_id, slug = excluded.slug, board = excluded.board,
      bundle = excluded.bundle, bundle_sha256 = excluded.bundle_sha256, etag = excluded.etag`.execute(tx)
  await tell(tx, 'board', boardPath(competition.slug))
}

async function announceRun(tx: Tx, name: string, run: Run, by: Person, now: Date): Promise<void> {
  await announce(tx, {
    name,
    at: now,
    actorId: by.id,
    organisationId: run.organisationId,
    subject: { type: 'result_run', id: run.id },
    payload: { competitionId: run.competitionId, runId: run.id },
  })
}

async function tellEntrants(
  tx: Tx,
  competition: Competition,
  kind: string,
  params: Record<string, Bilingual | { instant: string } | string>,
  now: Date,
) {
  await notify(tx, {
    personIds: await entrantsOf.get()(tx, competition.id),
    kind,
    params: { competition: competition.title, ...params },
    link: `/competitions/${competition.slug}/results`,
    at: now,
  })
}

/** Publishes a computed run: provisional, everybody told, the objection window begun. */
export async function publishRun(tx: Tx, competition: Competition, runId: string, by: Person, now: Date): Promise<Run> {
  const run = await lockedRun(tx, runId)
  if (run.competitionId !== competition.id) throw refuse('kernel.not-found')
  if (run.state !== 'computed') throw refuse('standings.wrong-state', { state: run.state })
  const input = await currentInput(tx, competition.id)
  if (input.sha256 !== run.inputSha256) throw refuse('standings.stale')
  const set = found(await ruleSetAt(tx, competition.id, run.rulesVersion))
  const until = addMs(now, set.objectionDays * day)
  if (competition.state === 'open' || competition.state === 'announced')
    await changeCompetitionState(tx, { competitionId: competition.id, to: 'running', at: now, by: by.id })
  const moved = await changeCompetitionState(tx, {
    competitionId: competition.id,
    to: 'provisional',
    at: now,
    by: by.id,
  })
  await sql`update result_run set state = 'provisional', provisional_at = ${now}, objections_until = ${until} where id = ${run.id}`.execute(
    tx,
  )
  const published: Run = { ...run, state: 'provisional', provisionalAt: now, objectionsUntil: until }
  await putInPublic(tx, moved, published)
  await announceRun(tx, 'standings.results-published', published, by, now)
  await tellEntrants(tx, competition, 'standings.provisional', { until: { instant: until.toISOString() } }, now)
  return published
}

/** Makes provisional results final: the window has passed and every objection has its answer. */
export async function finaliseRun(
  tx: Tx,
  competition: Competition,
  runId: string,
  by: Person,
  now: Date,
): Promise<Run> {
  const run = await lockedRun(tx, runId)
  if (run.competitionId !== competition.id) throw refuse('kernel.not-found')
  if (run.state !== 'provisional') throw refuse('standings.wrong-state', { state: run.state })
  if (run.objectionsUntil && now < run.objectionsUntil)
    throw refuse('standings.window-open', { until: { instant: run.objectionsUntil.toISOString() } })
  const open = (await objectionsOf(tx, competition.id)).filter(one => one.runId === run.id && one.state === 'open')
  if (open.length > 0) throw refuse('standings.objections-open', { count: open.length })
  const moved = await changeCompetitionState(tx, { competitionId: competition.id, to: 'final', at: now, by: by.id })
  await sql`update result_run set state = 'final', final_at = ${now} where id = ${run.id}`.execute(tx)
  const final: Run = { ...run, state: 'final', finalAt: now }
  await putInPublic(tx, moved, final)
  await announceRun(tx, 'standings.results-final', final, by, now)
  await tellEntrants(tx, competition, 'standings.final', {}, now)
  return final
}

/** Takes provisional results back with a reason; the competition returns to judging. */
export async function withdrawRun(
  tx: Tx,
  competition: Competition,
  runId: string,
  reason: Bilingual,
  by: Person,
  now: Date,
): Promise<Run> {
  const run = await lockedRun(tx, runId)
  if (run.competitionId !== competition.id) throw refuse('kernel.not-found')
  if (run.state !== 'provisional') throw refuse('standings.wrong-state', { state: run.state })
  await changeCompetitionState(tx, { competitionId: competition.id, to: 'judging', at: now, by: by.id })
  await sql`update result_run set state = 'withdrawn', withdrawn_reason = ${JSON.stringify(reason)}::jsonb where id = ${run.id}`.execute(
    tx,
  )
  await sql`delete from published_result where competition_id = ${competition.id}`.execute(tx)
  await tell(tx, 'board', boardPath(competition.slug))
  await announceRun(tx, 'standings.results-withdrawn', run, by, now)
  await tellEntrants(tx, competition, 'standings.withdrawn', { reason }, now)
  return found(await runById(tx, run.id))
}
