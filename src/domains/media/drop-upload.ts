import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { partsOf } from './upload-parts.ts'

/**
 * Gives up an upload that is not finished: its row says removed, its pieces go. True when there was one. The row goes
 * first, so that a crash between leaves bytes nobody can reach rather than a file without bytes.
 */
export async function dropUpload(app: App, fileId: string): Promise<boolean> {
  const parts = await partsOf(app.db.kysely, fileId)
  const key = await app.db.transaction(async tx => {
    const dropped = await sql<{ storageKey: string }>`
      update file set state = 'removed', removed_at = ${app.clock.now()}
      where id = ${fileId} and state = 'uploading' returning storage_key as "storageKey"`.execute(tx)
    if (dropped.rows[0]) await sql`delete from upload where file_id = ${fileId}`.execute(tx)
    return dropped.rows[0]?.storageKey
  })
  if (key === undefined) return false
  await app.storage.remove(key)
  for (const part of parts) await app.storage.remove(part.storageKey)
  return true
}
