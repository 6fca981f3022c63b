import { sql } from 'kysely'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { PassThrough } from 'node:stream'
import type { App } from '../../kernel/app.ts'
import { refuse } from '../../kernel/errors.ts'
import { sealedSize, sealing } from '../../kernel/storage/index.ts'
import { fileKey, sealContext } from './contents.ts'
import { contentIs, typeByContent, typeByName } from './file-types.ts'
import { inspecting } from './inspect.ts'
import { dropUpload } from './drop-upload.ts'
import { fileById, type StoredFile } from './rows.ts'
import { partsOf, type Upload, uploadedBytes } from './upload-parts.ts'

/**
 * Puts a complete upload together under its final key, judges it by its content, and only then makes it ready. May be
 * asked again after a crash, and by two requests at once: both write the same bytes, one turns the state. An upload whose
 * content is not what its name says is dropped whole and refused.
 */
export async function finishUpload(app: App, upload: Upload): Promise<StoredFile> {
  const before = await fileById(app.db.kysely, upload.fileId)
  if (before?.state === 'ready') return before
  if (!before || before.state === 'removed') throw refuse('media.upload-gone')
  if (upload.received !== upload.length) throw refuse('media.upload-incomplete', { received: upload.received })

  const inspection = inspecting()
  const source = Readable.from(uploadedBytes(app, upload), { objectMode: false })
  const target = new PassThrough()
  const size = before.personal ? sealedSize(upload.length) : upload.length
  const through = before.personal
    ? pipeline(source, inspection.stream, sealing(fileKey(app, before.id), sealContext(before.id)), target)
    : pipeline(source, inspection.stream, target)
  await Promise.all([through, app.storage.put(before.storageKey, target, size)])

  const { bytes, sha256, content } = inspection.found()
  if (bytes !== upload.length) throw new Error(`upload ${upload.fileId} holds ${bytes} bytes of ${upload.length}`)
  const type = typeByName(before.name)
  if (!type || !contentIs(type, content)) {
    await dropUpload(app, upload.fileId)
    throw refuse('media.content-is-not-type', { name: before.name, found: typeByContent(content) ?? 'unknown' })
  }

  const parts = await partsOf(app.db.kysely, upload.fileId)
  await app.db.transaction(async tx => {
    await sql`update file set state = 'ready', ready_at = ${app.clock.now()}, bytes = ${bytes}, sha256 = ${sha256}
      where id = ${upload.fileId} and state = 'uploading'`.execute(tx)
    await sql`delete from upload where file_id = ${upload.fileId}`.execute(tx)
  })
  for (const part of parts) await app.storage.remove(part.storageKey)
  const after = await fileById(app.db.kysely, upload.fileId)
  if (after?.state !== 'ready') throw refuse('media.upload-gone')
  return after
}
