import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { checkedKey, type Storage } from './storage.ts'

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Makes a finished rename survive a power cut; some file systems refuse to sync a folder, and need not. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // Windows cannot open folders.
  }
}

/**
 * Objects as files under `root`, spread over 65,536 folders by the digest of their key. A put writes aside, syncs and
 * renames.
 */
export function localStorage(root: string): Storage {
  const aside = join(root, 'writing')
  const pathOf = (key: string): string => {
    const digest = createHash('sha256').update(checkedKey(key)).digest('hex')
    return join(root, digest.slice(0, 2), digest.slice(2, 4), key.replaceAll('/', '%2f'))
  }

  return {
    async put(key, body, size) {
      const path = pathOf(key)
      const folder = dirname(path)
      await mkdir(folder, { recursive: true })
      await mkdir(aside, { recursive: true })
      const temporary = join(aside, randomBytes(12).toString('hex'))
      try {
        if (Buffer.isBuffer(body)) await writeBuffer(temporary, body)
        else await writeStream(temporary, body, size)
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      await syncFolder(folder)
    },
    async read(key, range) {
      const handle = await open(pathOf(key), 'r')
      return handle.createReadStream(range ?? {})
    },
    async size(key) {
      try {
        return (await stat(pathOf(key))).size
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}

async function writeBuffer(path: string, body: Buffer): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(body)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeStream(path: string, body: Readable, size: number | undefined): Promise<void> {
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  await pipeline(body, target)
  if (size !== undefined && target.bytesWritten !== size)
    throw new Error(`${target.bytesWritten} bytes came where ${size} were announced`)
}
