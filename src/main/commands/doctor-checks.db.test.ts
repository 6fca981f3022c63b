import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readMigrations } from '../../kernel/migrate.ts'
import { testDatabase } from '../../kernel/testing/index.ts'
import { checkClock, checkDisk, checkJobs, checkMigrations, checkNode, checkServer } from './doctor-checks.ts'
import { migrationsFolder } from './migrate.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'palestra-doctor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['18.20.0', 'wrong'],
  ['20.18.3', 'wrong'],
  ['20.19.0', 'careful'],
  ['24.4.1', 'good'],
])('Node %s is %s', (version, state) => {
  expect(checkNode(version).state).toBe(state)
})

test('a healthy database passes every check', async () => {
  expect(await checkServer(db.pool)).toMatchObject({ state: 'good' })
  expect(await checkClock(db.pool)).toMatchObject({ state: 'good' })
  expect(await checkJobs(db.pool)).toMatchObject({ state: 'good' })
})

test('migrations that wait, changed or are newer than the program are told apart', async () => {
  const applied = readMigrations(migrationsFolder)[0]
  if (!applied) throw new Error('there is no migration')
  writeFileSync(join(folder, applied.name), applied.sql)
  await db.pool.query('delete from schema_migration where name <> $1', [applied.name])
  expect(await checkMigrations(db.pool, folder)).toMatchObject({ state: 'good' })

  writeFileSync(join(folder, '9998_later.sql'), 'select 1')
  expect(await checkMigrations(db.pool, folder)).toEqual({
    state: 'careful',
    sentence: '1 migrations are waiting: palestra migrate',
  })
  await db.pool.query(`insert into schema_migration (name, sha256) values ('9999_future.sql', 'x')`)
  expect(await checkMigrations(db.pool, folder)).toMatchObject({
    state: 'wrong',
    sentence: expect.stringMatching(/newer than this program/),
  })
  writeFileSync(join(folder, applied.name), `${applied.sql} `)
  expect(await checkMigrations(db.pool, folder)).toMatchObject({
    state: 'wrong',
    sentence: expect.stringMatching(/changed after/),
  })
})

test('a job that was given up is told', async () => {
  await db.pool.query(`select graphile_worker.add_job('nobody', '{}'::json, max_attempts := 1)`)
  await db.pool.query('update graphile_worker._private_jobs set attempts = 1')
  expect(await checkJobs(db.pool)).toMatchObject({ state: 'careful' })
})

test('a data directory that cannot be made is wrong', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(checkDisk(join(folder, 'file', 'data'))).toMatchObject({ state: 'wrong' })
})
