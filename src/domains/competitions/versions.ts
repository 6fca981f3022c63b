import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { type Bilingual, bilingual } from '../../kernel/contract.ts'
import type { Reader } from '../../kernel/db.ts'
import { type FormFields, formFields } from './form-schema.ts'

/** A version of the rules. Once published it never changes; results name the version they were computed with. */
export interface RuleSet {
  competitionId: string
  version: number
  /** Markdown. */
  text: Bilingual
  /** The rule set of the scoring domain as written; `scoringRules.parse` gives it its defaults. Empty in an unfinished draft. */
  scoring: Record<string, unknown>
  objectionDays: number
  reason: Bilingual | null
  /** Null for a draft. */
  publishedAt: Date | null
  sha256: string | null
}

export interface EntryForm {
  competitionId: string
  version: number
  fields: FormFields
  publishedAt: Date | null
}

interface RuleSetRow {
  competition_id: string
  version: number
  text: unknown
  scoring: unknown
  objection_days: number
  reason: unknown
  published_at: Date | null
  sha256: string | null
}

const scoringSource = z.record(z.string(), z.unknown())

function ruleSetOf(row: RuleSetRow): RuleSet {
  return {
    competitionId: row.competition_id,
    version: row.version,
    text: bilingual.parse(row.text),
    scoring: scoringSource.parse(row.scoring),
    objectionDays: row.objection_days,
    reason: bilingual.nullable().parse(row.reason),
    publishedAt: row.published_at,
    sha256: row.sha256,
  }
}

const columns = sql`competition_id, version, text, scoring, objection_days, reason, published_at, sha256`

/** The published rules of that version, or those in force. Undefined before publication. */
export async function ruleSetAt(reader: Reader, competitionId: string, version?: number): Promise<RuleSet | undefined> {
  const { rows } = await sql<RuleSetRow>`
    select ${columns} from rule_set
    where competition_id = ${competitionId} and published_at is not null
      and (${version ?? null}::int is null or version = ${version ?? null}::int)
    order by version desc limit 1`.execute(reader)
  return rows[0] && ruleSetOf(rows[0])
}

/** Number of the rules in force, of many competitions at once. */
export async function rulesVersionsOf(reader: Reader, competitionIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; version: number }>`
    select competition_id as id, max(version) as version from rule_set
    where competition_id = any(${[...competitionIds]}::uuid[]) and published_at is not null
    group by competition_id`.execute(reader)
  return new Map(rows.map(row => [row.id, row.version]))
}

/** The rules being written: version 1 before publication. */
export async function draftRuleSet(reader: Reader, competitionId: string): Promise<RuleSet | undefined> {
  const { rows } = await sql<RuleSetRow>`
    select ${columns} from rule_set where competition_id = ${competitionId} and published_at is null
    order by version desc limit 1`.execute(reader)
  return rows[0] && ruleSetOf(rows[0])
}

/** Every published version, newest first. */
export async function ruleSetVersions(reader: Reader, competitionId: string): Promise<RuleSet[]> {
  const { rows } = await sql<RuleSetRow>`
    select ${columns} from rule_set where competition_id = ${competitionId} and published_at is not null
    order by version desc`.execute(reader)
  return rows.map(ruleSetOf)
}

/** The digest under which a version is published: SHA-256 of the canonical JSON (RFC 8785) of what it says, hex. */
export function ruleSetDigest(
  rules: Pick<RuleSet, 'version' | 'text' | 'scoring' | 'objectionDays' | 'reason'>,
): string {
  const { version, text, scoring, objectionDays, reason } = rules
  return createHash('sha256').update(canonicalJson({ version, text, scoring, objectionDays, reason })).digest('hex')
}

/** The published form of that version or the newest; while the competition is a draft, the form being written. */
export async function entryFormOf(
  reader: Reader,
  competitionId: string,
  version?: number,
): Promise<EntryForm | undefined> {
  const { rows } = await sql<{ version: number; fields: unknown; published_at: Date | null }>`
    select version, fields, published_at from entry_form
    where competition_id = ${competitionId} and (${version ?? null}::int is null or version = ${version ?? null}::int)
    order by (published_at is not null) desc, version desc limit 1`.execute(reader)
  const row = rows[0]
  return (
    row && { competitionId, version: row.version, fields: formFields.parse(row.fields), publishedAt: row.published_at }
  )
}
