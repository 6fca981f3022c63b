import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { App } from '../../kernel/app.ts'
import { newId } from '../../kernel/ids.ts'
import { sealing } from '../../kernel/storage/index.ts'
import { fileKey, sealContext } from './contents.ts'
import { cleanName } from './file-name.ts'
import { fileTypes, typeByName } from './file-types.ts'

export interface NewFile {
  ownerId: string
  organisationId?: string | null
  purpose: string
  /** What it is for; a file without is removed after a week. */
  subjectId?: string
  name: string
  bytes: Buffer
  personal?: boolean
  public?: boolean
}

/** Stores bytes the server itself made or was given (demonstration, imports) as a ready file; returns its id. */
export async function putFile(app: Pick<App, 'db' | 'storage' | 'secrets' | 'clock'>, file: NewFile): Promise<string> {
  const id = newId()
  const key = `files/${id}`
  const at = app.clock.now()
  const name = cleanName(file.name)
  const type = typeByName(name)
  const personal = file.personal ?? false
  const stored = personal
    ? await buffer(Readable.from([file.bytes], { objectMode: false }).pipe(sealing(fileKey(app, id), sealContext(id))))
    : file.bytes
  await app.storage.put(key, stored)
  await sql`
    insert into file (id, owner_person_id, organisation_id, purpose, subject_id, name, mime, bytes, sha256, storage_key, state, personal, public,
      created_at, ready_at)
    values (${id}, ${file.ownerId}, ${file.organisationId ?? null}, ${file.purpose}, ${file.subjectId ?? null}, ${name},
      ${type ? fileTypes[type].mime : 'application/octet-stream'}, ${file.bytes.length},
      ${createHash('sha256').update(file.bytes).digest('hex')}, ${key}, 'ready', ${personal}, ${file.public ?? false},
      ${at}, ${at})`.execute(app.db.kysely)
  return id
}
