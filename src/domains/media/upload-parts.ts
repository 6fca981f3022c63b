import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Reader } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { uploadLifeMs } from './begin-upload.ts'

export interface Upload {
  fileId: string
  personId: string
  length: number
  /** Bytes that are stored for good: what a resumed upload goes on from. */
  received: number
  expiresAt: Date
  personal: boolean
  state: 'uploading' | 'ready' | 'removed'
}

/**
 * An upload of this person, whatever its state. Once finished its row is gone and the file's own size stands in, so that
 * a browser that missed the last answer still learns that all arrived.
 */
export async function uploadOf(reader: Reader, personId: string, fileId: string): Promise<Upload | undefined> {
  const found = await sql<Upload>`
    select f.id as "fileId", f.owner_person_id as "personId", coalesce(u.length, f.bytes)::float8 as length,
      coalesce(u.received, f.bytes)::float8 as received, coalesce(u.expires_at, f.created_at) as "expiresAt", f.personal, f.state
    from file f left join upload u on u.file_id = f.id
    where f.id = ${fileId} and f.owner_person_id = ${personId}`.execute(reader)
  return found.rows[0]
}

function partContext(fileId: string, start: number): string {
  return `media.upload:${fileId}:${start}`
}

/**
 * Stores the next piece for good, then moves the mark. Of two writers at one place one wins; the other's bytes are thrown
 * away and it is told to ask where to go on. Returns the new mark.
 */
export async function appendPart(app: App, upload: Upload, start: number, bytes: Buffer): Promise<number> {
  const { fileId, personal } = upload
  const storageKey = `uploads/${fileId}/${start}-${randomBytes(6).toString('hex')}`
  await app.storage.put(storageKey, personal ? app.secrets.seal(bytes, partContext(fileId, start)) : bytes)
  const at = app.clock.now()
  const moved = await sql`
    with moved as (
      update upload set received = received + ${bytes.length}, touched_at = ${at}, expires_at = ${addMs(at, uploadLifeMs)}
      where file_id = ${fileId} and received = ${start} and received + ${bytes.length} <= length
      returning file_id
    )
    insert into upload_part (file_id, start, bytes, storage_key)
    select file_id, ${start}, ${bytes.length}, ${storageKey} from moved returning start`.execute(app.db.kysely)
  if (moved.rows.length > 0) return start + bytes.length
  await app.storage.remove(storageKey)
  throw refuse('media.offset-conflict', { offset: start })
}

interface Part {
  start: number
  bytes: number
  storageKey: string
}

export async function partsOf(reader: Reader, fileId: string): Promise<Part[]> {
  const rows = await sql<Part>`
    select start::float8 as start, bytes, storage_key as "storageKey" from upload_part
    where file_id = ${fileId} order by start`.execute(reader)
  return rows.rows
}

/** All pieces in order, as they were sent. */
export async function* uploadedBytes(app: App, upload: Upload): AsyncGenerator<Buffer> {
  let expected = 0
  for (const part of await partsOf(app.db.kysely, upload.fileId)) {
    if (part.start !== expected) throw new Error(`upload ${upload.fileId} has a gap at ${expected}`)
    expected += part.bytes
    const stored = await app.storage.read(part.storageKey)
    if (upload.personal) yield app.secrets.open(await buffer(stored), partContext(upload.fileId, part.start))
    else yield* pieces(stored)
  }
}

async function* pieces(stream: Readable): AsyncGenerator<Buffer> {
  for await (const piece of stream) yield Buffer.from(piece)
}
