import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * Public replies that many read and few change: serialised and compressed once per version, kept as bytes, and sent before
 * any routing, hook or database read. Whoever publishes a new version sets it; whoever withdraws it deletes it.
 */
export interface ByteBoards {
  set(path: string, body: Buffer, etag: string): void
  delete(path: string): void
  clear(): void
  /** Answers the request when it asks for a kept path; false leaves it to the server. */
  serve(request: IncomingMessage, response: ServerResponse): boolean
}

interface Variant {
  body: Buffer
  head: Record<string, string | number>
}
interface Board {
  etag: string
  unchanged: Record<string, string>
  identity: Variant
  gzip: Variant
  brotli: Variant
}

export function byteBoards(): ByteBoards {
  const boards = new Map<string, Board>()
  return {
    set(path, body, etag) {
      const common = {
        'content-type': 'application/json; charset=utf-8',
        // Any proxy may keep it, and asks whether it changed.
        'cache-control': 'public, max-age=5, stale-while-revalidate=30',
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
        etag,
      }
      const variant = (bytes: Buffer, encoding?: string): Variant => ({
        body: bytes,
        head: { ...common, 'content-length': bytes.length, ...(encoding ? { 'content-encoding': encoding } : {}) },
      })
      boards.set(path, {
        etag,
        unchanged: { etag, 'cache-control': common['cache-control'], vary: common.vary },
        identity: variant(body),
        gzip: variant(gzipSync(body, { level: 9 }), 'gzip'),
        brotli: variant(brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }), 'br'),
      })
    },
    delete: path => void boards.delete(path),
    clear: () => boards.clear(),
    serve(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const board = boards.get(request.url ?? '')
      if (!board) return false
      if (request.headers['if-none-match'] === board.etag) {
        response.writeHead(304, board.unchanged).end()
        return true
      }
      const accepts = request.headers['accept-encoding'] ?? ''
      const variant = accepts.includes('br') ? board.brotli : accepts.includes('gzip') ? board.gzip : board.identity
      response.writeHead(200, variant.head)
      if (request.method === 'HEAD') response.end()
      else response.end(variant.body)
      return true
    },
  }
}
