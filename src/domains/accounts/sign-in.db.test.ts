import { expect, test } from 'vitest'
import { getMe, getSecurity, endOtherSessions, endSession, signIn, signOut } from './contract.ts'
import { aPerson, accountsSite, cookieOf, lastMail, testPassword } from './testing.ts'

const { app, server, send } = await accountsSite()
const chromeOnAndroid =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36'

const signInAs = (email: string, password: string, headers: Record<string, string> = {}) =>
  send(signIn, { body: { email, password }, headers })
const whoIs = async (cookie: string) => (await server.inject({ url: getMe.path, headers: { cookie } })).json().person
const someone = (more: object = {}) => aPerson(app.db.kysely, { password: true, at: app.clock.now(), ...more })

test('address and password open a session, however the address is written', async () => {
  await someone({ email: 'siyuan@jianglan.example', name: 'Siyuan' })
  const reply = await signInAs('  Siyuan@Jianglan.EXAMPLE', testPassword)
  expect(reply).toMatchObject({ status: 200, body: { state: 'signed-in', person: { name: 'Siyuan' } } })
  expect(await whoIs(cookieOf(reply))).toMatchObject({ email: 'siyuan@jianglan.example' })
})

test('a wrong password and an unknown address are refused alike, five times, then both wait ten minutes', async () => {
  await someone({ email: 'alike@x.example' })
  const seen: unknown[][] = []
  for (const email of ['alike@x.example', 'nobody@x.example']) {
    const answers: unknown[] = []
    for (let i = 0; i < 7; i++) {
      const { status, body } = await signInAs(email, 'not the password')
      const { requestId: _, ...rest } = body
      answers.push({ status, ...rest })
    }
    seen.push(answers)
  }
  expect(seen[0]).toEqual(seen[1])
  expect(seen[0]?.map(answer => (answer as { code: string; params: { count: number } }).code)).toEqual([
    ...Array.from({ length: 5 }, () => 'accounts.pair-wrong'),
    'accounts.locked',
    'accounts.locked',
  ])
  expect(seen[0]?.[4]).toMatchObject({ params: { count: 0, minutes: 10 } })
  expect((await signInAs('alike@x.example', testPassword)).body.code).toBe('accounts.locked')
  app.clock.advance(10 * 60_000)
  expect((await signInAs('alike@x.example', testPassword)).status).toBe(200)
})

test('the second wait is twice as long', async () => {
  await someone({ email: 'again@x.example' })
  for (let i = 0; i < 5; i++) await signInAs('again@x.example', 'wrong wrong wrong')
  app.clock.advance(10 * 60_000)
  for (let i = 0; i < 5; i++) await signInAs('again@x.example', 'wrong wrong wrong')
  expect((await signInAs('again@x.example', testPassword)).body.params.seconds).toBe(20 * 60)
})

test('a wait for one account does not touch another from the same address', async () => {
  await someone({ email: 'noisy@x.example' })
  await someone({ email: 'quiet@x.example' })
  for (let i = 0; i < 8; i++) await signInAs('noisy@x.example', 'wrong wrong wrong')
  expect((await signInAs('quiet@x.example', testPassword)).status).toBe(200)
})

test('fifty guesses sent at once are fifty tries: no more than five are looked at', async () => {
  await someone({ email: 'storm@x.example' })
  const replies = await Promise.all(Array.from({ length: 50 }, () => signInAs('storm@x.example', 'wrong wrong wrong')))
  expect(replies.filter(reply => reply.body.code === 'accounts.pair-wrong')).toHaveLength(5)
  expect(replies.filter(reply => reply.body.code === 'accounts.locked')).toHaveLength(45)
})

test('an unknown address costs about as much time as a wrong password', async () => {
  await someone({ email: 'timing@x.example' })
  const median = async (emailOf: (i: number) => string): Promise<number> => {
    const times: number[] = []
    for (let i = 0; i < 9; i++) {
      const started = performance.now()
      await signInAs(emailOf(i), 'wrong wrong wrong')
      times.push(performance.now() - started)
      await app.db.kysely.deleteFrom('sign_in_guard').execute()
    }
    return times.sort((a, b) => a - b)[4] ?? 0
  }
  await median(() => 'warm@x.example')
  const unknown = await median(i => `unknown-${i}@x.example`)
  const known = await median(() => 'timing@x.example')
  expect(Math.max(unknown, known) / Math.min(unknown, known)).toBeLessThan(2)
})

test('signing out ends the session for good', async () => {
  await someone({ email: 'out@x.example' })
  const cookie = cookieOf(await signInAs('out@x.example', testPassword))
  const out = await server.inject({ method: 'DELETE', url: signOut.path, headers: { cookie } })
  expect(out.statusCode).toBe(200)
  expect(String(out.headers['set-cookie'])).toContain('palestra=;')
  expect(await whoIs(cookie)).toBeNull()
})

test('sessions are listed with this one first; one or all others can be ended; another’s cannot', async () => {
  const person = await someone({ email: 'many@x.example' })
  const here = cookieOf(await signInAs('many@x.example', testPassword))
  app.clock.advance(60_000)
  const phone = cookieOf(await signInAs('many@x.example', testPassword, { 'user-agent': chromeOnAndroid }))
  const third = cookieOf(await signInAs('many@x.example', testPassword))
  const list = (await server.inject({ url: getSecurity.path, headers: { cookie: here } })).json()
  expect(list.sessions).toHaveLength(3)
  expect(list.sessions[0]).toMatchObject({ current: true })
  const phoneSession = list.sessions.find((session: { phone: boolean }) => session.phone)
  expect(phoneSession).toMatchObject({ browser: 'Chrome', system: 'Android' })
  expect(list.newDevice).toMatchObject({ sessionId: phoneSession.id })
  expect((await lastMail(app, 'many@x.example')).template).toBe('accounts.new-device')

  const stranger = await someone()
  expect((await send(endSession, { as: stranger, params: { sessionId: phoneSession.id } })).status).toBe(404)
  expect(await whoIs(phone)).not.toBeNull()
  const ended = await server.inject({
    method: 'DELETE',
    url: `/api/me/sessions/${phoneSession.id}`,
    headers: { cookie: here },
  })
  expect(ended.json()).toEqual({ ended: 1 })
  expect(await whoIs(phone)).toBeNull()
  const others = await server.inject({ method: 'DELETE', url: endOtherSessions.path, headers: { cookie: here } })
  expect(others.json()).toEqual({ ended: 1 })
  expect(await whoIs(third)).toBeNull()
  expect(await whoIs(here)).toMatchObject({ id: person.id })
})

test('what happened can be read by its owner', async () => {
  await someone({ email: 'history@x.example' })
  await signInAs('history@x.example', 'wrong wrong wrong')
  const cookie = cookieOf(await signInAs('history@x.example', testPassword))
  const { events } = (await server.inject({ url: getSecurity.path, headers: { cookie } })).json()
  expect(events.map((event: { kind: string }) => event.kind).sort()).toEqual(['sign-in-refused', 'signed-in'])
})

test('a page of a stranger’s site cannot sign somebody in', async () => {
  const reply = await signInAs('history@x.example', testPassword, { origin: 'https://evil.example' })
  expect(reply).toMatchObject({ status: 403, body: { code: 'kernel.foreign-origin' } })
})
