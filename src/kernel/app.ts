import type { Bus } from './bus.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db } from './db.ts'
import type { ByteBoards } from './http/byte-board.ts'
import type { Logger } from './log.ts'
import type { SecretBox } from './secret-box.ts'
import type { Storage } from './storage/storage.ts'

/** What a handler, a job or a reaction is given besides its input: the node's parts, built once in main/. */
export interface App {
  db: Db
  bus: Bus
  boards: ByteBoards
  clock: Clock
  config: Config
  log: Logger
  secrets: SecretBox
  storage: Storage
}
