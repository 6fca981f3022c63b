import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/policy.ts'
import { cleanName } from './file-name.ts'
import { extensionsOf, fileTypes, typeByName } from './file-types.ts'
import { uploadRules, type UploadRules } from './ports.ts'

/** An upload that nobody touched for this long is given up; each acknowledged piece begins the time anew. */
export const uploadLifeMs = 24 * 3_600_000
/** Uploads one person may have under way. */
export const mostUnderWay = 30

export interface NewUpload {
  /** Bytes the browser promises. */
  length: number
  metadata: Record<string, string>
}

/** Decides by the purpose's rules; throws the purpose's refusal, or one about the name, type or size. */
export async function rulesFor(
  app: App,
  person: Person,
  upload: NewUpload,
): Promise<{ rules: UploadRules; name: string }> {
  const { metadata, length } = upload
  const rule = uploadRules.get()[metadata['purpose'] ?? '']
  if (!rule) throw refuse('media.purpose-unknown')
  if (!metadata['filename']) throw refuse('media.name-missing')
  const name = cleanName(metadata['filename'])
  const rules = await rule(person, metadata, app)
  const type = typeByName(name)
  if (!type || !rules.types.includes(type))
    throw refuse('media.type-not-allowed', { name, allowed: extensionsOf(rules.types).join(' ') })
  if (length > rules.maxBytes) throw refuse('media.too-large', { bytes: length, most: rules.maxBytes })
  if (length === 0) throw refuse('media.empty', { name })
  return { rules, name }
}

/** Makes the place an upload fills. Nothing is visible to anybody else until it is finished. */
export async function beginUpload(
  tx: Tx,
  person: Person,
  upload: NewUpload,
  decided: { rules: UploadRules; name: string },
  at: Date,
): Promise<{ fileId: string; expiresAt: Date }> {
  const { rules, name } = decided
  await sql`select pg_advisory_xact_lock(hashtextextended(${`media.uploads/${person.id}`}, 0))`.execute(tx)
  const underWay = await sql<{ n: number }>`
    select count(*)::int as n from upload where person_id = ${person.id} and expires_at > ${at}`.execute(tx)
  if ((underWay.rows[0]?.n ?? 0) >= mostUnderWay) throw refuse('media.too-many-uploads', { most: mostUnderWay })
  const fileId = newId()
  const expiresAt = addMs(at, uploadLifeMs)
  const type = typeByName(name) ?? 'txt'
  await sql`
    insert into file (id, owner_person_id, organisation_id, purpose, name, mime, bytes, storage_key, state, personal, public, created_at)
    values (${fileId}, ${person.id}, ${rules.organisationId}, ${upload.metadata['purpose']}, ${name}, ${fileTypes[type].mime},
      ${upload.length}, ${`files/${fileId}`}, 'uploading', ${rules.personal}, ${rules.public}, ${at})`.execute(tx)
  await sql`
    insert into upload (file_id, person_id, rules, metadata, length, created_at, touched_at, expires_at)
    values (${fileId}, ${person.id}, ${JSON.stringify(rules)}::jsonb, ${JSON.stringify(upload.metadata)}::jsonb,
      ${upload.length}, ${at}, ${at}, ${expiresAt})`.execute(tx)
  return { fileId, expiresAt }
}
