'use strict'
const { spawn, spawnSync } = require('node:child_process')
const { existsSync, readFileSync, writeFileSync, mkdirSync } = require('node:fs')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')
const { installed, sourcesHash } = require('./freshness.cjs')

const root = join(__dirname, '..')
const built = join(root, 'dist/server/cli.js')
const stamp = join(root, 'dist/sources.sha256')
const usage = `Palestra: run an online skill competition from announcement to certificate.

Usage: palestra COMMAND [options]        palestra COMMAND --help

The site
  start          install what is missing, build what changed, and run everything in one process
  dev            the same from source, restarting on change
  serve          the web site                     worker         background jobs
  migrate        bring the database up to date    demo           load the demonstration
  doctor         check this machine and settings  config         print the settings in force
  backup FILE    write a consistent backup        restore FILE   load one into an empty database
  openapi        print the OpenAPI document

Open tools (files in, JSON out; "-" is standard input, .gz is understood)
  panel RULES.json SCORES.csv     compute a panel's results with every intermediate value
  verify-results BUNDLE           recompute a published result bundle
  credential verify FILE          check a certificate's Open Badge offline

Exit status: 0 success, 1 refused input, 2 wrong usage.
`

/** Tells the operator what takes time: one line a step, with its seconds. Standard output stays the command's own. */
async function step(title, work) {
  const started = performance.now()
  process.stderr.write(`${title} …`)
  await work()
  process.stderr.write(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

function fail(sentence, output) {
  process.stderr.write(`\n${output ? `${output.trim()}\n` : ''}${sentence}\n`)
  process.exit(1)
}

async function install() {
  if (installed(root)) return
  await step('Installing packages from the lockfile (npm ci)', () => {
    // Under `npm start` npm tells where it lives; otherwise it is looked for in PATH.
    const npm = process.env.npm_execpath
    const [program, before] = npm && /\.c?js$/.test(npm) ? [process.execPath, [npm]] : ['npm', []]
    const run = spawnSync(
      program,
      [...before, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
      {
        cwd: root,
        encoding: 'utf8',
        shell: program === 'npm' && process.platform === 'win32',
      },
    )
    if (run.error) fail('npm was not found. Install Node.js with npm, then start again.')
    if (run.status !== 0) fail('The packages could not be installed; the lines above say why.', run.stdout + run.stderr)
  })
}

function node(args) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    child.on('close', code => resolve({ code, output }))
  })
}

const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']
const builds = [
  { name: 'the pages for the browser', args: vite },
  {
    name: 'the pages for the server',
    args: [...vite, '--ssr', 'src/web/entry-server.tsx', '--outDir', 'dist/web-server'],
  },
  { name: 'the server', args: [...vite, '--config', 'vite.server.config.ts'] },
]

async function build() {
  const hash = sourcesHash(root)
  if (isFresh(hash)) return
  await step('Building the pages and the server', () =>
    Promise.all(
      builds.map(async ({ name, args }) => {
        const { code, output } = await node(args)
        if (code !== 0) fail(`Building ${name} failed; the lines above say why.`, output)
      }),
    ),
  )
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, hash)
}

function isFresh(hash) {
  return existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

/** Runs the command line in this very process: its standard input, signals and exit status are ours. */
async function run(args) {
  const fresh = isFresh(sourcesHash(root))
  if (fresh) process.env.NODE_ENV ??= 'production'
  else (await import(pathToFileURL(join(root, 'node_modules/tsx/dist/esm/api/index.mjs')).href)).register()
  const cli = await import(pathToFileURL(fresh ? built : join(root, 'src/main/cli.ts')).href)
  process.exitCode = await cli.main(args)
  // What is written is flushed by leaving on our own; a library's forgotten timer must not keep a finished command.
  setTimeout(() => process.exit(), 1000).unref()
}

/** The server restarts when a source changes; vite inside it serves the pages from source. */
function develop(args) {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')
  const child = spawn(process.execPath, [tsx, 'watch', '--clear-screen=false', 'src/main/cli.ts', 'all', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PALESTRA_VITE: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', code => {
    process.exitCode = code ?? 1
  })
}

async function main() {
  const [command, ...args] = process.argv.slice(2)
  if (command === '--help' || command === '-h' || command === 'help') return process.stdout.write(usage)
  if (command === '--version') return process.stdout.write(`${require('../package.json').version}\n`)
  if (command === undefined) {
    process.stderr.write(usage)
    process.exitCode = 2
    return
  }
  await install()
  if (command === 'dev') return develop(args)
  if (command !== 'start') return run([command, ...args])
  await build()
  return run(['all', ...args])
}

// `palestra doctor | head`: whoever stopped reading has what they wanted; the command still ends in order.
process.stdout.on('error', error => {
  if (error.code !== 'EPIPE') throw error
})

main().catch(error => {
  const debugging = process.env.LOG_LEVEL === 'debug' || process.env.LOG_LEVEL === 'trace'
  const sentence = error instanceof Error ? error.message : String(error)
  process.stderr.write(`\n${debugging ? error?.stack : sentence}\n`)
  process.exit(1)
})
