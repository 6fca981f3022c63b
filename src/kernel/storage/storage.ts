import type { Readable } from 'node:stream'

/**
 * Bytes under a key. The same contract over a local folder and any S3-compatible store. A put is whole or nothing: a
 * reader never meets half an object, and what `put` answered for survives the loss of the process.
 */
export interface Storage {
  /** Replaces what is there. A stream must come with its `size` in bytes. */
  put(key: string, body: Readable | Buffer, size?: number): Promise<void>
  /** Throws a defect when the key is missing. `range` is inclusive, in bytes. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable>
  /** Bytes under the key, null when there are none. */
  size(key: string): Promise<number | null>
  /** Removing what is not there is no mistake. */
  remove(key: string): Promise<void>
}

/**
 * Keys are lower-case words of letters, digits, `.`, `_` and `-`, parted by `/`, at most 200 characters. Throws on
 * anything else: a key that could name something outside the store never reaches it.
 */
export function checkedKey(key: string): string {
  if (key.length > 200 || !/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/.test(key) || key.includes('..'))
    throw new Error(`not a storage key: ${JSON.stringify(key)}`)
  return key
}
