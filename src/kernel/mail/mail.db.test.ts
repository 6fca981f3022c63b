import type { AddressInfo } from 'node:net'
import { text as readAll } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { registerTexts } from '../i18n.ts'
import { testApp } from '../testing/index.ts'
import { closeMailTransports, mailJobs, outbox, sendMail } from './index.ts'

/** A real mail server in this process; it can be told to refuse. */
const received: { to: string[]; raw: string }[] = []
let refuseWith: number | undefined
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo(_, __, done) {
    if (refuseWith === undefined) return done()
    done(Object.assign(new Error('not now'), { responseCode: refuseWith }))
  },
  onData(stream, session, done) {
    const keep = async (): Promise<void> => {
      received.push({ to: session.envelope.rcptTo.map(one => one.address), raw: await readAll(stream) })
      done()
    }
    void keep()
  },
})
await new Promise<void>(resolve => smtp.listen(0, '127.0.0.1', resolve))
const { port } = smtp.server.address() as AddressInfo
afterAll(async () => {
  closeMailTransports()
  await new Promise<void>(resolve => smtp.close(() => resolve()))
})
beforeEach(() => {
  received.length = 0
  refuseWith = undefined
})

registerTexts({
  en: { mail: { 'test.hello': { subject: 'Hello {name}', body: 'First.\n\nUntil {until}.', action: 'Open <it>' } } },
  'zh-CN': {
    mail: { 'test.hello': { subject: '{name}，你好：报名成功', body: '第一段。\n\n{until} 前有效。', action: '打开' } },
  },
})
const app = await testApp({
  env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: '竞知 <no-reply@palestra.example>' },
})

const order = (locale: 'en' | 'zh-CN') => ({
  to: 'reader@x.example',
  locale,
  zone: 'Asia/Shanghai',
  template: 'test.hello',
  params: { name: '阿卜杜外力', until: { instant: '2026-11-20T08:10:00Z' } },
  code: '4172 86',
  link: '/verify?a=1&b=2',
  at: app.clock.now(),
})
const deliver = (mailId: string) => mailJobs.find(one => one.name === 'mail.deliver')?.run({ mailId }, app)
const stateOf = (id: string) =>
  app.db.kysely.selectFrom('outgoing_mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Enough of MIME for what nodemailer writes: encoded words, base64 and quoted-printable parts. */
function subjectOf(raw: string): string {
  const header = /^Subject: ((?:.*)(?:\r\n[ \t].*)*)/m.exec(raw)?.[1] ?? ''
  const words = header.replace(/\?=\s+=\?/g, '?==?').matchAll(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi)
  const decoded = [...words].map(([, kind, body = '']) =>
    kind?.toUpperCase() === 'B' ? Buffer.from(body, 'base64') : fromQuoted(body.replaceAll('_', ' ')),
  )
  return decoded.length > 0 ? Buffer.concat(decoded).toString('utf8') : header
}
function fromQuoted(body: string): Buffer {
  return Buffer.from(
    body
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
function partOf(raw: string, type: string): string {
  const part = raw.split(/\r\n--/).find(one => one.includes(`Content-Type: ${type}`)) ?? ''
  const [head = '', ...body] = part.split('\r\n\r\n')
  const text = body.join('\r\n\r\n')
  return head.includes('base64') ? Buffer.from(text, 'base64').toString('utf8') : fromQuoted(text).toString('utf8')
}

test('a mail arrives in Chinese and in English, subject and both bodies whole', async () => {
  for (const locale of ['zh-CN', 'en'] as const)
    await deliver(await app.db.transaction(tx => sendMail(tx, order(locale))))
  const [zh, en] = received
  expect(zh?.to).toEqual(['reader@x.example'])
  expect(subjectOf(zh?.raw ?? '')).toBe('阿卜杜外力，你好：报名成功')
  expect(subjectOf(en?.raw ?? '')).toBe('Hello 阿卜杜外力')
  const chinese = partOf(zh?.raw ?? '', 'text/plain')
  expect(chinese).toContain('2026 年 11 月 20 日 16:10 前有效。')
  expect(chinese).toContain('4172 86')
  expect(chinese).toContain('http://localhost:3000/zh/verify?a=1&b=2')
  const html = partOf(en?.raw ?? '', 'text/html')
  expect(html).toContain('Until 20 Nov 2026, 16:10.')
  expect(html).toContain('href="http://localhost:3000/en/verify?a=1&amp;b=2"')
  expect(html).toContain('Open &lt;it&gt;')
  expect(zh?.raw).toMatch(/^Content-Language: zh-CN/m)
})

test('it is sent once, also when the job runs twice', async () => {
  const id = await app.db.transaction(tx => sendMail(tx, order('en')))
  await deliver(id)
  await deliver(id)
  expect(received).toHaveLength(1)
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 })
})

test('a server that is busy is tried again; one that says never is not', async () => {
  const id = await app.db.transaction(tx => sendMail(tx, order('en')))
  refuseWith = 451
  await expect(deliver(id)).rejects.toThrow()
  expect(await stateOf(id)).toMatchObject({
    state: 'waiting',
    attempts: 1,
    last_error: expect.stringContaining('not now'),
  })
  refuseWith = undefined
  await deliver(id)
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2, last_error: null })
  const never = await app.db.transaction(tx => sendMail(tx, order('en')))
  refuseWith = 550
  await deliver(never)
  expect(await stateOf(never)).toMatchObject({ state: 'failed', attempts: 1 })
})

test('what is rolled back is not sent', async () => {
  const failed = app.db.transaction(async tx => {
    await sendMail(tx, order('en'))
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  const mails = await outbox(app.db.kysely, { page: 1, size: 50 })
  expect(mails.rows.filter(mail => mail.state === 'waiting')).toEqual([])
})

test('a production site forgets the words of a mail once it is delivered', async () => {
  const id = await app.db.transaction(tx => sendMail(tx, order('en')))
  const production = { ...app, config: { ...app.config, production: true } }
  await mailJobs.find(one => one.name === 'mail.deliver')?.run({ mailId: id }, production)
  expect(await stateOf(id)).toMatchObject({ state: 'sent', body_text: '', body_html: '' })
})
