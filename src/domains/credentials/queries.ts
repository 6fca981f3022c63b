import { sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'
import type { Credential } from './rows.ts'

const columns = sql`c.id, c.number, c.kind, c.organisation_id as "organisationId", c.subject_person_id as "subjectPersonId",
  c.subject_name as "subjectName", c.source_type as "sourceType", c.source_id as "sourceId", c.achievement, c.certificate,
  c.document, c.status_list_id as "statusListId", c.status_index as "statusIndex", c.state, c.issued_at as "issuedAt",
  c.revoked_at as "revokedAt", c.revoke_reason as "revokeReason",
  c.erased_at as "erasedAt"`

/** @param number as `normaliseCertificateNumber` writes it */
export async function credentialByNumber(reader: Reader, number: string): Promise<Credential | undefined> {
  const found = await sql<Credential>`select ${columns} from credential c where c.number = ${number}`.execute(reader)
  return found.rows[0]
}

/** Everything a person holds, newest first. */
export async function credentialsOfPerson(reader: Reader, personId: string): Promise<Credential[]> {
  const found = await sql<Credential>`
    select ${columns} from credential c where c.subject_person_id = ${personId} order by c.issued_at desc, c.id desc
    limit 500`.execute(reader)
  return found.rows
}

/** What was issued for these sources (`award` and the awards' ids), in no order. */
export async function credentialsBySource(reader: Reader, type: string, ids: readonly string[]): Promise<Credential[]> {
  if (ids.length === 0) return []
  const found = await sql<Credential>`
    select ${columns} from credential c where c.source_type = ${type} and c.source_id = any(${[...ids]}::uuid[])`.execute(
    reader,
  )
  return found.rows
}

export async function credentialPage(
  reader: Reader,
  organisationId: string,
  query: { page: number; size: number; search?: string | undefined; state?: string | undefined },
): Promise<{ rows: Credential[]; total: number }> {
  const pattern = `%${(query.search ?? '').replace(/[\\%_]/g, sign => `\\${sign}`)}%`
  const where = sql`c.organisation_id = ${organisationId}
    and (${query.state ?? null}::text is null or c.state = ${query.state ?? null})
    and (${query.search ?? ''} = '' or c.number ilike ${pattern} or c.subject_name::text ilike ${pattern})`
  const [rows, count] = await Promise.all([
    sql<Credential>`select ${columns} from credential c where ${where}
      order by c.issued_at desc, c.id desc limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(reader),
    sql<{ total: number }>`select count(*)::int as total from credential c where ${where}`.execute(reader),
  ])
  return { rows: rows.rows, total: count.rows[0]?.total ?? 0 }
}

export interface StatusList {
  id: string
  organisationId: string
  changedAt: Date
}

export async function statusListById(reader: Reader, id: string): Promise<StatusList | undefined> {
  const found = await sql<StatusList>`
    select id, organisation_id as "organisationId", changed_at as "changedAt" from status_list where id = ${id}`.execute(
    reader,
  )
  return found.rows[0]
}

export async function revokedIndexes(reader: Reader, statusListId: string): Promise<number[]> {
  const found = await sql<{ index: number }>`
    select status_index as index from credential where status_list_id = ${statusListId} and state = 'revoked'
    order by status_index`.execute(reader)
  return found.rows.map(row => row.index)
}
