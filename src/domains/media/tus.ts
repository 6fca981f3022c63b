import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingMessage } from 'node:http'
import type { App } from '../../kernel/app.ts'
import { refuse, Refusal } from '../../kernel/errors.ts'
import { requestActor } from '../../kernel/http/server.ts'
import type { Person } from '../../kernel/policy.ts'
import { beginUpload, rulesFor } from './begin-upload.ts'
import { dropUpload } from './drop-upload.ts'
import { finishUpload } from './finish-upload.ts'
import { appendPart, type Upload, uploadOf } from './upload-parts.ts'

/**
 * Resumable uploads by the tus protocol 1.0.0 (core, creation, termination, expiration). Written here and not taken from a
 * package: an acknowledged byte must be in the store for good on whichever node it arrived, personal files must never lie
 * in the clear on the way, and refusals must be ours. The state is in the database and the pieces in the store, so with
 * a shared store any node goes on where another stopped; with local disk the nodes of a site must share DATA_DIR.
 */
const version = '1.0.0'
const extensions = 'creation,termination,expiration'
/** Bytes stored and acknowledged at a time: what a lost connection can cost. */
export const pieceBytes = 4 * 1024 * 1024

export async function mountUploads(server: FastifyInstance, app: App): Promise<void> {
  server.removeAllContentTypeParsers()
  // The body is read by the handler, piece by piece.
  server.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null, undefined))
  server.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
  server.addHook('onSend', async (_request, reply) => {
    reply.header('tus-resumable', version).header('cache-control', 'no-store')
  })

  server.options('/api/uploads', async (_request, reply) =>
    reply.code(204).header('tus-version', version).header('tus-extension', extensions).send(),
  )

  server.post('/api/uploads', async (request, reply) => {
    const person = uploader(request)
    const upload = { length: wholeNumber(request, 'upload-length'), metadata: metadataOf(request) }
    const decided = await rulesFor(app, person, upload)
    const { fileId, expiresAt } = await app.db.transaction(tx =>
      beginUpload(tx, person, upload, decided, app.clock.now()),
    )
    return reply
      .code(201)
      .header('location', `/api/uploads/${fileId}`)
      .header('upload-expires', expiresAt.toUTCString())
      .send()
  })

  server.head<{ Params: { fileId: string } }>('/api/uploads/:fileId', async (request, reply) => {
    let upload = await mine(app, request)
    // A crash between the last byte and the end is healed by the first question after it.
    if (upload.state === 'uploading' && upload.received === upload.length) {
      await finishUpload(app, upload)
      upload = { ...upload, state: 'ready' }
    }
    return describe(reply.code(200), upload).header('upload-length', upload.length).send()
  })

  server.patch<{ Params: { fileId: string } }>('/api/uploads/:fileId', async (request, reply) => {
    const upload = await mine(app, request)
    const offset = wholeNumber(request, 'upload-offset')
    if (offset !== upload.received) throw refuse('media.offset-conflict', { offset: upload.received })
    const announced = Number(request.headers['content-length'] ?? 0)
    if (offset + announced > upload.length)
      throw refuse('media.too-large', { bytes: offset + announced, most: upload.length })
    const received = await receive(app, upload, request.raw)
    if (received === upload.length && upload.state === 'uploading') await finishUpload(app, { ...upload, received })
    return describe(reply.code(204), { ...upload, received }).send()
  })

  server.delete<{ Params: { fileId: string } }>('/api/uploads/:fileId', async (request, reply) => {
    // What was dropped already is as the browser wants it; a finished file is not taken back this way.
    const upload = await ownUpload(app, request)
    if (upload.state === 'ready') throw refuse('media.upload-gone')
    await dropUpload(app, upload.fileId)
    return reply.code(204).send()
  })
}

function uploader(request: FastifyRequest): Person {
  if (request.headers['tus-resumable'] !== version) throw refuse('media.protocol-version', { version })
  const actor = requestActor(request)
  if (actor.kind !== 'person') throw refuse('kernel.sign-in-required')
  return actor
}

async function ownUpload(app: App, request: FastifyRequest<{ Params: { fileId: string } }>): Promise<Upload> {
  const person = uploader(request)
  const { fileId } = request.params
  const upload = /^[0-9a-f-]{36}$/.test(fileId) ? await uploadOf(app.db.kysely, person.id, fileId) : undefined
  if (!upload) throw refuse('kernel.not-found')
  return upload
}

async function mine(app: App, request: FastifyRequest<{ Params: { fileId: string } }>): Promise<Upload> {
  const upload = await ownUpload(app, request)
  if (upload.state === 'removed') throw refuse('media.upload-gone')
  if (upload.state === 'uploading' && upload.expiresAt <= app.clock.now()) throw refuse('media.upload-gone')
  return upload
}

function describe(reply: FastifyReply, upload: Upload): FastifyReply {
  reply.header('upload-offset', upload.received)
  return upload.state === 'uploading' ? reply.header('upload-expires', upload.expiresAt.toUTCString()) : reply
}

/**
 * Stores the body in pieces as it comes. When the connection breaks, what came is stored before the request ends, so that
 * the next one goes on from there. Returns the mark that was reached.
 */
async function receive(app: App, upload: Upload, body: IncomingMessage): Promise<number> {
  let mark = upload.received
  let held: Buffer[] = []
  let bytes = 0
  const store = async (): Promise<void> => {
    if (bytes === 0) return
    const piece = Buffer.concat(held)
    held = []
    bytes = 0
    mark = await appendPart(app, upload, mark, piece)
  }
  try {
    for await (const chunk of body) {
      const piece = Buffer.from(chunk)
      if (mark + bytes + piece.length > upload.length) throw refuse('media.too-large', { most: upload.length })
      held.push(piece)
      bytes += piece.length
      if (bytes >= pieceBytes) await store()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    // The connection was lost: keep what came, and let the broken request end.
    await store()
    throw refuse('media.upload-incomplete', { received: mark })
  }
  await store()
  return mark
}

function wholeNumber(request: FastifyRequest, header: string): number {
  const value = request.headers[header]
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) throw refuse('media.protocol', { header })
  return Number(value)
}

/** `Upload-Metadata: filename 5L2c5ZOBLnBkZg==,purpose …`: keys with base64 values. */
export function metadataOf(request: FastifyRequest): Record<string, string> {
  const header = request.headers['upload-metadata']
  if (typeof header !== 'string' || header.length > 4000) throw refuse('media.protocol', { header: 'upload-metadata' })
  const pairs = header.split(',').map(part => {
    const [key = '', value = ''] = part.trim().split(' ')
    return [key, Buffer.from(value, 'base64').toString('utf8')] as const
  })
  return Object.fromEntries(pairs.filter(([key]) => /^[a-zA-Z]{1,40}$/.test(key)))
}
