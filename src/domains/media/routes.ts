import type { App } from '../../kernel/app.ts'
import { refuse } from '../../kernel/errors.ts'
import { handle } from '../../kernel/http/handle.ts'
import { type Actor, found } from '../../kernel/policy.ts'
import { openFile } from './contents.ts'
import * as contract from './contract.ts'
import { byteRange, contentDisposition } from './file-name.ts'
import { fileTypes, inlineTypes } from './file-types.ts'
import { fileGuards } from './ports.ts'
import { fileById, readyFile, type StoredFile } from './rows.ts'
import { uploadOf } from './upload-parts.ts'

/** The owner reads their own file; anyone else whom its purpose's guard lets. */
export async function canRead(actor: Actor, file: StoredFile, app: App): Promise<boolean> {
  if (file.public) return true
  if (actor.kind === 'person' && actor.id === file.ownerPersonId) return true
  const guard = fileGuards.get()[file.purpose]
  return guard ? guard(actor, file, app) : false
}

/** Nothing inside a shown file runs or loads. A PDF cannot be sandboxed: browsers then refuse to show it at all. */
function contentSecurityPolicy(mime: string): string {
  return mime === fileTypes.pdf.mime
    ? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
    : "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
}

function cacheControl(file: StoredFile): string {
  if (file.public) return 'public, max-age=31536000, immutable'
  return file.personal ? 'private, no-store' : 'private, no-cache'
}

export const routes = [
  handle(contract.readUpload, async (request, app) => {
    const { fileId } = request.params
    const upload = found(await uploadOf(app.db.kysely, request.person.id, fileId))
    const file = found(await fileById(app.db.kysely, fileId))
    return {
      id: file.id,
      state: file.state,
      name: file.name,
      mime: file.mime,
      bytes: file.bytes,
      received: upload.received,
      sha256: file.sha256,
      expiresAt: file.state === 'uploading' ? upload.expiresAt.toISOString() : null,
      url: `/api/files/${file.id}`,
    }
  }),

  handle(contract.downloadFile, async (request, app) => {
    const file = found(await readyFile(app.db.kysely, request.params.fileId))
    found(file, await canRead(request.actor, file, app))
    const { reply } = request.http
    const { headers } = request.http.request
    const etag = `"${file.sha256}"`
    const inline = inlineTypes.some(type => fileTypes[type].mime === file.mime) && request.query.download !== '1'
    reply
      .header('content-type', file.mime.startsWith('text/') ? `${file.mime}; charset=utf-8` : file.mime)
      .header('content-disposition', contentDisposition(inline ? 'inline' : 'attachment', file.name))
      .header('content-security-policy', contentSecurityPolicy(file.mime))
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', cacheControl(file))
      .header('accept-ranges', 'bytes')
      .header('etag', etag)
    if (headers['if-none-match'] === etag && !file.personal) {
      await reply.code(304).send()
      return {}
    }
    const range =
      headers['if-range'] === undefined || headers['if-range'] === etag
        ? byteRange(headers.range, file.bytes)
        : undefined
    if (range === 'unsatisfiable') {
      reply.header('content-range', `bytes */${file.bytes}`)
      throw refuse('media.range-unsatisfiable', { bytes: file.bytes })
    }
    if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`)
    reply.header('content-length', range ? range.end - range.start + 1 : file.bytes)
    await reply.send(file.bytes === 0 ? Buffer.alloc(0) : await openFile(app, file, range))
    return {}
  }),
]
