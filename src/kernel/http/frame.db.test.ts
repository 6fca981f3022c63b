import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { route } from '../contract.ts'
import type { Domain } from '../domain.ts'
import { refuse } from '../errors.ts'
import type { Person } from '../policy.ts'
import { testApp, testServer } from '../testing/index.ts'
import { handle } from './handle.ts'

const app = await testApp()
await app.db.pool.query('create table counter (id int primary key, n int not null); insert into counter values (1, 0)')

const read = route({
  name: 'x.read',
  method: 'GET',
  path: '/api/x/:id',
  access: 'public',
  summary: 'x',
  params: z.strictObject({ id: z.coerce.number() }),
  reply: z.object({ id: z.number() }),
})
const bump = route({
  name: 'x.bump',
  method: 'POST',
  path: '/api/x',
  access: 'signed-in',
  summary: 'x',
  body: z.strictObject({ by: z.number(), fail: z.boolean().optional() }),
  reply: z.object({ n: z.number() }),
  creates: true,
  refusals: ['x.no'],
})
const boom = route({ name: 'x.boom', method: 'POST', path: '/api/boom', access: 'platform', summary: 'x' })

const domain: Domain = {
  name: 'x',
  refusals: { 'x.no': 409 },
  routes: [
    handle(read, async ({ params }) => ({ id: params.id, secret: 1 })),
    handle(bump, ({ transact, body }) =>
      transact(async tx => {
        const row = await sql<{ n: number }>`update counter set n = n + ${body.by} returning n`.execute(tx)
        if (body.fail) throw refuse('x.no', { big: 12n }, [{ path: 'by', code: 'wrong' }])
        return { n: row.rows[0]?.n ?? -1 }
      }),
    ),
    handle(boom, async () => {
      throw new Error('secret detail')
    }),
  ],
}
const { send, server } = await testServer(app, [domain])
const person = (id: string, platformRoles: string[] = []): Person => ({
  kind: 'person',
  id,
  sessionId: id,
  email: 'a@example.org',
  emailVerified: true,
  name: 'A',
  locale: 'en',
  zone: 'UTC',
  platformRoles,
  staff: [],
})
const ann = person('0192f0c0-0000-7000-8000-000000000001')

describe('the HTTP frame', () => {
  it('sends only what the reply names', async () => {
    expect((await send(read, { params: { id: '7' } })).body).toEqual({ id: 7 })
  })

  it('says where an input is wrong', async () => {
    const answer = await send(read, { params: { id: 'seven' } })
    expect(answer.status).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).toMatchObject({ code: 'kernel.invalid-input', errors: [{ path: 'id' }] })
  })

  it('asks visitors to sign in and keeps others out of the platform', async () => {
    expect((await send(bump, { body: { by: 1 } })).body.code).toBe('kernel.sign-in-required')
    expect((await send(boom, { as: ann })).body.code).toBe('kernel.not-allowed')
  })

  it('hides the detail of a defect', async () => {
    const answer = await send(boom, { as: person(ann.id, ['operator']) })
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.body)).not.toContain('secret detail')
    expect(answer.body.requestId).toBe(answer.headers['x-request-id'])
  })

  it('runs a creating request once however often and however parallel it is sent', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(bump, { as: ann, body: { by: 1 }, key: 'same-key-1' })),
    )
    expect(new Set(answers.map(answer => answer.body.n))).toEqual(new Set([1]))
    expect((await send(bump, { as: ann, body: { by: 2 }, key: 'same-key-1' })).body.code).toBe(
      'kernel.idempotency-key-reused',
    )
    const other = person('0192f0c0-0000-7000-8000-000000000002')
    expect((await send(bump, { as: other, body: { by: 1 }, key: 'same-key-1' })).body.n).toBe(2)
  })

  it('rolls a refusal back and stores nothing for its key', async () => {
    const refused = await send(bump, { as: ann, body: { by: 5, fail: true }, key: 'key-refused' })
    expect(refused.body).toMatchObject({ code: 'x.no', params: { big: '12' }, errors: [{ path: 'by', code: 'wrong' }] })
    expect(refused.status).toBe(409)
    expect((await send(bump, { as: ann, body: { by: 5 }, key: 'key-refused' })).body.n).toBe(7)
  })

  it('needs a key to create and refuses writes that began on another site', async () => {
    expect((await server.inject({ method: 'POST', url: '/api/x', payload: { by: 1 } })).json().code).toBe(
      'kernel.sign-in-required',
    )
    const foreign = await send(bump, { as: ann, body: { by: 1 }, headers: { origin: 'https://evil.example' } })
    expect(foreign.body.code).toBe('kernel.foreign-origin')
    const cross = await send(bump, { as: ann, body: { by: 1 }, headers: { 'sec-fetch-site': 'cross-site' } })
    expect(cross.body.code).toBe('kernel.foreign-origin')
  })
})
