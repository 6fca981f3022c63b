import { sql } from 'kysely'
import { z } from 'zod'
import { type Bilingual, bilingual } from '../../kernel/contract.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { found } from '../../kernel/policy.ts'
import { type EntryResult, entryResult, results, type Results, type ScoreRow } from '../scoring/index.ts'
import type { objectionStates, runStates } from './contract.ts'

export type RunState = (typeof runStates)[number]

export interface Run {
  id: string
  competitionId: string
  organisationId: string
  rulesVersion: number
  state: RunState
  inputSha256: string
  computedAt: Date
  provisionalAt: Date | null
  objectionsUntil: Date | null
  finalAt: Date | null
  withdrawnReason: Bilingual | null
}

const columns = sql`r.id, r.competition_id as "competitionId", r.organisation_id as "organisationId",
  r.rules_version as "rulesVersion", r.state, r.input_sha256 as "inputSha256", r.computed_at as "computedAt",
  r.provisional_at as "provisionalAt", r.objections_until as "objectionsUntil", r.final_at as "finalAt",
  r.withdrawn_reason as "withdrawnReason"`

export async function runsOf(reader: Reader, competitionId: string): Promise<Run[]> {
  return (
    await sql<Run>`select ${columns} from result_run r where r.competition_id = ${competitionId} order by r.computed_at desc, r.id desc limit 50`.execute(
      reader,
    )
  ).rows
}

export async function runById(reader: Reader, id: string): Promise<Run | undefined> {
  return (await sql<Run>`select ${columns} from result_run r where r.id = ${id}`.execute(reader)).rows[0]
}

export async function lockedRun(tx: Tx, id: string): Promise<Run> {
  return found((await sql<Run>`select ${columns} from result_run r where r.id = ${id} for update`.execute(tx)).rows[0])
}

/** The run that is public now, if any. */
export async function publicRun(reader: Reader, competitionId: string): Promise<Run | undefined> {
  return (
    await sql<Run>`select ${columns} from result_run r
      where r.competition_id = ${competitionId} and r.state in ('provisional', 'final')`.execute(reader)
  ).rows[0]
}

/** The public run, held as it is until the transaction ends: nobody makes it final or takes it back meanwhile. */
export async function heldPublicRun(tx: Tx, competitionId: string): Promise<Run | undefined> {
  return (
    await sql<Run>`select ${columns} from result_run r
      where r.competition_id = ${competitionId} and r.state in ('provisional', 'final') for share`.execute(tx)
  ).rows[0]
}

const scoreRows = z.custom<ScoreRow[]>(value => Array.isArray(value))

/** The figures of a run: what went in and what came out. */
export async function figuresOf(reader: Reader, runId: string): Promise<{ scores: ScoreRow[]; results: Results }> {
  const { rows } = await sql<{
    scores: unknown
    results: unknown
  }>`select scores, results from result_run where id = ${runId}`.execute(reader)
  const row = found(rows[0])
  return { scores: scoreRows.parse(row.scores), results: results.parse(row.results) }
}

/** One entry's result of a run, picked out by the database: a run of a thousand entries is not read for one of them. */
export async function resultOfEntry(reader: Reader, runId: string, entry: string): Promise<EntryResult | undefined> {
  const { rows } = await sql<{ result: unknown }>`select jsonb_path_query_first(results,
      '$.results[*] ? (@.entry == $entry)', jsonb_build_object('entry', ${entry}::text)) as result
    from result_run where id = ${runId}`.execute(reader)
  const result = rows[0]?.result
  return result ? entryResult.parse(result) : undefined
}

export interface Objection {
  id: string
  runId: string
  competitionId: string
  entryId: string
  personId: string
  statement: string
  state: (typeof objectionStates)[number]
  answer: string | null
  createdAt: Date
  answeredAt: Date | null
}

const objectionColumns = sql`o.id, o.run_id as "runId", o.competition_id as "competitionId", o.entry_id as "entryId",
  o.person_id as "personId", o.statement, o.state, o.answer, o.created_at as "createdAt", o.answered_at as "answeredAt"`

export async function objectionsOf(reader: Reader, competitionId: string): Promise<Objection[]> {
  return (
    await sql<Objection>`select ${objectionColumns} from result_objection o where o.competition_id = ${competitionId} order by o.created_at`.execute(
      reader,
    )
  ).rows
}

export async function lockedObjection(tx: Tx, id: string): Promise<Objection> {
  return found(
    (await sql<Objection>`select ${objectionColumns} from result_objection o where o.id = ${id} for update`.execute(tx))
      .rows[0],
  )
}

export function runView(run: Run) {
  return {
    id: run.id,
    state: run.state,
    rulesVersion: run.rulesVersion,
    inputSha256: run.inputSha256,
    computedAt: run.computedAt.toISOString(),
    provisionalAt: run.provisionalAt?.toISOString() ?? null,
    objectionsUntil: run.objectionsUntil?.toISOString() ?? null,
    finalAt: run.finalAt?.toISOString() ?? null,
    withdrawnReason: bilingual.nullable().parse(run.withdrawnReason),
  }
}
