import { expect, test } from 'vitest'
import { registerTexts } from '../../kernel/i18n.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { aPerson } from '../accounts/testing.ts'
import { countUnread, listNotices, listOutbox, markRead, outboxHtml, setMailPreference } from './contract.ts'
import { at, messagingDomain, notify } from './index.ts'
import { noticesFor } from './testing.ts'

const app = await testApp()
const { send } = await testServer(app, [messagingDomain])
registerTexts({
  en: {
    notices: {
      'test.paid': { title: 'Paid {amount} for {title}', body: 'Review until {until}.' },
      'test.plain': { title: 'Plain' },
    },
  },
  'zh-CN': {
    notices: {
      'test.paid': { title: '已付 {amount}：{title}', body: '{until} 前审核。' },
      'test.plain': { title: '通知' },
    },
  },
})
const params = {
  amount: { currency: 'CNY', minor: '12000' },
  title: { 'zh-CN': '三角杯', en: 'Delta' },
  until: at('2026-11-26T10:00:00Z'),
}
const tell = (personIds: string[], more: object = {}) =>
  app.db.transaction(tx =>
    notify(tx, { personIds, kind: 'test.paid', params, link: '/entries/1', at: app.clock.now(), ...more }),
  )
const mailsTo = (address: string) =>
  app.db.kysely.selectFrom('outgoing_mail').selectAll().where('to_address', '=', address).execute()

test('a notice is read in the language of the request, money and times in the reader’s way', async () => {
  const person = await aPerson(app.db.kysely, { zone: 'Asia/Shanghai' })
  await tell([person.id])
  const english = await send(listNotices, { as: person, headers: { 'x-locale': 'en' } })
  expect(english.body.rows).toMatchObject([
    { title: 'Paid ¥120.00 for Delta', body: 'Review until 26 Nov 2026, 18:00.', link: '/entries/1', read: false },
  ])
  const chinese = await send(listNotices, { as: person, headers: { 'x-locale': 'zh-CN' } })
  expect(chinese.body.rows[0]).toMatchObject({
    title: '已付 ¥120.00：三角杯',
    body: '2026 年 11 月 26 日 18:00 前审核。',
  })
})

test('the mail copy is in the reader’s language, with the way back to the site', async () => {
  const person = await aPerson(app.db.kysely, { locale: 'zh-CN', email: 'copy@x.example' })
  await tell([person.id])
  const [mail] = await mailsTo('copy@x.example')
  expect(mail).toMatchObject({ subject: '已付 ¥120.00：三角杯', locale: 'zh-CN', state: 'waiting' })
  expect(mail?.body_text).toContain('http://localhost:3000/zh/entries/1')
})

test('a person who turned copies off gets only those that are needed', async () => {
  const person = await aPerson(app.db.kysely, { email: 'quiet@x.example' })
  expect((await send(setMailPreference, { as: person, body: { notices: 'needed' } })).status).toBe(200)
  await tell([person.id])
  await tell([person.id], { mail: 'none' })
  expect(await mailsTo('quiet@x.example')).toHaveLength(0)
  await tell([person.id], { mail: 'needed' })
  expect(await mailsTo('quiet@x.example')).toHaveLength(1)
  expect(await noticesFor(app, person.id)).toHaveLength(3)
})

test('reading: one, then all; nobody reads another’s', async () => {
  const person = await aPerson(app.db.kysely)
  const other = await aPerson(app.db.kysely)
  await tell([person.id, other.id, person.id], { kind: 'test.plain', params: {} })
  await tell([person.id], { kind: 'test.plain', params: {} })
  const list = await send(listNotices, { as: person })
  expect(list.body).toMatchObject({ total: 2 })
  const first = list.body.rows[0].id
  expect((await send(markRead, { as: other, body: { ids: [first] } })).body).toEqual({ unread: 1 })
  expect((await send(countUnread, { as: person })).body).toEqual({ unread: 2 })
  expect((await send(markRead, { as: person, body: { ids: [first] } })).body).toEqual({ unread: 1 })
  expect((await send(listNotices, { as: person, query: { unread: 'true' } })).body.total).toBe(1)
  expect((await send(markRead, { as: person, body: {} })).body).toEqual({ unread: 0 })
  expect((await send(listNotices, {})).status).toBe(401)
})

test('sixty people are told in a few statements, and watchers of their page hear it', async () => {
  const people = await Promise.all(Array.from({ length: 60 }, () => aPerson(app.db.kysely)))
  const heard: string[] = []
  const off = app.bus.on('topic', payload => heard.push(payload.split(' ')[1] ?? ''))
  await tell(people.map(person => person.id))
  await expect.poll(() => heard.length).toBe(60)
  off()
  expect(new Set(heard)).toEqual(new Set(people.map(person => `person:${person.id}`)))
})

test('the outbox shows mails on a development site and is not there in production', async () => {
  const list = await send(listOutbox, { query: { search: 'copy@x' } })
  expect(list.body.rows).toMatchObject([{ to: 'copy@x.example', template: 'messaging.notice' }])
  const html = await send(outboxHtml, { params: { mailId: list.body.rows[0].id } })
  expect(html.headers['content-security-policy']).toContain("default-src 'none'")
  expect(html.body).toContain('三角杯')
  const production = await testServer({ ...app, config: { ...app.config, production: true } }, [messagingDomain])
  expect((await production.send(listOutbox, {})).status).toBe(404)
  expect((await production.send(outboxHtml, { params: { mailId: list.body.rows[0].id } })).status).toBe(404)
})
