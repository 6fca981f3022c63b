import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './database.ts'

/** Kysely inside a transaction. Commands take it first; only routes, jobs and reactions open one. */
export type Tx = Transaction<DB>
/** Reads that need no transaction accept either. */
export type Reader = Kysely<DB> | Tx

export interface Db {
  url: string
  pool: pg.Pool
  kysely: Kysely<DB>
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const types = new pg.TypeOverrides()
types.setTypeParser(20, BigInt)
types.setTypeParser(1016, text => (text === '{}' ? [] : text.slice(1, -1).split(',').map(BigInt)))
types.setTypeParser(1082, text => text)
types.setTypeParser(1700, text => text)

/** PostgreSQL says 40001 / 40P01 when a transaction lost a race that may be won by trying again. */
const retryable = new Set(['40001', '40P01'])

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** Name of the constraint a database error broke, if it is one: `entry_one_per_person`. */
export function brokenConstraint(error: unknown): string | undefined {
  return typeof error === 'object' &&
    error !== null &&
    'constraint' in error &&
    typeof error.constraint === 'string' &&
    error.constraint !== ''
    ? error.constraint
    : undefined
}

/** Opens a pool. int8 → bigint, numeric → string, date → 'yyyy-mm-dd', timestamptz → Date. */
export function openDatabase(options: { url: string; max?: number; applicationName?: string }): Db {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 16,
    types,
    application_name: options.applicationName ?? 'palestra',
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  })
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on('error', () => undefined)
  // Nor one that is lost in use: its query fails, and that is what its caller is told.
  pool.on('connect', client => client.on('error', () => undefined))
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    url: options.url,
    pool,
    kysely,
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await kysely.transaction().execute(work)
        } catch (error) {
          if (attempt >= 4 || !retryable.has(codeOf(error) ?? '')) throw error
        }
      }
    },
    close: () => kysely.destroy(),
  }
}
