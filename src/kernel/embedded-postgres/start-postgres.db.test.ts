import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { runs } from './process-life.ts'
import { startPostgres } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), `palestra-test-${process.pid}-launcher-`))
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const root = process.getuid?.() === 0
const here = fileURLToPath(new URL('./index.ts', import.meta.url))

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const reply = await client.query(sql)
    return reply.rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A second program on the same data directory; `output` grows as it speaks. */
function launcher(dataDir: string): { child: ChildProcess; ready: Promise<{ pid: number; adopted: boolean }> } {
  const program = `
    import { startPostgres } from ${JSON.stringify(here)}
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} })
    process.on('SIGTERM', () => server.stop().then(() => process.exit(0)))
    setInterval(() => undefined, 1000)
    console.log(JSON.stringify({ pid: server.pid(), adopted: server.adopted }))`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = new Promise<{ pid: number; adopted: boolean }>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(JSON.parse(chunk.toString())))
    child.once('exit', code => reject(new Error(`launcher ended with ${code}`)))
  })
  return { child, ready }
}

const gone = (child: ChildProcess) =>
  new Promise<void>(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

test('a server that is killed comes back on the same port with every acknowledged row', async () => {
  const server = await startPostgres({ dataDir: join(folder, 'killed') })
  await ask(server.url, 'create table kept (n int)')
  await ask(server.url, 'insert into kept select generate_series(1, 1000)')
  const before = server.pid()
  process.kill(before, 'SIGKILL')
  await expect.poll(() => server.pid(), { timeout: 10_000 }).not.toBe(before)
  expect(await ask(server.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
  expect(await ask(server.socketUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  expect(runs(server.pid())).toBe(false)
})

test('after the launcher is killed the next start joins the server it left', async () => {
  const dataDir = join(folder, 'left behind')
  const first = launcher(dataDir)
  const { pid } = await first.ready
  first.ready.catch(() => undefined)
  first.child.kill('SIGKILL')
  await gone(first.child)
  const server = await startPostgres({ dataDir })
  expect(server).toMatchObject({ adopted: true })
  expect(server.pid()).toBe(pid)
  await server.stop()
  expect(runs(pid)).toBe(false)
})

test('after launcher and server are both killed the next start recovers', async () => {
  const dataDir = join(folder, 'both')
  const first = launcher(dataDir)
  const { pid } = await first.ready
  process.kill(first.child.pid ?? 0, 'SIGKILL')
  process.kill(pid, 'SIGKILL')
  const server = await startPostgres({ dataDir })
  expect(server.adopted).toBe(false)
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
})

test('two programs share one server, and the last to leave stops it', async () => {
  const dataDir = join(folder, 'shared')
  const [one, two] = [launcher(dataDir), launcher(dataDir)]
  const [a, b] = await Promise.all([one.ready, two.ready])
  expect(a.pid).toBe(b.pid)
  expect(a.adopted).not.toBe(b.adopted)
  const starter = a.adopted ? two : one
  const joiner = a.adopted ? one : two
  starter.child.kill('SIGTERM')
  await gone(starter.child)
  expect(runs(a.pid)).toBe(true)
  joiner.child.kill('SIGTERM')
  await gone(joiner.child)
  expect(runs(a.pid)).toBe(false)
})

test('a data directory of another major version is refused untouched, with a sentence', async () => {
  const dataDir = join(folder, 'old')
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'PG_VERSION'), '16\n')
  await expect(startPostgres({ dataDir })).rejects.toMatchObject({
    code: 'other-version',
    message: expect.stringMatching(
      /belongs to PostgreSQL 16; this Palestra comes with PostgreSQL 18 and will not touch it/,
    ),
  })
  expect(readdirSync(dataDir)).toEqual(['PG_VERSION'])
})

test('a folder with other files in it is refused untouched', async () => {
  const dataDir = join(folder, 'photos')
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'cat.jpg'), 'cat')
  await expect(startPostgres({ dataDir })).rejects.toMatchObject({ code: 'not-a-data-directory' })
  expect(readdirSync(dataDir)).toEqual(['cat.jpg'])
})

test('a left-over postmaster.pid that names a living stranger does not stop the start', async () => {
  const dataDir = join(folder, 'stale')
  const server = await startPostgres({ dataDir })
  const { port } = server
  await server.stop()
  writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n${port}\n\n127.0.0.1\n1 1\nready\n`)
  const again = await startPostgres({ dataDir })
  expect(again.adopted).toBe(false)
  expect(again.port).toBe(port)
  await again.stop()
})

test('a port that was taken meanwhile is exchanged for a free one', async () => {
  const one = await startPostgres({ dataDir: join(folder, 'first') })
  const wanted = join(folder, 'second')
  const two = await startPostgres({ dataDir: wanted })
  await two.stop()
  const path = join(wanted, 'palestra.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"port":\d+/, `"port":${one.port}`))
  const again = await startPostgres({ dataDir: wanted })
  expect(again.port).not.toBe(one.port)
  await expect(startPostgres({ dataDir: join(folder, 'third'), port: one.port })).rejects.toMatchObject({
    code: 'port-taken',
  })
  await Promise.all([one.stop(), again.stop()])
})

test.skipIf(!root)('as root the server runs as somebody else, even below a folder only root may enter', async () => {
  const home = join(folder, 'private home')
  mkdirSync(home, { mode: 0o700 })
  const dataDir = join(home, 'data of mine', 'postgres')
  const server = await startPostgres({ dataDir })
  expect(statSync(`/proc/${server.pid()}`).uid).not.toBe(0)
  expect(statSync(dataDir).uid).not.toBe(0)
  expect(await ask(server.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
  expect(await ask(server.socketUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  // Relations, temporary files and a checkpoint all go through the path the server was given.
  await ask(server.url, 'create table t as select generate_series(1, 50000) n; checkpoint')
  await server.stop()
  const again = await startPostgres({ dataDir })
  expect(await ask(again.url, 'select count(*)::int as n from t')).toEqual([{ n: 50_000 }])
  await again.stop()
})

test('only the password kept in the data directory opens the server', async () => {
  const server = await startPostgres({ dataDir: join(folder, 'locked') })
  const stranger = server.url.replace(/:[^:@]+@/, ':guess@')
  await expect(ask(stranger, 'select 1')).rejects.toThrow(/password authentication failed/)
  expect(statSync(join(folder, 'locked', 'palestra.json')).mode & 0o077).toBe(0)
  await server.stop()
})
