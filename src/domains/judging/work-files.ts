import type { FastifyReply } from 'fastify'
import type { App } from '../../kernel/app.ts'
import { found } from '../../kernel/policy.ts'
import { openFile, readyFile } from '../media/index.ts'
import { workForJudges } from '../uploads/index.ts'
import type { Work } from './queries.ts'

/** The letter a work's file goes by at the desk: its name is the entrant's words and could name them. */
export function fileLabel(index: number): string {
  return String.fromCodePoint(65 + (index % 26)) + (index < 26 ? '' : String(Math.floor(index / 26)))
}

/** Types a browser shows inside the desk; others are downloaded under their letter. */
const shown: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'text/plain',
  'text/csv',
])

/** Sends a file of a work to its judge. Refuses with not-found a file that is not part of the work. */
export async function sendWorkFile(app: App, reply: FastifyReply, work: Work, fileId: string): Promise<void> {
  const handedIn = work.submissionId ? await workForJudges(app.db.kysely, work.submissionId) : undefined
  const index = handedIn?.files.findIndex(file => file.fileId === fileId) ?? -1
  const file = found(index < 0 ? undefined : await readyFile(app.db.kysely, fileId))
  const ending = /\.[a-z0-9]{1,8}$/i.exec(file.name)?.[0] ?? ''
  const disposition = shown.has(file.mime) ? 'inline' : 'attachment'
  reply
    .type(file.mime.startsWith('text/') ? `${file.mime}; charset=utf-8` : file.mime)
    .header('content-disposition', `${disposition}; filename="${work.blindCode}-${fileLabel(index)}${ending}"`)
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
    )
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .header('content-length', file.bytes)
  await reply.send(file.bytes === 0 ? Buffer.alloc(0) : await openFile(app, file))
}
