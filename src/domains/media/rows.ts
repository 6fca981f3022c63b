import { sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'

/** A file as other domains know it. */
export interface StoredFile {
  id: string
  ownerPersonId: string
  organisationId: string | null
  purpose: string
  subjectId: string | null
  name: string
  mime: string
  bytes: number
  /** Of the plain bytes, hexadecimal; null until ready. */
  sha256: string | null
  storageKey: string
  state: 'uploading' | 'ready' | 'removed'
  personal: boolean
  public: boolean
  createdAt: Date
  readyAt: Date | null
}

export const fileColumns = sql`f.id, f.owner_person_id as "ownerPersonId", f.organisation_id as "organisationId", f.purpose,
  f.subject_id as "subjectId", f.name, f.mime, f.bytes::float8 as bytes, f.sha256, f.storage_key as "storageKey", f.state,
  f.personal, f.public, f.created_at as "createdAt", f.ready_at as "readyAt"`

/** A file in any state. */
export async function fileById(reader: Reader, id: string): Promise<StoredFile | undefined> {
  const found = await sql<StoredFile>`select ${fileColumns} from file f where f.id = ${id}`.execute(reader)
  return found.rows[0]
}

/** Files in any state. */
export async function filesById(reader: Reader, ids: readonly string[]): Promise<Map<string, StoredFile>> {
  if (ids.length === 0) return new Map()
  const found = await sql<StoredFile>`
    select ${fileColumns} from file f where f.id = any(${[...ids]}::uuid[])`.execute(reader)
  return new Map(found.rows.map(row => [row.id, row]))
}

/** A file that others may rely on; undefined while it is being uploaded and after it was removed. */
export async function readyFile(reader: Reader, id: string): Promise<StoredFile | undefined> {
  return (await readyFiles(reader, [id])).get(id)
}

export async function readyFiles(reader: Reader, ids: readonly string[]): Promise<Map<string, StoredFile>> {
  if (ids.length === 0) return new Map()
  const found = await sql<StoredFile>`
    select ${fileColumns} from file f where f.id = any(${[...ids]}::uuid[]) and f.state = 'ready'`.execute(reader)
  return new Map(found.rows.map(row => [row.id, row]))
}
