// Adds up vitest's JSON reports: "N passed, N failed, N skipped". A test file that did not load, and a missing report, are failures.
import { existsSync, readFileSync } from 'node:fs'

let [passed, failed, skipped] = [0, 0, 0]
const paths = process.argv.slice(2)
for (const path of paths) {
  if (!existsSync(path)) {
    failed += 1
    continue
  }
  const report = JSON.parse(readFileSync(path, 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests
  skipped += report.numPendingTests + (report.numTodoTests ?? 0)
  for (const file of report.testResults)
    if (file.status === 'failed' && file.assertionResults.every(test => test.status !== 'failed')) failed += 1
}
if (passed === 0 && failed === 0) failed = 1
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
