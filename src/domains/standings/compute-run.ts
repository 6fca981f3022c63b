import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { type Competition, type RuleSet, ruleSetAt } from '../competitions/index.ts'
import { collectScores } from '../judging/index.ts'
import { computeResults, parseRules, type ScoreRow, type ScoringMistake, type ScoringRules } from '../scoring/index.ts'
import { runsOf } from './queries.ts'

/** Rows in an order of their own, so that the digest does not depend on the order of reading. */
function sortedRows(rows: readonly ScoreRow[]): ScoreRow[] {
  const key = (row: ScoreRow): string =>
    [row.category, row.entry, row.segment, row.aspect, row.occurrence, row.judge].join('\u0000')
  return rows
    .map(row => ({ key: key(row), row }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }, index) => ({ ...row, row: index + 1 }))
}

export interface Input {
  set: RuleSet
  rules: ScoringRules
  rows: ScoreRow[]
  sha256: string
  open: number
}

/** What results would be computed from now: the rules in force and the scores as they stand. */
export async function currentInput(tx: Tx, competitionId: string): Promise<Input> {
  const set = await ruleSetAt(tx, competitionId)
  const parsed = set && parseRules(set.scoring)
  if (!set || !parsed?.ok) throw refuse('standings.no-rules')
  const collected = await collectScores(tx, competitionId)
  const rows = sortedRows(collected.rows)
  const sha256 = createHash('sha256')
    .update(canonicalJson({ rules: set.scoring, rows }))
    .digest('hex')
  return { set, rules: parsed.rules, rows, sha256, open: collected.open }
}

export type ComputeOutcome = { runId: string | null; mistakes: ScoringMistake[]; unchanged: boolean }

/** Computes a run. The same input again is the run that stands; wrong scores make no run and are all listed. */
export async function computeRun(
  tx: Tx,
  competition: Competition,
  by: string | null,
  now: Date,
): Promise<ComputeOutcome> {
  if (!['open', 'announced', 'running', 'judging', 'provisional'].includes(competition.state))
    throw refuse('standings.wrong-state', { state: competition.state })
  // Two people who compute at once compute one after the other: the second finds the run of the first.
  await sql`select pg_advisory_xact_lock(hashtextextended('standings.compute ' || ${competition.id}::text, 0))`.execute(
    tx,
  )
  const input = await currentInput(tx, competition.id)
  if (input.open > 0) throw refuse('standings.sheets-open', { count: input.open })
  if (input.rows.length === 0) throw refuse('standings.no-scores')
  const newest = (await runsOf(tx, competition.id))[0]
  if (newest && newest.inputSha256 === input.sha256 && ['computed', 'provisional'].includes(newest.state))
    return { runId: newest.id, mistakes: [], unchanged: true }
  const outcome = computeResults(input.rules, input.rows)
  if (!outcome.ok) return { runId: null, mistakes: outcome.mistakes, unchanged: false }
  const id = newId()
  await sql`update result_run set state = 'replaced' where competition_id = ${competition.id} and state = 'computed'`.execute(
    tx,
  )
  await sql`insert into result_run (id, competition_id, organisation_id, rules_version, input_sha256, scores, results, computed_at, computed_by)
    values (${id}, ${competition.id}, ${competition.organisationId}, ${input.set.version}, ${input.sha256},
      ${JSON.stringify(input.rows)}::jsonb, ${JSON.stringify(outcome.results)}::jsonb, ${now}, ${by})`.execute(tx)
  await announce(tx, {
    name: 'standings.results-computed',
    at: now,
    actorId: by,
    organisationId: competition.organisationId,
    subject: { type: 'result_run', id },
    payload: { competitionId: competition.id, inputSha256: input.sha256 },
  })
  return { runId: id, mistakes: [], unchanged: false }
}
