import { createHash } from 'node:crypto'

/**
 * A backup is a gzipped run of frames: one letter, four bytes of length (big endian), then the payload. The last frame
 * carries the SHA-256 of every byte before it, so that a cut or altered file is noticed before anything is restored.
 *
 * H header · T table begins · D rows as COPY text · E table ends · S sequence · F file begins · B its bytes · G file ends ·
 * Z end. Payloads are JSON except D and B.
 */
export type FrameKind = 'H' | 'T' | 'D' | 'E' | 'S' | 'F' | 'B' | 'G' | 'Z'

export interface Frame {
  kind: string
  payload: Buffer
}

const limit = 64 * 1024 * 1024

export function frame(kind: FrameKind, payload: Buffer | Record<string, unknown>): Buffer {
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload))
  const head = Buffer.alloc(5)
  head.write(kind, 'latin1')
  head.writeUInt32BE(body.length, 1)
  return Buffer.concat([head, body])
}

/** Reads frames and checks the closing digest. Throws a sentence when the file is cut, altered or something else. */
export async function* readFrames(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const digest = createHash('sha256')
  let held: Buffer = Buffer.alloc(0)
  let ended = false
  for await (const chunk of bytes) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    while (held.length >= 5) {
      const length = held.readUInt32BE(1)
      if (ended || length > limit) throw new Error('This is not a whole Palestra backup.')
      if (held.length < 5 + length) break
      const one = { kind: held.toString('latin1', 0, 1), payload: held.subarray(5, 5 + length) }
      if (one.kind === 'Z') {
        ended = true
        if (one.payload.toString() !== JSON.stringify({ sha256: digest.copy().digest('hex') }))
          throw new Error('The backup was altered: its digest does not match its contents.')
      } else digest.update(held.subarray(0, 5 + length))
      held = held.subarray(5 + length)
      yield one
    }
  }
  if (!ended) throw new Error('The backup is cut short: its end is missing.')
}
