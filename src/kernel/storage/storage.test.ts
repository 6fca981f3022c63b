import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStorage } from './create-storage.ts'
import type { Storage } from './storage.ts'

const folder = mkdtempSync(join(tmpdir(), 'palestra-storage-'))
const nothing = {
  endpoint: undefined,
  region: 'us-east-1',
  bucket: undefined,
  accessKeyId: undefined,
  secretAccessKey: undefined,
}

const s3 = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  resetOnClose: false,
  configureBuckets: [{ name: 'palestra', configs: [] }],
})
let port = 0
beforeAll(async () => {
  port = (await s3.run()).port
})
afterAll(async () => {
  await s3.close()
  rmSync(folder, { recursive: true, force: true })
})

const stores: Record<string, () => Storage> = {
  'a local folder': () => createStorage({ storage: 'local', dataDir: folder, s3: nothing }),
  'an S3-compatible store': () =>
    createStorage({
      storage: 's3',
      dataDir: folder,
      s3: {
        endpoint: `http://127.0.0.1:${port}`,
        region: 'us-east-1',
        bucket: 'palestra',
        accessKeyId: 'S3RVER',
        secretAccessKey: 'S3RVER',
      },
    }),
}

describe.each(Object.keys(stores))('%s', name => {
  const open = (): Storage => {
    const store = stores[name]?.()
    if (!store) throw new Error(name)
    return store
  }

  test('gives back what was put, whole and in ranges', async () => {
    const storage = open()
    const bytes = randomBytes(300_000)
    await storage.put('files/one', bytes)
    expect(await storage.size('files/one')).toBe(300_000)
    expect((await buffer(await storage.read('files/one'))).equals(bytes)).toBe(true)
    const part = await buffer(await storage.read('files/one', { start: 1000, end: 1999 }))
    expect(part.equals(bytes.subarray(1000, 2000))).toBe(true)
  })

  test('takes a stream of a known size', async () => {
    const storage = open()
    const bytes = randomBytes(200_000)
    const pieces = [bytes.subarray(0, 70_000), bytes.subarray(70_000)]
    await storage.put('files/streamed', Readable.from(pieces, { objectMode: false }), bytes.length)
    expect((await buffer(await storage.read('files/streamed'))).equals(bytes)).toBe(true)
  })

  test('replaces what was there', async () => {
    const storage = open()
    await storage.put('files/two', Buffer.from('first'))
    await storage.put('files/two', Buffer.from('second one'))
    expect((await buffer(await storage.read('files/two'))).toString()).toBe('second one')
  })

  test('says when there is nothing, and removes without complaint', async () => {
    const storage = open()
    expect(await storage.size('files/none')).toBeNull()
    await expect(storage.read('files/none')).rejects.toThrow()
    await storage.put('files/three', Buffer.from('x'))
    await storage.remove('files/three')
    await storage.remove('files/three')
    expect(await storage.size('files/three')).toBeNull()
  })

  test('refuses keys that could leave the store', async () => {
    const storage = open()
    for (const key of ['../secret.key', 'files/../../x', '/etc/passwd', 'a//b', '', 'files/\0', 'A b'])
      await expect(storage.put(key, Buffer.from('x'))).rejects.toThrow('not a storage key')
  })

  test('keeps nothing of a put that broke off', async () => {
    const storage = open()
    const broken = new Readable({
      read() {
        this.push(Buffer.alloc(1000))
        this.destroy(new Error('connection lost'))
      },
    })
    await expect(storage.put('files/broken', broken, 5000)).rejects.toThrow()
    expect(await storage.size('files/broken')).toBeNull()
  })
})

test('a local put leaves no temporary file behind', async () => {
  const storage = createStorage({ storage: 'local', dataDir: folder, s3: nothing })
  await storage.put('files/tidy', Buffer.from('x'))
  await expect(storage.put('files/short', Readable.from([Buffer.alloc(5)], { objectMode: false }), 9)).rejects.toThrow()
  expect(readdirSync(join(folder, 'files/writing'))).toEqual([])
  expect(await storage.size('files/short')).toBeNull()
})

test('a store whose settings are missing is refused with a sentence', () => {
  expect(() => createStorage({ storage: 's3', dataDir: folder, s3: nothing })).toThrow('S3_BUCKET')
})
