import type { Readable } from 'node:stream'
import type { App } from '../../kernel/app.ts'
import { openSealed, type Sealed } from '../../kernel/storage/index.ts'
import type { StoredFile } from './rows.ts'

type Parts = Pick<App, 'storage' | 'secrets'>
type Stored = Pick<StoredFile, 'id' | 'bytes' | 'storageKey' | 'personal'>

/** Each personal file has its own key, derived from the site's: there is none to store. */
export function fileKey(app: Pick<App, 'secrets'>, fileId: string): Buffer {
  return Buffer.from(app.secrets.digest(fileId, 'media.file-key'), 'hex')
}

export function sealContext(fileId: string): string {
  return `media.file:${fileId}`
}

/** The plain bytes of a file, whole or an inclusive range. Errors when a personal file was altered at rest. */
export async function openFile(app: Parts, file: Stored, range?: { start: number; end: number }): Promise<Readable> {
  if (!file.personal) return app.storage.read(file.storageKey, range)
  const sealed: Sealed = {
    key: fileKey(app, file.id),
    context: sealContext(file.id),
    size: file.bytes,
    read: at => app.storage.read(file.storageKey, at),
  }
  return openSealed(sealed, range)
}
