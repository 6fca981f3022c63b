import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ownRoot = fileURLToPath(new URL('../../', import.meta.url))

const runBuilt = 'const [, cli, ...rest] = process.argv; process.exitCode = await (await import(cli)).main(rest)'

/** The key `testApp` seals with, so that a process of the site opens what the test wrote. */
const secretKey = Buffer.alloc(32, 7).toString('base64')

/** A process of the site over a test's database, to be killed and started again. Unless told otherwise it only serves. */
export function siteProcess(
  databaseUrl: string,
  port: number,
  options: { command?: 'serve' | 'all'; root?: string; env?: Record<string, string> } = {},
) {
  const command = options.command ?? 'serve'
  // A built copy is run as it is: the launcher would look after its packages, which are the working tree's.
  const program = options.root
    ? ['--input-type=module', '-e', runBuilt, pathToFileURL(join(options.root, 'dist/server/cli.js')).href, command]
    : [join(ownRoot, 'bin/palestra'), command]
  const base = `http://127.0.0.1:${port}`
  const dataDir = mkdtempSync(join(tmpdir(), `palestra-test-${process.pid}-crash-`))
  let child: ChildProcess | undefined
  let said = ''

  async function kill(): Promise<void> {
    const victim = child
    child = undefined
    if (!victim || victim.exitCode !== null || victim.signalCode !== null) return
    const ended = new Promise(resolve => {
      victim.once('exit', resolve)
    })
    victim.kill('SIGKILL')
    await ended
  }

  async function start(): Promise<void> {
    const started = spawn(process.execPath, program, {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
        SECRET_KEY: secretKey,
        PORT: String(port),
        PUBLIC_URL: base,
        RATE_PER_MINUTE: '1000000',
        DEMO: '0',
        LOG_LEVEL: 'silent',
        ...options.env,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child = started
    started.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    for (let attempt = 0; attempt < 1200; attempt += 1) {
      if (started.exitCode !== null) throw new Error(`the site ended with ${started.exitCode}: ${said}`)
      const reply = await fetch(`${base}/healthz`).catch(() => undefined)
      if (reply?.status === 200) return
      await sleep(50)
    }
    throw new Error(`the site does not answer: ${said}`)
  }

  /** Ends it for good; a test file owes this call after its tests. */
  async function close(): Promise<void> {
    await kill()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  return { base, start, kill, close }
}
