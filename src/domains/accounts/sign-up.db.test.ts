import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { testServer } from '../../kernel/testing/index.ts'
import { finishSignUp, getMe, getSignUp, resendSignUpCode, startSignUp } from './contract.ts'
import { accountsDomain } from './index.ts'
import { aPerson, accountsSite, codeIn, cookieOf, lastMail } from './testing.ts'

const { app, server, send } = await accountsSite()

const input = (email: string) => ({
  name: '阿卜杜外力·买买提艾力',
  email,
  password: 'six words in a row',
  zone: 'Asia/Urumqi',
  terms: true,
  news: true,
})
const start = async (email: string, more: object = {}) =>
  send(startSignUp, { body: { ...input(email), ...more }, headers: { 'x-locale': 'zh-CN' } })
const finish = (signUpId: string, body: object) => send(finishSignUp, { params: { signUpId }, body })

test('three fields and six digits make an account that is signed in', async () => {
  const begun = await start(' Abduweli@Tianshan.example ')
  expect(begun.status).toBe(201)
  expect(begun.body).toMatchObject({ email: 'abduweli@tianshan.example' })
  expect(await app.db.kysely.selectFrom('person').selectAll().execute()).toHaveLength(0)
  const mail = await lastMail(app, 'abduweli@tianshan.example')
  expect(mail.locale).toBe('zh-CN')
  const code = codeIn(mail)
  const done = await finish(begun.body.signUpId, { code: `${code.slice(0, 4)} ${code.slice(4)}` })
  expect(done.status).toBe(200)
  expect(done.body.person).toMatchObject({
    name: '阿卜杜外力·买买提艾力',
    email: 'abduweli@tianshan.example',
    locale: 'zh-CN',
    zone: 'Asia/Urumqi',
  })
  const me = await server.inject({ url: getMe.path, headers: { cookie: cookieOf(done) } })
  expect(me.json().person.id).toBe(done.body.person.id)
  const consents = await app.db.kysely.selectFrom('consent').select(['purpose', 'version']).orderBy('purpose').execute()
  expect(consents).toEqual([
    { purpose: 'news', version: 1 },
    { purpose: 'privacy', version: 1 },
    { purpose: 'terms', version: 1 },
  ])
})

test('the cookie is for this host only, out of reach of scripts, and secure where the site is', async () => {
  const begun = await start('cookie@x.example')
  const done = await finish(begun.body.signUpId, { code: codeIn(await lastMail(app, 'cookie@x.example')) })
  const cookie = String(done.headers['set-cookie'])
  expect(cookie).toMatch(/^palestra=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/)
  const stored = await app.db.kysely.selectFrom('session').select('token_sha256').execute()
  for (const row of stored) expect(cookie).not.toContain(row.token_sha256)
})

test('the link of the mail does the same as the digits, once', async () => {
  const begun = await start('link@x.example', { next: '/competitions/x' })
  const mail = await lastMail(app, 'link@x.example')
  const address = new URL(/https?:\S+/.exec(mail.body_text)?.[0] ?? '')
  expect(address.pathname).toBe('/zh/sign-up/code')
  expect(address.searchParams.get('next')).toBe('/competitions/x')
  const token = address.searchParams.get('token') ?? ''
  expect((await finish(begun.body.signUpId, { token })).status).toBe(200)
  expect((await finish(begun.body.signUpId, { token })).body.code).toBe('accounts.code-ended')
})

test('five wrong codes end it; the right one is then refused', async () => {
  const begun = await start('wrong@x.example')
  const code = codeIn(await lastMail(app, 'wrong@x.example'))
  const wrong = code === '000000' ? '111111' : '000000'
  for (const left of [4, 3, 2, 1]) {
    const refused = await finish(begun.body.signUpId, { code: wrong })
    expect(refused).toMatchObject({ status: 422, body: { code: 'accounts.code-wrong', params: { count: left } } })
  }
  expect((await finish(begun.body.signUpId, { code: wrong })).body.code).toBe('accounts.code-ended')
  expect((await finish(begun.body.signUpId, { code })).status).toBe(410)
})

test('a code ends after ten minutes; a new one can be asked for after half a minute, five mails in all', async () => {
  const begun = await start('late@x.example')
  const { signUpId } = begun.body
  const early = await send(resendSignUpCode, { params: { signUpId } })
  expect(early).toMatchObject({ status: 429, body: { code: 'accounts.wait-before-code', params: { seconds: 30 } } })
  const first = codeIn(await lastMail(app, 'late@x.example'))
  app.clock.advance(10 * 60_000)
  expect((await finish(signUpId, { code: first })).body.code).toBe('accounts.code-ended')
  for (let mail = 2; mail <= 5; mail++) {
    app.clock.advance(30_000)
    expect((await send(resendSignUpCode, { params: { signUpId } })).status).toBe(200)
  }
  app.clock.advance(30_000)
  expect((await send(resendSignUpCode, { params: { signUpId } })).body.code).toBe('accounts.too-many-codes')
  expect((await send(getSignUp, { params: { signUpId } })).body.email).toBe('late@x.example')
  const last = codeIn(await lastMail(app, 'late@x.example'))
  expect((await finish(signUpId, { code: last })).status).toBe(200)
})

test('an address that has an account gets the same answer, and its owner a mail that says so', async () => {
  await aPerson(app.db.kysely, { email: 'known@x.example', password: true })
  const unknown = await start('unknown@x.example')
  const known = await start('KNOWN@x.example')
  expect(known.status).toBe(unknown.status)
  expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body))
  const { signUpId: _a, email: _b, ...sameKnown } = known.body
  const { signUpId: _c, email: _d, ...sameUnknown } = unknown.body
  expect(sameKnown).toEqual(sameUnknown)
  const mail = await lastMail(app, 'known@x.example')
  expect(mail.template).toBe('accounts.already-here')
  expect(mail.body_text).not.toMatch(/\d{4} \d{2}\b/)
  const wrong = await finish(known.body.signUpId, { code: '123456' })
  expect(wrong.body.code).toBe('accounts.code-wrong')
})

test('of two sign-ups of one address that are proven at the same moment, one makes the account', async () => {
  const [one, two] = await Promise.all([start('race@x.example'), start('race@x.example')])
  const mails = await app.db.kysely
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('to_address', '=', 'race@x.example')
    .execute()
  const codeOf = (id: string) => codeIn(mails.find(mail => mail.body_text.includes(id)) ?? mails[0]!)
  const done = await Promise.all(
    [one, two].map(begun => finish(begun.body.signUpId, { code: codeOf(begun.body.signUpId) })),
  )
  expect(done.map(reply => reply.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(done.find(reply => reply.status === 409)?.body.code).toBe('accounts.email-in-use')
})

test('one code sent eight times at once makes one account and one session', async () => {
  const begun = await start('same@x.example')
  const code = codeIn(await lastMail(app, 'same@x.example'))
  const done = await Promise.all(Array.from({ length: 8 }, () => finish(begun.body.signUpId, { code })))
  expect(done.filter(reply => reply.status === 200)).toHaveLength(1)
  const people = await app.db.kysely.selectFrom('person').select('id').where('email', '=', 'same@x.example').execute()
  expect(people).toHaveLength(1)
})

test('a repeated request under one key is one sign-up and one mail', async () => {
  const body = input('twice@x.example')
  const [one, two] = await Promise.all([1, 2].map(() => send(startSignUp, { body, key: 'a-key-of-my-own' })))
  expect(one?.body).toEqual(two?.body)
  const mails = await app.db.kysely
    .selectFrom('outgoing_mail')
    .select('id')
    .where('to_address', '=', 'twice@x.example')
    .execute()
  expect(mails).toHaveLength(1)
})

test('a mailbox gets at most eight of these mails an hour, whoever asks', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 9; i++) statuses.push((await start('flood@x.example')).status)
  expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 201, 429])
})

test('weak passwords, unknown zones and missing agreement are refused with their field', async () => {
  const paths = async (more: object) =>
    (await start('weak@x.example', more)).body.errors.map((e: { path: string; code: string }) => `${e.path} ${e.code}`)
  expect(await paths({ password: 'short' })).toEqual(['password accounts.password-too-short'])
  expect(await paths({ password: 'password123' })).toEqual(['password accounts.password-common'])
  expect(await paths({ password: 'abcdefghijkl' })).toEqual(['password accounts.password-common'])
  expect(await paths({ password: 'weak@x.example' })).toEqual(['password accounts.password-personal'])
  expect(await paths({ zone: 'Mars/Olympus' })).toEqual(['zone accounts.zone-unknown'])
  expect(await paths({ terms: false })).toEqual(['terms accounts.consent-needed'])
  expect(await paths({ email: 'nobody' })).toEqual(['email invalid_format'])
})

test('on an https site the cookie carries the host prefix', async () => {
  const secure = { ...app, config: { ...app.config, secure: true } }
  const site = await testServer(secure, [accountsDomain])
  const begun = await site.send(startSignUp, { body: input('secure@x.example') })
  const code = codeIn(await lastMail(app, 'secure@x.example'))
  const done = await site.send(finishSignUp, { params: { signUpId: begun.body.signUpId }, body: { code } })
  expect(String(done.headers['set-cookie'])).toMatch(/^__Host-palestra=.*; HttpOnly; Secure; SameSite=Lax$/)
})

test('a password is nowhere to be guessed from: request digests are keyed, the hash is Argon2id', async () => {
  await start('digest@x.example')
  const { password_hash } = await app.db.kysely
    .selectFrom('sign_up')
    .select('password_hash')
    .where('email', '=', 'digest@x.example')
    .executeTakeFirstOrThrow()
  expect(password_hash).toMatch(/^\$argon2id\$/)
  const keys = await app.db.kysely.selectFrom('idempotency_key').select('request_sha256').execute()
  const body = { ...input('digest@x.example') }
  const plain = createHash('sha256')
    .update(`${startSignUp.name}\n${canonicalJson({ params: {}, query: {}, body })}`)
    .digest('hex')
  expect(keys.length).toBeGreaterThan(0)
  expect(keys.map(key => key.request_sha256)).not.toContain(plain)
})
