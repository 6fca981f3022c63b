import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { fileColumns, type StoredFile } from './rows.ts'

export interface Claim {
  fileIds: readonly string[]
  ownerId: string
  purpose: string
  /** What they are for: an entry, an organisation. A file stays with the first it was claimed for. */
  subjectId: string
}

/**
 * Ties ready files to what they are for, so that they are kept. Refuses a file that is still on its way, is another
 * person's, was uploaded for another purpose, or belongs to something else already. In the order asked for.
 */
export async function claimFiles(tx: Tx, claim: Claim): Promise<StoredFile[]> {
  const { fileIds, ownerId, purpose, subjectId } = claim
  if (fileIds.length === 0) return []
  const rows = await sql<StoredFile>`
    select ${fileColumns} from file f where f.id = any(${[...fileIds]}::uuid[]) order by f.id for update`.execute(tx)
  const known = new Map(rows.rows.map(row => [row.id, row]))
  const files = fileIds.map(id => {
    const file = known.get(id)
    const usable =
      file &&
      file.ownerPersonId === ownerId &&
      file.purpose === purpose &&
      file.state !== 'removed' &&
      (file.subjectId === null || file.subjectId === subjectId)
    if (!usable) throw refuse('media.file-unusable', { fileId: id })
    if (file.state === 'uploading') throw refuse('media.file-not-ready', { fileId: id, name: file.name })
    return file
  })
  await sql`update file set subject_id = ${subjectId}
    where id = any(${[...fileIds]}::uuid[])`.execute(tx)
  return files.map(file => ({ ...file, subjectId }))
}
