import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Client } from 'pg'
import { z } from 'zod'
import { migrate, readMigrations } from '../migrate.ts'
import type { Storage } from '../storage/index.ts'
import { copyIn } from './copy.ts'
import { type Frame, readFrames } from './frames.ts'
import type { BackupReport } from './write-backup.ts'

const header = z.object({
  format: z.literal('palestra-backup/1'),
  at: z.string(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
})
const tableStart = z.object({ table: z.string(), columns: z.array(z.string()) })
const tableEnd = z.object({ rows: z.number() })
const sequence = z.object({ quoted: z.string(), value: z.string(), called: z.boolean() })
const fileStart = z.object({ key: z.string(), size: z.number() })

function parse<T extends z.ZodType>(schema: T, one: Frame): z.output<T> {
  return schema.parse(JSON.parse(one.payload.toString()))
}

/** Reads a backup to its end and checks its digest; touches nothing. Gives the time it was made. */
export async function verifyBackup(bytes: AsyncIterable<Buffer>): Promise<string> {
  let at = ''
  for await (const one of readFrames(bytes)) if (one.kind === 'H') at = parse(header, one).at
  return at
}

/**
 * Loads a backup into an empty database: the schema as it was when the backup was made, all rows in one transaction, then
 * the migrations that came since. Run `verifyBackup` first. Throws a sentence when the database is not empty.
 */
export async function restoreBackup(input: {
  url: string
  storage: Storage
  migrationsFolder: string
  bytes: AsyncIterable<Buffer>
}): Promise<BackupReport> {
  const { url, storage } = input
  const report: BackupReport = { tables: 0, rows: 0, files: 0, missing: [] }
  const frames = readFrames(input.bytes)
  const first = await frames.next()
  if (first.done || first.value.kind !== 'H') throw new Error('This is not a Palestra backup.')
  await refuseUnlessEmpty(url)
  await migrateAsOf(url, input.migrationsFolder, parse(header, first.value).migrations)

  const client = new Client({ connectionString: url, application_name: 'palestra-restore' })
  await client.connect()
  try {
    await client.query('begin')
    const restoreChecks = await setChecksAside(client)
    for (;;) {
      const next = await frames.next()
      if (next.done) break
      const one = next.value
      if (one.kind === 'T') {
        report.rows += await loadTable(client, parse(tableStart, one), frames)
        report.tables += 1
      } else if (one.kind === 'S') {
        const { quoted, value, called } = parse(sequence, one)
        await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted, value, called])
      } else if (one.kind === 'F') {
        const { key, size } = parse(fileStart, one)
        await storage.put(key, Readable.from(payloadsUntil(frames, 'B', 'G'), { objectMode: false }), size)
        report.files += 1
      }
    }
    // Nobody works on these any more.
    await client.query(`update graphile_worker._private_jobs set locked_at = null, locked_by = null`)
    await client.query(`update graphile_worker._private_job_queues set locked_at = null, locked_by = null`)
    await restoreChecks()
    await client.query('commit')
  } finally {
    await client.end()
  }
  await migrate(url, input.migrationsFolder)
  return report
}

async function* payloadsUntil(frames: AsyncGenerator<Frame>, kind: string, end: string, last?: (one: Frame) => void) {
  for (;;) {
    const next = await frames.next()
    if (next.done) throw new Error('The backup is cut short.')
    if (next.value.kind === end) {
      last?.(next.value)
      return
    }
    if (next.value.kind !== kind) throw new Error('The backup is out of order.')
    yield next.value.payload
  }
}

async function loadTable(
  client: Client,
  { table, columns }: z.output<typeof tableStart>,
  frames: AsyncGenerator<Frame>,
): Promise<number> {
  let expected = -1
  // Rows a migration inserted are in the backup too, perhaps changed since.
  await client.query(`delete from ${table}`)
  const source = payloadsUntil(frames, 'D', 'E', one => {
    expected = parse(tableEnd, one).rows
  })
  const rows = await copyIn(client, `copy ${table} (${columns.join(', ')}) from stdin`, source)
  if (rows !== expected) throw new Error(`${table}: ${rows} rows were restored where ${expected} were saved.`)
  return rows
}

async function refuseUnlessEmpty(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query(`select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' limit 1`)
    if (found.rowCount)
      throw new Error(
        'The database is not empty. Restore into a new one: another DATA_DIR, or a DATABASE_URL with an empty database.',
      )
  } finally {
    await client.end()
  }
}

async function migrateAsOf(url: string, folder: string, wanted: { name: string; sha256: string }[]): Promise<void> {
  const known = new Map(readMigrations(folder).map(one => [one.name, one.sha256]))
  const strange = wanted.find(one => known.get(one.name) !== one.sha256)
  if (strange)
    throw new Error(
      `The backup was made by another version of Palestra (${strange.name} is not the same here); use that version.`,
    )
  const scratch = mkdtempSync(join(tmpdir(), 'palestra-restore-'))
  try {
    for (const { name } of wanted) copyFileSync(join(folder, name), join(scratch, name))
    await migrate(url, scratch)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * Append-only triggers and foreign keys guard changes, not a restore. A superuser sets both aside; anybody else switches
 * the tables' own triggers off and relies on the order of loading for the keys.
 */
async function setChecksAside(client: Client): Promise<() => Promise<void>> {
  const who = await client.query<{ super: boolean }>(
    `select rolsuper as super from pg_roles where rolname = current_user`,
  )
  if (who.rows[0]?.super) {
    await client.query('set local session_replication_role = replica')
    return async () => undefined
  }
  const tables = await client.query<{ quoted: string }>(
    `select format('%I.%I', schemaname, tablename) as quoted from pg_tables where schemaname = 'public'`,
  )
  for (const { quoted } of tables.rows) await client.query(`alter table ${quoted} disable trigger user`)
  return async () => {
    for (const { quoted } of tables.rows) await client.query(`alter table ${quoted} enable trigger user`)
  }
}
