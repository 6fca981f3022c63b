import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Readable, Transform } from 'node:stream'

/**
 * Files encrypted at rest, readable from any place without opening the whole.
 *
 * Format: the four bytes `PLS1`, an 8-byte random nonce prefix, then chunks. A chunk is up to 65,536 bytes of plain text
 * under AES-256-GCM followed by its 16-byte tag; every chunk but the last is full, and an empty file is one empty chunk.
 * The nonce is the prefix and the chunk's index (32 bits, big-endian). Authenticated with each chunk: the context, the
 * index and whether it is the last, so that chunks cannot be moved, dropped or cut off unnoticed. Each file has its own
 * key (32 bytes), so that a prefix never meets itself.
 */
export const chunkBytes = 65_536
const magic = Buffer.from('PLS1')
const headBytes = 12
const tagBytes = 16

/** Bytes at rest of a file of `plain` bytes. */
export function sealedSize(plain: number): number {
  return headBytes + plain + tagBytes * chunkCount(plain)
}

function chunkCount(plain: number): number {
  return Math.max(1, Math.ceil(plain / chunkBytes))
}

function nonce(prefix: Uint8Array, index: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.set(prefix)
  bytes.writeUInt32BE(index, 8)
  return bytes
}

function authenticated(context: string, index: number, last: boolean): Buffer {
  return Buffer.from(`${context}\0${index}\0${last ? 'last' : 'more'}`)
}

/** Encrypts what is piped through it. `context` names what it is, for example `file:<id>`. */
export function sealing(key: Uint8Array, context: string): Transform {
  const prefix = randomBytes(8)
  let index = 0
  let held: Buffer = Buffer.alloc(0)
  const sealChunk = (plain: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(prefix, index)).setAAD(authenticated(context, index, last))
    index += 1
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  const transform = new Transform({
    transform(piece: Buffer, _encoding, done) {
      held = held.length === 0 ? piece : Buffer.concat([held, piece])
      // A full chunk waits until something follows it: only then is it known not to be the last.
      let from = 0
      for (; held.length - from > chunkBytes; from += chunkBytes)
        transform.push(sealChunk(held.subarray(from, from + chunkBytes), false))
      held = held.subarray(from)
      done()
    },
    flush(done) {
      done(null, sealChunk(held, true))
    },
  })
  transform.push(Buffer.concat([magic, prefix]))
  return transform
}

export interface Sealed {
  key: Uint8Array
  context: string
  /** Bytes of plain text. */
  size: number
  /** Reads bytes at rest; `range` is inclusive. */
  read(range: { start: number; end: number }): Promise<Readable>
}

/** Decrypts the inclusive range `start`–`end` of the plain text. Errors when anything read was altered. */
export function openSealed(sealed: Sealed, range?: { start: number; end: number }): Readable {
  return Readable.from(plainPieces(sealed, range), { objectMode: false })
}

async function* plainPieces(sealed: Sealed, range?: { start: number; end: number }): AsyncGenerator<Buffer> {
  const { key, context, size } = sealed
  const lastIndex = chunkCount(size) - 1
  const start = range?.start ?? 0
  const end = range?.end ?? Math.max(0, size - 1)
  const first = Math.floor(start / chunkBytes)
  const final = Math.min(lastIndex, Math.floor(end / chunkBytes))
  const prefix = await prefixOf(sealed)

  const stride = chunkBytes + tagBytes
  const bytes = await sealed.read({
    start: headBytes + first * stride,
    end: Math.min(sealedSize(size), headBytes + (final + 1) * stride) - 1,
  })
  let index = first
  for await (const chunk of inPieces(bytes, stride)) {
    if (chunk.length < tagBytes) throw new Error('a sealed file was cut short')
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(prefix, index))
    decipher.setAAD(authenticated(context, index, index === lastIndex))
    decipher.setAuthTag(chunk.subarray(chunk.length - tagBytes))
    const plain = Buffer.concat([decipher.update(chunk.subarray(0, chunk.length - tagBytes)), decipher.final()])
    const offset = index * chunkBytes
    yield plain.subarray(Math.max(0, start - offset), Math.max(0, Math.min(plain.length, end + 1 - offset)))
    index += 1
  }
  if (index !== final + 1) throw new Error('a sealed file was cut short')
}

async function prefixOf(sealed: Sealed): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of await sealed.read({ start: 0, end: headBytes - 1 })) pieces.push(Buffer.from(piece))
  const head = Buffer.concat(pieces)
  if (head.length !== headBytes || !head.subarray(0, 4).equals(magic)) throw new Error('not a sealed file')
  return head.subarray(4)
}

/** The stream in pieces of exactly `size` bytes, the last possibly shorter. */
async function* inPieces(stream: Readable, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const piece of stream) {
    held.push(Buffer.from(piece))
    bytes += held.at(-1)?.length ?? 0
    if (bytes < size) continue
    let all = Buffer.concat(held)
    for (; all.length >= size; all = all.subarray(size)) yield all.subarray(0, size)
    held = all.length > 0 ? [all] : []
    bytes = all.length
  }
  if (bytes > 0) yield Buffer.concat(held)
}
