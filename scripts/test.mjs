// npm test: the whole test suite, also in a fresh clone. Further arguments go to vitest (npm test -- src/domains/entries).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const { installed } = createRequire(import.meta.url)('../bin/freshness.cjs')

if (!installed(root)) {
  console.log('Installing packages from the lockfile (npm ci) …')
  const npm = process.env.npm_execpath
  const [program, before] = npm ? [process.execPath, [npm]] : ['npm', []]
  const run = spawnSync(program, [...before, 'ci', '--include=dev', '--include=optional'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (run.status !== 0) process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'palestra-report-'))
const report = process.env.PALESTRA_TEST_REPORT ?? join(folder, 'report.json')
const projects = ['unit', 'database', 'browser'].flatMap(name => ['--project', name])
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const vitest = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...projects, ...reporters, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)

let totals
try {
  const { testResults, numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  const tests = testResults.flatMap(file => file.assertionResults.map(test => ({ ...test, file: file.name })))
  const skipped = tests.filter(test => test.status === 'pending' || test.status === 'skipped' || test.status === 'todo')
  if (skipped.length > 0) {
    console.log('\nSkipped:')
    for (const test of skipped) console.log(`  ${test.file.replace(root, '')}: ${test.fullName}`)
  }
  totals = `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`
} catch {
  totals = 'the tests ended without a report'
}
rmSync(folder, { recursive: true, force: true })
console.log(`\n${totals}`)
process.exitCode = vitest.status ?? 1
