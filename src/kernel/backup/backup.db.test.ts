import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStorage } from '../storage/index.ts'
import { testDatabase } from '../testing/index.ts'
import { restoreBackup, verifyBackup, writeBackup } from './index.ts'

const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'palestra-backup-'))
const storageAt = (name: string) =>
  createStorage({
    storage: 'local',
    dataDir: join(folder, name),
    s3: { endpoint: undefined, region: '', bucket: undefined, accessKeyId: undefined, secretAccessKey: undefined },
  })

const { db } = await testDatabase()
const source = storageAt('source')
const picture = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7) % 251))
const chunks: Buffer[] = []
const made: string[] = []
let backup = Buffer.alloc(0)

/** An empty database on the same server; dropped with it. */
async function emptyDatabase(): Promise<string> {
  const name = `restored_${Math.random().toString(36).slice(2)}`
  await db.pool.query(`create database ${name}`)
  made.push(name)
  const url = new URL(db.url)
  url.pathname = `/${name}`
  return url.href
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const strange = 'tab\tline\nback\\slash \\. 𠮷 “quoted” \\N'

beforeAll(async () => {
  await db.pool.query(
    `insert into event_log (at, name, subject_type, payload)
     select '2026-11-22T10:00:00Z', 'test.done', $1, jsonb_build_object('n', n) from generate_series(1, 20000) n`,
    [strange],
  )
  await db.pool.query(`select graphile_worker.add_job('later', '{"a":1}'::json)`)
  await db.pool.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker that is gone'`)
  await source.put('a/picture', picture)
  const out = new Writable({
    highWaterMark: 1000,
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      setImmediate(done)
    },
  })
  const report = await writeBackup({
    url: db.url,
    storage: source,
    fileKeys: async () => ['a/picture', 'a/lost'],
    out,
  })
  expect(report).toMatchObject({ files: 1, missing: ['a/lost'] })
  expect(report.rows).toBeGreaterThanOrEqual(20_001)
  backup = Buffer.concat(chunks)
})

afterAll(async () => {
  for (const name of made) await db.pool.query(`drop database ${name} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

test('what was saved is there after a restore: rows, sequences, jobs and files', async () => {
  const url = await emptyDatabase()
  const storage = storageAt('restored')
  await verifyBackup(Readable.from([backup]))
  await restoreBackup({ url, storage, migrationsFolder, bytes: Readable.from(slices(backup)) })
  const digest = `select count(*)::int as n, md5(string_agg(event_log::text, '|' order by id)) as md5 from event_log`
  expect(await ask(url, digest)).toEqual(await ask(db.url, digest))
  expect(await ask(url, 'select subject_type from event_log limit 1')).toEqual([{ subject_type: strange }])
  expect(await ask(url, `select task_identifier as task, locked_by from graphile_worker.jobs`)).toEqual([
    { task: 'later', locked_by: null },
  ])
  const inserted = await ask(
    url,
    `insert into event_log (at, name, subject_type, payload) values (now(), 'n', 's', '{}') returning id::int > 20000 as later`,
  )
  expect(inserted).toEqual([{ later: true }])
  await expect(ask(url, 'delete from event_log')).rejects.toThrow(/append-only/)
  const read: Buffer[] = []
  for await (const chunk of await storage.read('a/picture')) read.push(Buffer.from(chunk))
  expect(Buffer.concat(read).equals(picture)).toBe(true)
})

test('a database that holds anything is refused', async () => {
  const bytes = Readable.from([backup])
  await expect(restoreBackup({ url: db.url, storage: storageAt('never'), migrationsFolder, bytes })).rejects.toThrow(
    /not empty/,
  )
})

test('an altered and a cut backup are noticed before anything is restored', async () => {
  const altered = Buffer.from(backup)
  altered[Math.floor(backup.length / 2)] = (altered[Math.floor(backup.length / 2)] ?? 0) ^ 1
  await expect(verifyBackup(Readable.from([altered]))).rejects.toThrow(/altered|whole|order/)
  await expect(verifyBackup(Readable.from([backup.subarray(0, backup.length - 100)]))).rejects.toThrow(/cut short/)
  await expect(verifyBackup(Readable.from([Buffer.from('something else entirely')]))).rejects.toThrow()
})

function* slices(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 7919) yield bytes.subarray(at, at + 7919)
}
