import { expect, test } from 'vitest'
import { explainFailure } from './failure.ts'

test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'disk-full'],
  ['initdb: error: could not change permissions of directory "/x": Operation not permitted', 'no-permission'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'port-taken'],
  ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'in-use'],
  ['initdb: error: could not look up effective user ID 12345: user does not exist', 'no-user'],
])('%s → %s', (output, code) => {
  const error = explainFailure(output, '/srv/data')
  expect(error.code).toBe(code)
  expect(error.message).toMatch(/^[A-Z].*\.$/)
  expect(error.detail).toBe(output)
})

test('words nobody foresaw are shown as they are', () => {
  expect(explainFailure('PANIC:  the moon is full', '/srv/data').message).toContain('PANIC:  the moon is full')
})
