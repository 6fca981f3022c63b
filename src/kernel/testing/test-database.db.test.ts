import { expect, test } from 'vitest'
import { testDatabase } from './index.ts'

const first = await testDatabase()
const second = await testDatabase()

test('a clone holds the migrated tables', async () => {
  const found = await first.db.pool.query(`select to_regclass('event_log') is not null as found`)
  expect(found.rows[0]).toEqual({ found: true })
})

test('what one clone writes another does not see', async () => {
  const insert = `insert into topic_event (topic, data) values ('a', '{}')`
  await first.db.pool.query(insert)
  const counts = await Promise.all(
    [first, second].map(one => one.db.pool.query<{ n: bigint }>('select count(*) as n from topic_event')),
  )
  expect(counts.map(count => count.rows[0]?.n)).toEqual([1n, 0n])
})

test('truncate empties the tables and keeps the list of migrations', async () => {
  await first.db.pool.query(`insert into topic_event (topic, data) values ('b', '{}')`)
  await first.truncate()
  const rows = await first.db.pool.query<{ n: bigint }>('select count(*) as n from topic_event')
  expect(rows.rows[0]?.n).toBe(0n)
  const migrations = await first.db.pool.query<{ n: bigint }>('select count(*) as n from schema_migration')
  expect(migrations.rows[0]?.n).toBeGreaterThan(0n)
})
