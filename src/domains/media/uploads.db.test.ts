import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo } from 'node:net'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refuse } from '../../kernel/errors.ts'
import type { Person } from '../../kernel/policy.ts'
import { createStorage } from '../../kernel/storage/index.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { aPerson } from '../accounts/testing.ts'
import * as contract from './contract.ts'
import { mediaDomain } from './index.ts'
import { expireUploads, removeBytes, removeUnclaimed } from './jobs.ts'
import { mediaPorts, sampleOf } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'palestra-uploads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const app = await testApp({
  storage: createStorage({
    storage: 'local',
    dataDir: folder,
    s3: { endpoint: undefined, region: '', bucket: undefined, accessKeyId: undefined, secretAccessKey: undefined },
  }),
})
mediaPorts({
  rules: {
    work: async person => {
      if (person.name === 'Nobody') throw refuse('kernel.not-allowed')
      return {
        maxBytes: 30_000_000,
        types: ['pdf', 'docx', 'csv', 'png'],
        personal: person.name !== 'Open',
        public: false,
        organisationId: null,
      }
    },
  },
})
const { server, send } = await testServer(app, [mediaDomain])
const person = await aPerson(app.db.kysely)
const port = await new Promise<number>((resolve, reject) => {
  server
    .listen({ port: 0, host: '127.0.0.1' })
    .then(() => resolve((server.server.address() as AddressInfo).port), reject)
})

/** A cookie the test server knows as this person: made by sending any request as them. */
async function cookieOf(as: Person): Promise<string> {
  let cookie = ''
  const inject = server.inject.bind(server)
  server.inject = ((options: { cookies?: { palestra?: string } }) => {
    cookie = `palestra=${options.cookies?.palestra ?? ''}`
    return inject(options as never)
  }) as never
  await send(contract.readUpload, { as, params: { fileId: '00000000-0000-7000-8000-000000000000' } })
  server.inject = inject as never
  return cookie
}
let cookie = ''
beforeAll(async () => {
  cookie = await cookieOf(person)
})

const tus = { 'tus-resumable': '1.0.0' }
const b64 = (text: string): string => Buffer.from(text).toString('base64')
const meta = (name: string, purpose = 'work'): string => `filename ${b64(name)},purpose ${b64(purpose)}`

function call(method: string, path: string, headers: Record<string, string | number>, body?: Buffer, as = cookie) {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { ...tus, cookie: as, ...Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])) },
    ...(body ? { body: new Uint8Array(body) } : {}),
  })
}

async function begin(name: string, length: number, as = cookie): Promise<string> {
  const made = await call(
    'POST',
    '/api/uploads',
    { 'upload-length': length, 'upload-metadata': meta(name) },
    undefined,
    as,
  )
  expect(made.status).toBe(201)
  return made.headers.get('location') ?? ''
}
const patch = (path: string, offset: number, body: Buffer, as = cookie) =>
  call('PATCH', path, { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' }, body, as)
const idOf = (path: string): string => path.split('/').at(-1) ?? ''
const state = async (path: string) =>
  (await send(contract.readUpload, { as: person, params: { fileId: idOf(path) } })).body

function pdf(size: number): Buffer {
  return Buffer.concat([sampleOf('pdf'), randomBytes(size)])
}

describe('an upload', () => {
  test('sent in one go is ready, with the SHA-256 the server computed', async () => {
    const bytes = pdf(9_000_000)
    const path = await begin('作品.pdf', bytes.length)
    expect((await state(path)).state).toBe('uploading')
    const answer = await patch(path, 0, bytes)
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(bytes.length)])
    expect(await state(path)).toMatchObject({
      state: 'ready',
      name: '作品.pdf',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    const back = await call('GET', `/api/files/${idOf(path)}`, {})
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('goes on where a broken connection left it', async () => {
    const bytes = pdf(6_000_000)
    const path = await begin('a.pdf', bytes.length)
    await new Promise<void>(resolve => {
      const headers = {
        ...tus,
        cookie,
        'upload-offset': 0,
        'content-length': bytes.length,
        'content-type': 'application/offset+octet-stream',
      }
      const broken = httpRequest({ port, host: '127.0.0.1', method: 'PATCH', path, headers })
      broken.on('error', () => resolve())
      broken.on('close', () => resolve())
      broken.write(bytes.subarray(0, 5_000_000), () => setTimeout(() => broken.destroy(), 150))
    })
    let offset = 0
    for (let i = 0; i < 40 && offset < 5_000_000; i++) {
      await new Promise(resolve => setTimeout(resolve, 50))
      offset = Number((await call('HEAD', path, {})).headers.get('upload-offset'))
    }
    expect(offset).toBe(5_000_000)
    expect((await state(path)).state).toBe('uploading')
    expect((await patch(path, offset, bytes.subarray(offset))).status).toBe(204)
    expect((await state(path)).sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('whose end was stored but never judged is finished by the next question', async () => {
    const bytes = pdf(1000)
    const path = await begin('b.pdf', bytes.length)
    await patch(path, 0, bytes.subarray(0, 500))
    // As a crash between the last stored byte and the end leaves it.
    const { appendPart, uploadOf } = await import('./upload-parts.ts')
    const upload = await uploadOf(app.db.kysely, person.id, idOf(path))
    if (!upload) throw new Error('no upload')
    await appendPart(app, upload, 500, bytes.subarray(500))
    expect((await state(path)).state).toBe('uploading')
    expect((await call('HEAD', path, {})).headers.get('upload-offset')).toBe(String(bytes.length))
    expect((await state(path)).state).toBe('ready')
  })

  test('is not visible to anyone before it is complete', async () => {
    const bytes = pdf(1000)
    const path = await begin('half.pdf', bytes.length)
    await patch(path, 0, bytes.subarray(0, 600))
    expect((await call('GET', `/api/files/${idOf(path)}`, {})).status).toBe(404)
  })

  test('of two windows at one place only one goes through', async () => {
    const bytes = pdf(2000)
    const path = await begin('two.pdf', bytes.length)
    const answers = await Promise.all([patch(path, 0, bytes), patch(path, 0, bytes)])
    expect(answers.map(one => one.status).sort((a, b) => a - b)).toEqual([204, 409])
    expect((await state(path)).state).toBe('ready')
  })

  test('of a personal purpose lies encrypted at rest, on the way too', async () => {
    const secret = Buffer.from('%PDF-1.4 identity card of 阿卜杜外力')
    const path = await begin('id.pdf', secret.length + 10)
    await patch(path, 0, secret)
    const everything = () =>
      Buffer.concat(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => readFileSync(join(entry.parentPath, entry.name))),
      )
    expect(everything().includes('identity card')).toBe(false)
    await patch(path, secret.length, Buffer.alloc(10, 'x'))
    expect((await state(path)).state).toBe('ready')
    expect(everything().includes('identity card')).toBe(false)
    const back = await call('GET', `/api/files/${idOf(path)}`, { range: 'bytes=9-21' })
    expect([back.status, await back.text()]).toEqual([206, 'identity card'])
  })

  test('can be cancelled, and then is gone', async () => {
    const path = await begin('c.pdf', 100)
    expect((await call('DELETE', path, {})).status).toBe(204)
    expect((await call('HEAD', path, {})).status).toBe(410)
    expect((await state(path)).state).toBe('removed')
  })
})

describe('refused', () => {
  const code = async (answer: Promise<Response>): Promise<unknown> => {
    const { status, body } = await answer.then(async one => ({
      status: one.status,
      body: (await one.json()) as { code: string },
    }))
    return `${status} ${body.code}`
  }
  const create = (headers: Record<string, string | number>, as = cookie) =>
    code(
      call(
        'POST',
        '/api/uploads',
        { 'upload-length': 10, 'upload-metadata': meta('a.pdf'), ...headers },
        undefined,
        as,
      ),
    )

  test('before a byte is sent: purpose, name, type, size, person, protocol', async () => {
    const nobody = await cookieOf(await aPerson(app.db.kysely, { name: 'Nobody' }))
    expect([
      await create({ 'upload-metadata': meta('a.pdf', 'virus') }),
      await create({ 'upload-metadata': `purpose ${b64('work')}` }),
      await create({ 'upload-metadata': meta('a.exe') }),
      await create({ 'upload-metadata': meta('a.zip') }),
      await create({ 'upload-length': 30_000_001 }),
      await create({ 'upload-length': 0 }),
      await create({ 'upload-length': 'many' }),
      await create({}, nobody),
      await create({}, ''),
      await create({ 'tus-resumable': '0.2.0' }),
    ]).toEqual([
      '422 media.purpose-unknown',
      '422 media.name-missing',
      '415 media.type-not-allowed',
      '415 media.type-not-allowed',
      '413 media.too-large',
      '422 media.empty',
      '400 media.protocol',
      '403 kernel.not-allowed',
      '401 kernel.sign-in-required',
      '412 media.protocol-version',
    ])
  })

  test('content that is not what the name says, and nothing of it is kept', async () => {
    const bytes = Buffer.from('<html><script>alert(1)</script></html>')
    const path = await begin('picture.png', bytes.length)
    expect(await code(patch(path, 0, bytes))).toBe('415 media.content-is-not-type')
    expect((await state(path)).state).toBe('removed')
    const left = await sql`select 1 from upload_part where file_id = ${idOf(path)}`.execute(app.db.kysely)
    expect(left.rows).toEqual([])
  })

  test('more than was announced, and the wrong place', async () => {
    const path = await begin('a.pdf', 100)
    expect(await code(patch(path, 0, Buffer.alloc(101)))).toBe('413 media.too-large')
    expect(await code(patch(path, 50, Buffer.alloc(10)))).toBe('409 media.offset-conflict')
  })

  test('another person’s upload does not exist', async () => {
    const path = await begin('a.pdf', 100)
    const stranger = await cookieOf(await aPerson(app.db.kysely))
    for (const answer of [
      await call('HEAD', path, {}, undefined, stranger),
      await patch(path, 0, Buffer.alloc(10), stranger),
      await call('DELETE', path, {}, undefined, stranger),
    ])
      expect(answer.status).toBe(404)
  })

  test('more than thirty at a time', async () => {
    const busy = await cookieOf(await aPerson(app.db.kysely))
    for (let i = 0; i < 30; i++) await begin(`${i}.pdf`, 10, busy)
    expect(await create({}, busy)).toBe('429 media.too-many-uploads')
  })
})

describe('in time', () => {
  test('half uploads end after a day without a byte, files nobody used after a week, their bytes an hour later', async () => {
    const half = await begin('half.pdf', 100)
    await patch(half, 0, Buffer.alloc(10))
    const bytes = pdf(10)
    const whole = await begin('whole.pdf', bytes.length)
    await patch(whole, 0, bytes)
    app.clock.advance(23 * 3_600_000)
    expect((await call('HEAD', half, {})).status).toBe(200)
    app.clock.advance(3_600_000)
    expect((await call('HEAD', half, {})).status).toBe(410)
    expect(await expireUploads(app)).toBeGreaterThan(0)
    expect((await state(half)).state).toBe('removed')
    expect(await removeUnclaimed(app)).toBe(0)
    app.clock.advance(6 * 86_400_000 + 1)
    expect(await removeUnclaimed(app)).toBeGreaterThan(0)
    expect((await state(whole)).state).toBe('removed')
    app.clock.advance(3_600_001)
    await removeBytes(app)
    expect(await app.storage.size(`files/${idOf(whole)}`)).toBeNull()
  })
})
