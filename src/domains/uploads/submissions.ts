import { sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'

export interface SubmittedFile {
  fileId: string
  slot: string
  name: string
  mime: string
  bytes: number
  sha256: string
}

/** One version as it was handed in. */
export interface Submission {
  id: string
  windowId: string
  entryId: string
  version: number
  state: 'submitted' | 'withdrawn'
  answers: Record<string, unknown>
  submittedAt: Date
  withdrawnAt: Date | null
  receipt: Record<string, unknown>
  receiptSha256: string
}

const columns = sql`s.id, s.window_id as "windowId", s.entry_id as "entryId", s.version, s.state, s.answers,
  s.submitted_at as "submittedAt", s.withdrawn_at as "withdrawnAt", s.receipt, s.receipt_sha256 as "receiptSha256"`

/** All versions an entry handed in, newest first. */
export async function versionsOf(reader: Reader, windowId: string, entryId: string): Promise<Submission[]> {
  const { rows } = await sql<Submission>`select ${columns} from submission s
    where s.window_id = ${windowId} and s.entry_id = ${entryId} order by s.version desc`.execute(reader)
  return rows
}

export async function submissionById(reader: Reader, id: string): Promise<Submission | undefined> {
  const { rows } = await sql<Submission>`select ${columns} from submission s where s.id = ${id}`.execute(reader)
  return rows[0]
}

/** Files of many submissions at once, by submission id, in order. */
export async function filesOf(reader: Reader, submissionIds: readonly string[]): Promise<Map<string, SubmittedFile[]>> {
  const files = new Map<string, SubmittedFile[]>()
  if (submissionIds.length === 0) return files
  const { rows } = await sql<SubmittedFile & { submissionId: string }>`
    select submission_id as "submissionId", file_id as "fileId", slot, name, mime, bytes::float8 as bytes, sha256
    from submission_file where submission_id = any(${[...submissionIds]}::uuid[]) order by submission_id, position`.execute(
    reader,
  )
  for (const { submissionId, ...file } of rows) files.set(submissionId, [...(files.get(submissionId) ?? []), file])
  return files
}

/** A work as judging takes it over: the last version of an entry that was not withdrawn. */
export interface SubmittedWork {
  entryId: string
  submissionId: string
  version: number
  answers: Record<string, unknown>
  submittedAt: Date
  files: SubmittedFile[]
}

/**
 * Every entry's work for a stage, in order of its first hand-in's id, whatever state the entry is in: who takes part is
 * for entries to say. Earlier versions and withdrawn works are not among them.
 */
export async function submittedWorks(reader: Reader, competitionId: string, stage: string): Promise<SubmittedWork[]> {
  const { rows } = await sql<Submission>`
    select * from (
      select distinct on (s.entry_id) ${columns} from submission s
      join submission_window w on w.id = s.window_id
      where w.competition_id = ${competitionId} and w.stage = ${stage}
      order by s.entry_id, s.version desc
    ) latest where state = 'submitted' order by "entryId"`.execute(reader)
  const files = await filesOf(
    reader,
    rows.map(row => row.id),
  )
  return rows.map(row => ({
    entryId: row.entryId,
    submissionId: row.id,
    version: row.version,
    answers: row.answers,
    submittedAt: row.submittedAt,
    files: files.get(row.id) ?? [],
  }))
}

/** The moment after which no work of the stage can change any more, extensions included; null without a window. */
export async function worksFixedAt(reader: Reader, competitionId: string, stage: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(greatest(w.closes_at, x.until)) as at from submission_window w
    left join submission_extension x on x.window_id = w.id
    where w.competition_id = ${competitionId} and w.stage = ${stage}`.execute(reader)
  return rows[0]?.at ?? null
}
