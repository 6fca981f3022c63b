import { z } from 'zod'
import { isoInstant, route, uuid } from '../../kernel/contract.ts'

/** A file in replies. */
export const fileView = z.object({
  id: uuid,
  name: z.string(),
  mime: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  url: z.string(),
})

export const readUpload = route({
  name: 'media.read-upload',
  method: 'GET',
  path: '/api/uploads/:fileId/state',
  access: 'signed-in',
  summary: 'How far one’s own upload is, and what it became. Uploading itself speaks tus 1.0.0 at /api/uploads.',
  params: z.strictObject({ fileId: uuid }),
  reply: z.object({
    id: uuid,
    state: z.enum(['uploading', 'ready', 'removed']),
    name: z.string(),
    mime: z.string(),
    bytes: z.number().int(),
    received: z.number().int(),
    sha256: z.string().nullable(),
    expiresAt: isoInstant.nullable(),
    url: z.string(),
  }),
})

export const downloadFile = route({
  name: 'media.download-file',
  method: 'GET',
  path: '/api/files/:fileId',
  access: 'public',
  summary: 'A file’s bytes, whole or a range; who may read it is decided by its purpose.',
  params: z.strictObject({ fileId: uuid }),
  query: z.strictObject({ download: z.enum(['1']).optional() }),
  raw: true,
  refusals: ['media.range-unsatisfiable'],
})
