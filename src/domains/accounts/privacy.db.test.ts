import { expect, test } from 'vitest'
import {
  cancelErasure,
  exportData,
  finishEmailChange,
  getPrivacy,
  requestErasure,
  setConsent,
  signIn,
  startEmailChange,
  updateProfile,
} from './contract.ts'
import { eraseDueJob } from './erase-person.ts'
import { personalDataExporters, personErasers } from './ports.ts'
import { aPerson, accountsSite, codeIn, lastMail, signIn as openFor, testPassword } from './testing.ts'

const { app, server, send } = await accountsSite()
const someone = (email: string) => aPerson(app.db.kysely, { email, password: true, at: app.clock.now() })

test('name, language and zone can be changed; an unknown zone cannot', async () => {
  const person = await someone('profile@x.example')
  const done = await send(updateProfile, {
    as: person,
    body: { name: '  New Name ', locale: 'zh-CN', zone: 'Europe/Lisbon' },
  })
  expect(done.body.person).toMatchObject({ name: 'New Name', locale: 'zh-CN', zone: 'Europe/Lisbon' })
  expect((await send(updateProfile, { as: person, body: { zone: 'Nowhere' } })).body.code).toBe('accounts.zone-unknown')
})

test('an optional consent is given and withdrawn; each time stays on record', async () => {
  const person = await someone('consent@x.example')
  const news = async (given: boolean) =>
    (await send(setConsent, { as: person, params: { purpose: 'news' }, body: { given } })).body.consents.find(
      (one: { purpose: string }) => one.purpose === 'news',
    )
  expect(await news(true)).toMatchObject({ givenAt: expect.any(String), withdrawnAt: null })
  expect(await news(true)).toMatchObject({ withdrawnAt: null })
  app.clock.advance(1000)
  expect(await news(false)).toMatchObject({ withdrawnAt: expect.any(String) })
  app.clock.advance(1000)
  expect(await news(true)).toMatchObject({ withdrawnAt: null })
  expect(
    await app.db.kysely.selectFrom('consent').select('id').where('person_id', '=', person.id).execute(),
  ).toHaveLength(2)
  expect((await send(setConsent, { as: person, params: { purpose: 'terms' }, body: { given: false } })).status).toBe(
    422,
  )
})

test('the download holds every domain’s part and no secrets', async () => {
  const person = await someone('export@x.example')
  personalDataExporters.provide([{ name: 'entries', collect: async (_, id) => [{ of: id, fee: 12_00n }] }])
  const reply = await send(exportData, { as: person })
  expect(reply.headers['content-disposition']).toBe('attachment; filename="palestra-2026-11-20.json"')
  expect(reply.body).toMatchObject({
    person: { email: 'export@x.example' },
    entries: [{ of: person.id, fee: '1200' }],
    consents: expect.any(Array),
    sessions: expect.any(Array),
  })
  expect(JSON.stringify(reply.body)).not.toMatch(/argon2|token_sha256|password_hash|totp/)
})

test('a new address is taken over with its code, and the old one is told', async () => {
  const person = await someone('old@x.example')
  const begun = await send(startEmailChange, { as: person, body: { email: 'New@x.example', password: testPassword } })
  expect(begun.status).toBe(201)
  const finish = (code: string) =>
    send(finishEmailChange, { as: person, params: { changeId: begun.body.changeId }, body: { code } })
  const code = codeIn(await lastMail(app, 'new@x.example'))
  expect((await finish(code === '000000' ? '111111' : '000000')).body).toMatchObject({
    code: 'accounts.code-wrong',
    params: { count: 4 },
  })
  expect((await finish(code)).body.person).toMatchObject({ email: 'new@x.example' })
  expect((await lastMail(app, 'old@x.example')).template).toBe('accounts.email-changed')
  expect((await send(signIn, { body: { email: 'new@x.example', password: testPassword } })).status).toBe(200)
  expect((await finish(code)).body.code).toBe('accounts.code-ended')
})

test('asking for somebody else’s address answers as for a free one', async () => {
  const person = await someone('asker@x.example')
  await someone('taken@x.example')
  const begun = await send(startEmailChange, { as: person, body: { email: 'taken@x.example', password: testPassword } })
  expect(begun).toMatchObject({ status: 201, body: { email: 'taken@x.example', changeId: expect.any(String) } })
  const mail = await lastMail(app, 'taken@x.example')
  expect(mail.template).toBe('accounts.email-taken')
  expect(mail.body_text).not.toMatch(/^\d{4} \d{2}$/m)
})

test('another person cannot finish my change of address', async () => {
  const person = await someone('mine@x.example')
  const other = await someone('other@x.example')
  const begun = await send(startEmailChange, { as: person, body: { email: 'next@x.example', password: testPassword } })
  const code = codeIn(await lastMail(app, 'next@x.example'))
  const reply = await send(finishEmailChange, { as: other, params: { changeId: begun.body.changeId }, body: { code } })
  expect(reply.body.code).toBe('accounts.code-ended')
})

test('closing the account waits fourteen days, can be taken back, then removes the person and keeps the number', async () => {
  const erased: string[] = []
  personErasers.provide([{ name: 'entries', erase: async (_, id) => void erased.push(id) }])
  const person = await someone('leave@x.example')
  const cookie = await openFor(app.db, person, app.clock.now())
  expect((await send(requestErasure, { as: person, body: { password: 'not the one' } })).status).toBe(403)
  await send(requestErasure, { as: person, body: { password: testPassword } })
  expect((await send(requestErasure, { as: person, body: { password: testPassword } })).body.code).toBe(
    'accounts.erasure-requested',
  )
  expect((await send(cancelErasure, { as: person })).body).toEqual({ eraseAfter: null })
  app.clock.advance(20 * 86_400_000)
  await eraseDueJob.run({}, app)
  expect(erased).toEqual([])

  const again = await send(requestErasure, { as: person, body: { password: testPassword } })
  expect((await send(getPrivacy, { as: person })).body.eraseAfter).toBe(again.body.eraseAfter)
  app.clock.advance(14 * 86_400_000 - 1000)
  await eraseDueJob.run({}, app)
  expect(erased).toEqual([])
  app.clock.advance(1000)
  await eraseDueJob.run({}, app)
  await eraseDueJob.run({}, app)
  expect(erased).toEqual([person.id])
  const row = await app.db.kysely.selectFrom('person').selectAll().where('id', '=', person.id).executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toContain('leave@x.example')
  expect(row).toMatchObject({ password_hash: null, email: `erased-${person.id}@erased.invalid` })
  expect((await server.inject({ url: '/api/me', headers: { cookie } })).json().person).toBeNull()
  expect((await send(signIn, { body: { email: 'leave@x.example', password: testPassword } })).status).toBe(401)
})
