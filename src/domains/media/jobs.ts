import { sql } from 'kysely'
import { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import { job, onJob } from '../../kernel/jobs.ts'
import { dropUpload } from './drop-upload.ts'

const empty = z.strictObject({})
const day = 24 * 3_600_000

/** Half uploads end after a day without a byte. Returns how many were dropped. */
export async function expireUploads(app: App): Promise<number> {
  const old = await sql<{ fileId: string }>`
    select file_id as "fileId" from upload where expires_at <= ${app.clock.now()} order by expires_at limit 500`.execute(
    app.db.kysely,
  )
  let dropped = 0
  for (const { fileId } of old.rows) if (await dropUpload(app, fileId)) dropped += 1
  return dropped
}

/** Files that were uploaded and never used for anything go after a week; a draft may wait that long. */
export async function removeUnclaimed(app: App): Promise<number> {
  const now = app.clock.now()
  const removed = await sql`
    update file set state = 'removed', removed_at = ${now} where id in (
      select id from file where state = 'ready' and subject_id is null and ready_at < ${addMs(now, -7 * day)} limit 500)
    returning id`.execute(app.db.kysely)
  return removed.rows.length
}

/** The bytes of removed files go an hour later, when no download that began before is still under way. */
export async function removeBytes(app: App): Promise<number> {
  const gone = await sql<{ id: string; storageKey: string }>`
    select id, storage_key as "storageKey" from file
    where state = 'removed' and bytes_removed_at is null and removed_at < ${addMs(app.clock.now(), -3_600_000)}
    order by removed_at limit 500`.execute(app.db.kysely)
  for (const { id, storageKey } of gone.rows) {
    await app.storage.remove(storageKey)
    await sql`update file set bytes_removed_at = ${app.clock.now()} where id = ${id}`.execute(app.db.kysely)
  }
  return gone.rows.length
}

export const jobs = [
  onJob(job('media.expire-uploads', empty), async (_payload, app) => void (await expireUploads(app)), {
    every: '*/15 * * * *',
  }),
  onJob(
    job('media.remove-files', empty),
    async (_payload, app) => {
      await removeUnclaimed(app)
      await removeBytes(app)
    },
    { every: '40 * * * *' },
  ),
]
