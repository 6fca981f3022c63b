import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, inject } from 'vitest'
import { type Db, openDatabase } from '../db.ts'
import { databaseUrl } from './template.ts'

export interface TestDatabase {
  url: string
  db: Db
  /** Empties every table of ours; rows that migrations inserted go too. */
  truncate(): Promise<void>
  /** Closes the pool and drops the clone; happens by itself after the file's tests. */
  close(): Promise<void>
}

/**
 * A freshly migrated database for one test file, cloned from the run's template in some 50 ms. Call it at the top of the
 * file: `const { db, url } = await testDatabase()`. Call it again for a second, independent site.
 */
export async function testDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const { adminUrl, template } = inject('testServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(adminUrl, `create database ${name} template ${template}`)
  const url = databaseUrl(adminUrl, name)
  const db = openDatabase({ url, max: options.max ?? 8, applicationName: 'palestra-test' })
  let closing: Promise<void> | undefined
  const close = async () => {
    await db.close()
    await asAdmin(adminUrl, `drop database if exists ${name} with (force)`)
  }
  const database: TestDatabase = {
    url,
    db,
    async truncate() {
      const tables = await db.pool.query<{ name: string }>(
        `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'`,
      )
      if (tables.rows.length === 0) return
      await db.pool.query(`truncate ${tables.rows.map(row => row.name).join(', ')} restart identity cascade`)
    },
    close: () => (closing ??= close()),
  }
  afterAll(() => database.close())
  return database
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
