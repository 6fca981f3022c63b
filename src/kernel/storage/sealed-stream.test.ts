import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { chunkBytes, openSealed, sealedSize, sealing } from './sealed-stream.ts'

const key = randomBytes(32)

async function sealed(plain: Buffer, pieces = 10_000): Promise<Buffer> {
  const parts = Array.from({ length: Math.ceil(plain.length / pieces) }, (_, i) =>
    plain.subarray(i * pieces, (i + 1) * pieces),
  )
  return buffer(Readable.from(parts, { objectMode: false }).pipe(sealing(key, 'file:1')))
}

function opened(bytes: Buffer, size: number, range?: { start: number; end: number }, context = 'file:1') {
  const read = async (at: { start: number; end: number }) =>
    Readable.from([bytes.subarray(at.start, at.end + 1)], { objectMode: false })
  return buffer(openSealed({ key, context, size, read }, range))
}

describe('a sealed file', () => {
  const sizes = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, 3 * chunkBytes + 777]

  test.each(sizes)('of %i bytes opens to what was put in, and has the size that was foretold', async size => {
    const plain = randomBytes(size)
    const bytes = await sealed(plain)
    expect(bytes.length).toBe(sealedSize(size))
    expect((await opened(bytes, size)).equals(plain)).toBe(true)
  })

  test('shows nothing of its content', async () => {
    const bytes = await sealed(Buffer.alloc(500, 'identity card'))
    expect(bytes.includes('identity')).toBe(false)
  })

  test('opens in any range, across the borders of chunks too', async () => {
    const size = 3 * chunkBytes + 777
    const plain = randomBytes(size)
    const bytes = await sealed(plain)
    for (const [start, end] of [
      [0, 0],
      [5, 99],
      [chunkBytes - 1, chunkBytes],
      [chunkBytes, 2 * chunkBytes - 1],
      [10, 3 * chunkBytes + 5],
      [size - 1, size - 1],
    ] as const)
      expect((await opened(bytes, size, { start, end })).equals(plain.subarray(start, end + 1))).toBe(true)
  })

  test('does not open when a byte was changed, the end was cut off, chunks were swapped, or it is another file', async () => {
    const size = 2 * chunkBytes + 100
    const bytes = await sealed(randomBytes(size))
    const changed = Buffer.from(bytes)
    changed[chunkBytes + 50] = (changed[chunkBytes + 50] ?? 0) ^ 1
    await expect(opened(changed, size)).rejects.toThrow()

    const stride = chunkBytes + 16
    const cut = bytes.subarray(0, 12 + 2 * stride)
    await expect(opened(cut, 2 * chunkBytes)).rejects.toThrow()
    await expect(opened(cut, size)).rejects.toThrow()

    const swapped = Buffer.concat([
      bytes.subarray(0, 12),
      bytes.subarray(12 + stride, 12 + 2 * stride),
      bytes.subarray(12, 12 + stride),
      bytes.subarray(12 + 2 * stride),
    ])
    await expect(opened(swapped, size)).rejects.toThrow()
    await expect(opened(bytes, size, undefined, 'file:2')).rejects.toThrow()
  })
})
