import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../kernel/testing/index.ts'
import { aPerson } from '../accounts/testing.ts'
import { sampleOf } from './testing.ts'

const { db, url } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'palestra-crash-'))
const s3 = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'palestra', configs: [] }],
})
let s3Port = 0
beforeAll(async () => {
  s3Port = (await s3.run()).port
})
const running: ChildProcess[] = []
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  void s3.close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(personId: string, env: Record<string, string>): Promise<{ child: ChildProcess; port: number }> {
  const program = fileURLToPath(new URL('testing/upload-server.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      PERSON_ID: personId,
      DATA_DIR: folder,
      RATE_PER_MINUTE: '100000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  const port = await new Promise<number>(resolve => {
    child.stdout?.on('data', (said: Buffer) => {
      const found = /port (\d+)/.exec(said.toString())?.[1]
      if (found) resolve(Number(found))
    })
  })
  return { child, port }
}

const headers = { 'tus-resumable': '1.0.0', cookie: 'palestra=anybody' }
const b64 = (text: string): string => Buffer.from(text).toString('base64')

describe.each([
  ['on one disk', (): Record<string, string> => ({})],
  [
    'in a shared store',
    () => ({
      STORAGE: 's3',
      S3_ENDPOINT: `http://127.0.0.1:${s3Port}`,
      S3_BUCKET: 'palestra',
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    }),
  ],
])('an upload %s', (_, env) => {
  test('survives kill -9: another process goes on from the last acknowledged byte', async () => {
    const person = await aPerson(db.kysely)
    const bytes = Buffer.concat([sampleOf('pdf'), randomBytes(14_000_000)])
    const first = await start(person.id, env())
    const address = (port: number, path: string): string => `http://127.0.0.1:${port}${path}`
    const made = await fetch(address(first.port, '/api/uploads'), {
      method: 'POST',
      headers: {
        ...headers,
        'upload-length': String(bytes.length),
        'upload-metadata': `filename ${b64('a.pdf')},purpose ${b64('work')}`,
      },
    })
    const path = made.headers.get('location') ?? ''

    const sending = request(address(first.port, path), {
      method: 'PATCH',
      headers: {
        ...headers,
        'upload-offset': '0',
        'content-length': bytes.length,
        'content-type': 'application/offset+octet-stream',
      },
    })
    sending.on('error', () => undefined)
    sending.write(bytes.subarray(0, 10_000_000))
    const acknowledged = async (port: number): Promise<number> =>
      Number((await fetch(address(port, path), { method: 'HEAD', headers })).headers.get('upload-offset'))
    for (let i = 0; i < 100 && (await acknowledged(first.port)) < 8_000_000; i++) await sleep(50)
    const before = await acknowledged(first.port)
    expect(before).toBeGreaterThan(8_000_000)
    first.child.kill('SIGKILL')

    const second = await start(person.id, env())
    expect(await acknowledged(second.port)).toBe(before)
    const rest = await fetch(address(second.port, path), {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': String(before), 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(bytes.subarray(before)),
    })
    expect(rest.status).toBe(204)
    const state = await fetch(address(second.port, `${path}/state`), { headers })
    expect(await state.json()).toMatchObject({
      state: 'ready',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    const back = await fetch(address(second.port, path.replace('uploads', 'files')), { headers })
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true)
    second.child.kill('SIGTERM')
  }, 60_000)
})
