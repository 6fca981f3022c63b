import { expect, test } from 'vitest'
import { testApp } from '../../kernel/testing/index.ts'
import { authenticator, endSessions } from './sessions.ts'
import { staffOf } from './ports.ts'
import { aPerson, signIn } from './testing.ts'

const app = await testApp()
const authenticate = authenticator(app)
const organisationId = '01920000-0000-7000-8000-000000000001'
staffOf.provide(async (_, ids) => new Map(ids.map(id => [id, [{ organisationId, roles: ['owner'] }]])))

async function signedIn() {
  const person = await aPerson(app.db.kysely, { at: app.clock.now() })
  const token = (await signIn(app.db, person, app.clock.now())).slice('palestra='.length)
  return { person, token }
}

test('a token is its person, with their language, zone and staff roles', async () => {
  const { person, token } = await signedIn()
  expect(await authenticate(token)).toMatchObject({
    kind: 'person',
    id: person.id,
    email: person.email,
    locale: 'en',
    zone: 'Asia/Shanghai',
    emailVerified: true,
    staff: [{ organisationId, roles: ['owner'] }],
  })
})

test('a hundred requests of one turn are one read of sessions', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, signedIn))
  let reads = 0
  const query = app.db.pool.connect.bind(app.db.pool)
  app.db.pool.connect = ((...args: []) => {
    reads += 1
    return query(...args)
  }) as typeof app.db.pool.connect
  const actors = await Promise.all(all.flatMap(one => Array.from({ length: 5 }, () => authenticate(one.token))))
  app.db.pool.connect = query
  expect(new Set(actors.map(actor => (actor.kind === 'person' ? actor.id : ''))).size).toBe(20)
  expect(reads).toBe(1)
})

test('an ended session is refused at the very next request', async () => {
  const { person, token } = await signedIn()
  await app.db.transaction(tx =>
    endSessions(tx, { personId: person.id, reason: 'ended-by-owner', at: app.clock.now() }),
  )
  expect(await authenticate(token)).toEqual({ kind: 'visitor' })
})

test('a stranger’s token, an altered one and an empty one are visitors', async () => {
  const { token } = await signedIn()
  for (const wrong of ['', 'x', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, 'A'.repeat(43)])
    expect(await authenticate(wrong)).toEqual({ kind: 'visitor' })
})

test('a session is marked as seen at most each five minutes, and ends after thirty days without use', async () => {
  const { person, token } = await signedIn()
  const session = () =>
    app.db.kysely.selectFrom('session').selectAll().where('person_id', '=', person.id).executeTakeFirstOrThrow()
  const began = (await session()).seen_at
  app.clock.advance(4 * 60_000)
  await authenticate(token)
  await new Promise(resolve => setTimeout(resolve, 100))
  expect((await session()).seen_at).toEqual(began)
  app.clock.advance(60_000)
  await authenticate(token)
  await expect.poll(async () => (await session()).seen_at.getTime()).toBe(app.clock.now().getTime())
  expect((await session()).expires_at.getTime() - app.clock.now().getTime()).toBe(30 * 86_400_000)
  app.clock.advance(30 * 86_400_000)
  expect(await authenticate(token)).toEqual({ kind: 'visitor' })
})
