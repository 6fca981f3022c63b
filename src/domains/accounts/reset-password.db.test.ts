import { expect, test } from 'vitest'
import { changePassword, requestPasswordReset, resetPassword, signIn } from './contract.ts'
import { sendResetJob } from './reset-password.ts'
import { aPerson, accountsSite, lastMail, signIn as openFor, testPassword } from './testing.ts'

const { app, server, send } = await accountsSite()

/** What the worker would do with everything that is enqueued. */
async function runResetJobs() {
  const jobs = await app.db.pool.query<{ id: string; payload: unknown }>(
    `select j.id, j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'accounts.send-reset'`,
  )
  for (const job of jobs.rows) await sendResetJob.run(job.payload, app)
  await app.db.pool.query('delete from graphile_worker._private_jobs')
}

async function linkFor(email: string) {
  await send(requestPasswordReset, { body: { email } })
  await runResetJobs()
  const mail = await lastMail(app, email)
  return { mail, token: /token=([\w-]{43})/.exec(mail.body_text)?.[1] ?? '' }
}

test('the link of the mail sets a new password once, and signs every device out', async () => {
  const person = await aPerson(app.db.kysely, { email: 'forgot@x.example', password: true })
  const cookie = await openFor(app.db, person, app.clock.now())
  const { token, mail } = await linkFor('forgot@x.example')
  expect(mail.body_text).toContain('http://localhost:3000/en/reset?token=')
  expect((await send(resetPassword, { body: { token, password: 'quite another one' } })).status).toBe(200)
  expect((await server.inject({ url: '/api/me', headers: { cookie } })).json().person).toBeNull()
  expect((await send(signIn, { body: { email: 'forgot@x.example', password: testPassword } })).status).toBe(401)
  expect((await send(signIn, { body: { email: 'forgot@x.example', password: 'quite another one' } })).status).toBe(200)
  const again = await send(resetPassword, { body: { token, password: 'and one more time' } })
  expect(again).toMatchObject({ status: 410, body: { code: 'accounts.link-ended' } })
  expect((await lastMail(app, 'forgot@x.example')).template).toBe('accounts.password-changed')
})

test('an unknown address gets the same answer, writes the same rows, and no mail', async () => {
  await aPerson(app.db.kysely, { email: 'has@x.example' })
  const known = await send(requestPasswordReset, { body: { email: 'has@x.example' } })
  const unknown = await send(requestPasswordReset, { body: { email: 'not@x.example' } })
  expect({ ...known.body, email: '' }).toEqual({ ...unknown.body, email: '' })
  expect(known.status).toBe(unknown.status)
  await runResetJobs()
  const mails = await app.db.kysely
    .selectFrom('outgoing_mail')
    .select('to_address')
    .where('to_address', '=', 'not@x.example')
    .execute()
  expect(mails).toEqual([])
  const limits = await Promise.all(
    ['has@x.example', 'not@x.example'].map(async email => {
      const statuses = []
      for (let i = 0; i < 5; i++) statuses.push((await send(requestPasswordReset, { body: { email } })).status)
      return statuses
    }),
  )
  expect(limits).toEqual([
    [200, 200, 200, 200, 429],
    [200, 200, 200, 200, 429],
  ])
})

test('a link ends after half an hour', async () => {
  await aPerson(app.db.kysely, { email: 'slow@x.example', password: true })
  const { token } = await linkFor('slow@x.example')
  app.clock.advance(30 * 60_000)
  expect((await send(resetPassword, { body: { token, password: 'quite another one' } })).status).toBe(410)
})

test('one link used eight times at once sets one password', async () => {
  await aPerson(app.db.kysely, { email: 'racer@x.example', password: true })
  const { token } = await linkFor('racer@x.example')
  const replies = await Promise.all(
    Array.from({ length: 8 }, (_, i) => send(resetPassword, { body: { token, password: `password of racer ${i}` } })),
  )
  expect(replies.filter(reply => reply.status === 200)).toHaveLength(1)
})

test('changing the password needs the present one, ends other sessions and keeps this one', async () => {
  const person = await aPerson(app.db.kysely, { email: 'change@x.example', password: true, at: app.clock.now() })
  const here = await openFor(app.db, person, app.clock.now())
  const there = await openFor(app.db, person, app.clock.now())
  const change = (body: object) =>
    server.inject({ method: 'PUT', url: changePassword.path, headers: { cookie: here }, payload: body })
  const wrong = await change({ current: 'not the one', password: 'quite another one' })
  expect(wrong.statusCode).toBe(403)
  expect(wrong.json().errors[0]).toMatchObject({ path: 'current', code: 'accounts.password-wrong' })
  expect((await change({ current: testPassword, password: 'short' })).json().code).toBe('accounts.password-weak')
  const done = await change({ current: testPassword, password: 'quite another one' })
  expect(done.json()).toEqual({ endedSessions: 1 })
  const who = async (cookie: string) => (await server.inject({ url: '/api/me', headers: { cookie } })).json().person
  expect(await who(here)).toMatchObject({ id: person.id })
  expect(await who(there)).toBeNull()
})
