import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('the generated types are those of the migrations', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/db-types.ts', '--check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(`${run.stdout}${run.stderr}`).toBe('')
  expect(run.status).toBe(0)
}, 60_000)
