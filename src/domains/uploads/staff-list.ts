import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { QueryOf } from '../../kernel/contract.ts'
import type { Reader } from '../../kernel/db.ts'
import type { listWorks, workRow } from './contract.ts'

export type WorkRow = z.infer<typeof workRow>
type Filter = Omit<QueryOf<typeof listWorks>, 'stage'>

const sorts: Record<string, RawBuilder<unknown>> = {
  number: sql`w.number`,
  name: sql`w.name collate "C"`,
  submitted: sql`w."submittedAt"`,
  state: sql`w.state`,
}

function orderBy(sort: string | undefined): RawBuilder<unknown> {
  const column = sorts[sort?.replace(/^-/, '') ?? 'number'] ?? sorts['number']
  return sort?.startsWith('-')
    ? sql`${column} desc nulls last, w."entryId" desc`
    : sql`${column} asc nulls last, w."entryId"`
}

/** Confirmed entries with the state of their hand-in in one window. */
function works(competitionId: string, windowId: string): RawBuilder<unknown> {
  return sql`(
    select e.id as "entryId", e.number, e.entrant_name as name, e.affiliation,
      coalesce(s.state, 'missing') as state, s.id as "submissionId", coalesce(s.version, 0) as version,
      s.submitted_at as "submittedAt", s.receipt_sha256 as "receiptSha256",
      (select count(*)::int from submission_file f where f.submission_id = s.id) as files,
      x.until as "extendedUntil", x.reason as "extensionReason"
    from entry e
    left join lateral (select * from submission v where v.window_id = ${windowId} and v.entry_id = e.id
      order by v.version desc limit 1) s on true
    left join submission_extension x on x.window_id = ${windowId} and x.entry_id = e.id
    where e.competition_id = ${competitionId} and e.state = 'confirmed'
  )`
}

type Row = Omit<WorkRow, 'submittedAt' | 'extendedUntil'> & { submittedAt: Date | null; extendedUntil: Date | null }

export async function workPage(
  reader: Reader,
  competitionId: string,
  windowId: string,
  filter: Filter,
): Promise<{ rows: WorkRow[]; total: number; counts: { submitted: number; withdrawn: number; missing: number } }> {
  const all = works(competitionId, windowId)
  const like = `%${(filter.search ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const search = filter.search
    ? sql`(w.number ilike ${like} or w.name ilike ${like} or w.affiliation ilike ${like})`
    : sql`true`
  const state = filter.state === 'all' ? sql`true` : sql`w.state = ${filter.state}`
  const [rows, counts] = await Promise.all([
    sql<Row>`select w.* from ${all} w where ${search} and ${state} order by ${orderBy(filter.sort)}
      limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(reader),
    sql<{ submitted: number; withdrawn: number; missing: number; total: number }>`
      select count(*) filter (where w.state = 'submitted')::int as submitted,
        count(*) filter (where w.state = 'withdrawn')::int as withdrawn,
        count(*) filter (where w.state = 'missing')::int as missing,
        count(*) filter (where ${state})::int as total
      from ${all} w where ${search}`.execute(reader),
  ])
  const { total = 0, submitted = 0, withdrawn = 0, missing = 0 } = counts.rows[0] ?? {}
  return {
    rows: rows.rows.map(row => ({
      ...row,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      extendedUntil: row.extendedUntil?.toISOString() ?? null,
    })),
    total,
    counts: { submitted, withdrawn, missing },
  }
}
