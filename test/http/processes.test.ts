import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test } from 'vitest'

const palestra = fileURLToPath(new URL('../../bin/palestra', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), `palestra-test-${process.pid}-processes-`))
const running: ChildProcess[] = []

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended(child)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(resolve => {
    child.once('exit', code => resolve(code))
  })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => {
    probe.listen(0, '127.0.0.1', resolve)
  })
  const address = probe.address()
  await new Promise(resolve => {
    probe.close(resolve)
  })
  return typeof address === 'object' && address ? address.port : 0
}

/** A process of the site with a data directory of its own; `said()` is what it told the operator. */
function start(command: string, port: number, dataDir: string) {
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(process.execPath, [palestra, command], {
    env: { ...environment, DATA_DIR: dataDir, PORT: String(port), DEMO: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return { child, said: () => said }
}

async function healthy(port: number, { child, said }: ReturnType<typeof start>): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${said()}`)
    const reply = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)
    if (reply?.status === 200) return
    await sleep(50)
  }
  throw new Error(`does not answer: ${said()}`)
}

function postmaster(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

test('a site starts, stops in order, survives being killed, and survives its database being killed', async () => {
  const dataDir = join(folder, 'one site')
  const port = await freePort()
  const first = start('all', port, dataDir)
  await healthy(port, first)
  expect(first.said()).toMatch(/PostgreSQL 18\S* started … \d/)
  first.child.kill('SIGINT')
  expect(await ended(first.child)).toBe(0)
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)

  const second = start('all', port, dataDir)
  await healthy(port, second)
  second.child.kill('SIGKILL')
  await ended(second.child)

  const third = start('all', port, dataDir)
  await healthy(port, third)
  expect(third.said()).toMatch(/was running already/)
  const before = postmaster(dataDir)
  process.kill(before, 'SIGKILL')
  await expect.poll(() => third.said(), { timeout: 60_000 }).toMatch(/PostgreSQL is back/)
  await healthy(port, third)
  expect(postmaster(dataDir)).not.toBe(before)
}, 240_000)

test('web site and jobs run as two processes on one database; the last to leave stops it', async () => {
  const dataDir = join(folder, 'two processes')
  const port = await freePort()
  const [site, worker] = [start('serve', port, dataDir), start('worker', port, dataDir)]
  await healthy(port, site)
  await expect.poll(() => worker.said(), { timeout: 60_000 }).toMatch(/Working on background jobs/)
  worker.child.kill('SIGTERM')
  expect(await ended(worker.child)).toBe(0)
  await healthy(port, site)
  site.child.kill('SIGTERM')
  expect(await ended(site.child)).toBe(0)
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
}, 240_000)

test('a port that is taken is told in a sentence', async () => {
  const taken = createServer()
  await new Promise<void>(resolve => {
    taken.listen(0, '127.0.0.1', resolve)
  })
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { child, said } = start('serve', port, join(folder, 'taken'))
  expect(await ended(child)).toBe(1)
  expect(said()).toContain(`Port ${port} is taken by another program.`)
  taken.close()
}, 120_000)
