import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

export interface Migration {
  name: string
  sql: string
  sha256: string
}

/** Numbered SQL files of a folder, in order. Throws when two share a number. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter(name => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
  const numbers = names.map(name => name.slice(0, 4))
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index)
  if (twice) throw new Error(`two migrations are numbered ${twice}`)
  return names.map(name => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

/** An arbitrary constant: every node of every version asks for the same lock, so that one migrates at a time. */
const lock = 72_616_573

/**
 * Applies what is missing, each file in its own transaction, under an advisory lock. Forward only: a file that was
 * applied and has changed since is refused, naming it.
 */
export async function migrate(url: string, folder: string, log: (line: string) => void = () => undefined) {
  const client = new pg.Client({ connectionString: url, application_name: 'palestra-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await client.query(`create table if not exists schema_migration (
      name text primary key, sha256 text not null, applied_at timestamptz not null default clock_timestamp())`)
    const applied = new Map<string, string>()
    for (const row of (
      await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migration')
    ).rows)
      applied.set(row.name, row.sha256)
    await runMigrations({ connectionString: url })
    for (const migration of readMigrations(folder)) {
      const before = applied.get(migration.name)
      if (before === migration.sha256) continue
      if (before)
        throw new Error(`migration ${migration.name} was changed after it was applied; write a new one instead`)
      log(migration.name)
      await client.query('begin')
      try {
        await client.query(migration.sql)
        await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [
          migration.name,
          migration.sha256,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    }
  } finally {
    await client.end()
  }
}
