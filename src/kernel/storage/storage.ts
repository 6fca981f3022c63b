import type { Readable } from 'node:stream'

/** Bytes under a key. The same contract over a local folder and any S3-compatible store. */
export interface Storage {
  put(key: string, body: Readable | Buffer, size?: number): Promise<void>
  /** Throws a defect when the key is missing. `range` is inclusive, in bytes. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable>
  size(key: string): Promise<number | null>
  remove(key: string): Promise<void>
}
