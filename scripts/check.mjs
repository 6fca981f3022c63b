// npm run check: everything that can be judged without a database, within a minute. Fails when any part fails.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const bin = name => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url))

const lanes = [
  // Two lanes for two cores: the long ones first in each.
  [
    { name: 'types', args: [bin('typescript/bin/tsc'), '--noEmit', '-p', '.'] },
    { name: 'format', args: [bin('@biomejs/biome/bin/biome'), 'format', '.'] },
    { name: 'dead code', args: [bin('knip/bin/knip.js'), '--no-progress'] },
  ],
  [
    { name: 'unit tests', args: [bin('vitest/vitest.mjs'), 'run', '--project', 'unit', '--reporter', 'dot'] },
    { name: 'lint', args: [bin('oxlint/bin/oxlint'), '--type-aware', '--quiet'] },
  ],
]

function run({ name, args }) {
  const started = performance.now()
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CI: '1' },
    })
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    child.on('close', code => resolve({ name, ok: code === 0, output, seconds: (performance.now() - started) / 1000 }))
  })
}

async function runLane(lane) {
  const results = []
  for (const part of lane) results.push(await run(part))
  return results
}

const results = (await Promise.all(lanes.map(runLane))).flat()
for (const { name, ok, output } of results) if (!ok) console.log(`\n── ${name} ──\n${output.trim()}`)
console.log()
for (const { name, ok, seconds } of results)
  console.log(`${name.padEnd(12)} ${ok ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s`)
process.exitCode = results.every(result => result.ok) ? 0 : 1
