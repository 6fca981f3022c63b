import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { RouteSpec } from '../../kernel/contract.ts'
import { accountsRefusals } from './refusals.ts'
import { accountsDomain } from './index.ts'
import { aPerson, accountsSite } from './testing.ts'

const { app, send } = await accountsSite()
const routes = accountsDomain.routes.map(mounted => mounted.route)
const params = { sessionId: randomUUID(), changeId: randomUUID(), signUpId: randomUUID(), purpose: 'news' }

/** The permission table: what a visitor may call. Everything else needs somebody signed in. */
const forVisitors = [
  'accounts.start-sign-up',
  'accounts.get-sign-up',
  'accounts.resend-sign-up-code',
  'accounts.finish-sign-up',
  'accounts.get-me',
  'accounts.sign-in',
  'accounts.sign-in-second-factor',
  'accounts.sign-out',
  'accounts.request-password-reset',
  'accounts.reset-password',
]

test('a visitor may do what makes a session and nothing else', async () => {
  expect(routes.filter(route => route.access === 'public').map(route => route.name)).toEqual(forVisitors)
  for (const route of routes.filter(one => one.access !== 'public')) {
    const reply = await send(route, { params, body: {} })
    expect(reply, route.name).toMatchObject({ status: 401, body: { code: 'kernel.sign-in-required' } })
  }
})

test('nobody reaches another person’s things: every route acts on the caller alone', async () => {
  const owner = await aPerson(app.db.kysely, { password: true })
  const stranger = await aPerson(app.db.kysely, { password: true })
  const before = await app.db.kysely
    .selectFrom('person')
    .selectAll()
    .where('id', '=', owner.id)
    .executeTakeFirstOrThrow()
  const named = (route: RouteSpec): boolean => route.path.includes(':')
  expect(routes.filter(route => route.access === 'signed-in' && named(route)).map(route => route.name)).toEqual([
    'accounts.finish-email-change',
    'accounts.end-session',
    'accounts.set-consent',
  ])
  for (const route of routes.filter(one => one.access === 'signed-in'))
    await send(route, { as: stranger, params, body: { name: 'x', code: '000000', password: 'no', given: true } })
  const after = await app.db.kysely
    .selectFrom('person')
    .selectAll()
    .where('id', '=', owner.id)
    .executeTakeFirstOrThrow()
  expect(after).toEqual(before)
})

test('every refusal a route declares has a status, and a sentence in both languages', () => {
  const declared = new Set(routes.flatMap(route => route.refusals))
  for (const code of declared) {
    expect(Object.keys(accountsRefusals), code).toContain(code)
    for (const messages of Object.values(accountsDomain.texts ?? {})) {
      const sentences = messages['refusals']
      expect(typeof sentences === 'object' && sentences[code], code).toBeTruthy()
    }
  }
})
