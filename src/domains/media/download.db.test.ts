import { expect, test } from 'vitest'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { aPerson } from '../accounts/testing.ts'
import { claimFiles } from './claim-files.ts'
import * as contract from './contract.ts'
import { mediaDomain } from './index.ts'
import { aFile, mediaPorts, sampleOf } from './testing.ts'

const app = await testApp()
const owner = await aPerson(app.db.kysely)
const judge = await aPerson(app.db.kysely)
mediaPorts({ guards: { work: async actor => actor.kind === 'person' && actor.id === judge.id } })
const { send } = await testServer(app, [mediaDomain])
const get = (fileId: string, input: Parameters<typeof send>[1] = {}) =>
  send(contract.downloadFile, { params: { fileId }, as: owner, ...input })

test('its owner reads it, whom its purpose lets reads it, to all others it does not exist', async () => {
  const fileId = await aFile(app, { ownerId: owner.id, personal: true })
  expect((await get(fileId)).status).toBe(200)
  expect((await get(fileId, { as: judge })).status).toBe(200)
  expect((await get(fileId, { as: await aPerson(app.db.kysely) })).status).toBe(404)
  expect((await send(contract.downloadFile, { params: { fileId } })).status).toBe(404)
  const unguarded = await aFile(app, { ownerId: owner.id, purpose: 'draft' })
  expect((await get(unguarded, { as: judge })).status).toBe(404)
})

test('pictures and PDFs are shown without running anything; everything else is downloaded', async () => {
  const shown = await get(await aFile(app, { ownerId: owner.id, type: 'png', name: '图.png' }))
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': `inline; filename="_.png"; filename*=UTF-8''%E5%9B%BE.png`,
    'x-content-type-options': 'nosniff',
  })
  expect(shown.headers['content-security-policy']).toContain('sandbox')
  const pdf = await get(await aFile(app, { ownerId: owner.id, type: 'pdf' }))
  expect(pdf.headers['content-disposition']).toMatch(/^inline/)
  const text = await get(await aFile(app, { ownerId: owner.id, type: 'txt' }))
  expect(text.headers['content-disposition']).toMatch(/^attachment/)
  const asked = await get(await aFile(app, { ownerId: owner.id, type: 'png' }), { query: { download: '1' } })
  expect(asked.headers['content-disposition']).toMatch(/^attachment/)
})

test('ranges are served from plain and from encrypted files', async () => {
  for (const personal of [false, true]) {
    const bytes = Buffer.concat([sampleOf('pdf'), Buffer.alloc(200_000, 'abcdefgh')])
    const fileId = await aFile(app, { ownerId: owner.id, bytes, personal })
    const part = await get(fileId, { headers: { range: 'bytes=65530-131080' } })
    expect(part.status).toBe(206)
    expect(part.headers).toMatchObject({
      'content-range': `bytes 65530-131080/${bytes.length}`,
      'content-length': '65551',
    })
    expect(part.body).toBe(bytes.subarray(65_530, 131_081).toString())
    const beyond = await get(fileId, { headers: { range: `bytes=${bytes.length}-` } })
    expect([beyond.status, beyond.body.code]).toEqual([416, 'media.range-unsatisfiable'])
  }
})

test('brand pictures are cached for ever, personal files never, others are asked about again', async () => {
  const cache = async (given: object) => {
    const fileId = await aFile(app, { ownerId: owner.id, ...given })
    const first = await get(fileId)
    const again = await get(fileId, { headers: { 'if-none-match': String(first.headers['etag']) } })
    return [first.headers['cache-control'], again.status]
  }
  expect(await cache({ public: true })).toEqual(['public, max-age=31536000, immutable', 304])
  expect(await cache({})).toEqual(['private, no-cache', 304])
  expect(await cache({ personal: true })).toEqual(['private, no-store', 200])
})

test('a public picture is read without an account', async () => {
  const fileId = await aFile(app, { ownerId: owner.id, type: 'png', public: true })
  expect((await send(contract.downloadFile, { params: { fileId } })).status).toBe(200)
})

test('files are claimed once, by their owner, for their purpose', async () => {
  const claim = (fileId: string, given: object = {}) =>
    app.db
      .transaction(tx =>
        claimFiles(tx, { fileIds: [fileId], ownerId: owner.id, purpose: 'work', subjectId: owner.id, ...given }),
      )
      .then(
        files => files.length,
        (error: unknown) => (error instanceof Error ? error.message : error),
      )
  const fileId = await aFile(app, { ownerId: owner.id })
  expect(await claim(fileId)).toBe(1)
  expect(await claim(fileId)).toBe(1)
  expect(await claim(fileId, { subjectId: judge.id })).toBe('media.file-unusable')
  expect(await claim(await aFile(app, { ownerId: judge.id }))).toBe('media.file-unusable')
  expect(await claim(await aFile(app, { ownerId: owner.id, purpose: 'logo' }))).toBe('media.file-unusable')
})
