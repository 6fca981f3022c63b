import type { z } from 'zod'
import type { Reader } from '../../kernel/db.ts'
import { filesById, type StoredFile } from '../media/index.ts'
import type { fileView } from '../media/contract.ts'

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The files that answers name, as replies show them; those `may` refuses are left out. */
export async function answerFiles(
  reader: Reader,
  answers: Readonly<Record<string, unknown>>,
  may: (file: StoredFile) => boolean,
): Promise<z.infer<typeof fileView>[]> {
  const named = Object.values(answers)
    .flatMap(value => (Array.isArray(value) ? value : []))
    .filter((value): value is string => typeof value === 'string' && idShape.test(value))
  if (named.length === 0) return []
  const files = await filesById(reader, named)
  return named.flatMap(id => {
    const file = files.get(id)
    if (!file || file.state !== 'ready' || !may(file)) return []
    return [
      { id, name: file.name, mime: file.mime, bytes: file.bytes, sha256: file.sha256 ?? '', url: `/api/files/${id}` },
    ]
  })
}
