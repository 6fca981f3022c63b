import { sql } from 'kysely'
import type { PersonalDataExporter, PersonEraser } from '../accounts/index.ts'

/** The list of a person's files; the bytes are downloaded by their addresses while the account stands. */
export const mediaExporter: PersonalDataExporter = {
  name: 'files',
  async collect(reader, personId) {
    const files = await sql`
      select id, purpose, name, mime, bytes::float8 as bytes, sha256, created_at from file
      where owner_person_id = ${personId} and state = 'ready' order by created_at`.execute(reader)
    return files.rows
  },
}

/** Personal files and files nothing was made of go; works and pictures that results and pages stand on stay, unnamed. */
export const mediaEraser: PersonEraser = {
  name: 'media',
  async erase(tx, personId, at) {
    await sql`update file set state = 'removed', removed_at = ${at}
      where owner_person_id = ${personId} and state = 'ready' and (personal or subject_id is null)`.execute(tx)
    await sql`update upload set expires_at = ${at} where person_id = ${personId}`.execute(tx)
  },
}
