import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import type { Content } from './file-types.ts'

const headBytes = 4096
const tailBytes = 131_072

export interface Inspection {
  stream: Transform
  /** After the stream has ended: what went through. */
  found(): { bytes: number; sha256: string; content: Content }
}

/** Lets bytes through and remembers what is needed to judge them: size, SHA-256, both ends, whether they are UTF-8 text. */
export function inspecting(): Inspection {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = true
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  const decode = (piece: Uint8Array | undefined): void => {
    if (!text) return
    try {
      decoder.decode(piece, { stream: piece !== undefined })
    } catch {
      text = false
    }
    if (piece?.includes(0)) text = false
  }
  const stream = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length
      hash.update(piece)
      decode(piece)
      if (head.length < headBytes) head = Buffer.concat([head, piece.subarray(0, headBytes - head.length)])
      tail = Buffer.concat([tail, piece.subarray(-tailBytes)]).subarray(-tailBytes)
      done(null, piece)
    },
    flush(done) {
      decode(undefined)
      done()
    },
  })
  return {
    stream,
    found: () => ({ bytes, sha256: hash.copy().digest('hex'), content: { head, tail, text } }),
  }
}
