import { z } from 'zod'
import { isoInstant, listQuery, listReply, localeCode, route, uuid } from '../../kernel/contract.ts'

export const noticeView = z.object({
  id: uuid,
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  /** A path on this site, without the language. */
  link: z.string().nullable(),
  createdAt: isoInstant,
  read: z.boolean(),
})
export type NoticeView = z.infer<typeof noticeView>

export const listNotices = route({
  name: 'messaging.list-notices',
  method: 'GET',
  path: '/api/me/notices',
  access: 'signed-in',
  summary: 'The person’s messages, newest first, in the language of the request.',
  query: z.strictObject({ ...listQuery, unread: z.enum(['true', 'false']).optional() }),
  reply: listReply(noticeView),
})

export const countUnread = route({
  name: 'messaging.count-unread',
  method: 'GET',
  path: '/api/me/notices/unread',
  access: 'signed-in',
  summary: 'How many of the person’s messages are unread.',
  reply: z.object({ unread: z.number().int() }),
})

export const markRead = route({
  name: 'messaging.mark-read',
  method: 'POST',
  path: '/api/me/notices/read',
  access: 'signed-in',
  summary: 'Marks messages as read: the named ones, or all.',
  body: z.strictObject({ ids: z.array(uuid).max(200).optional() }),
  reply: z.object({ unread: z.number().int() }),
})

export const mailPreference = z.enum(['all', 'needed'])

export const getMailPreference = route({
  name: 'messaging.get-mail-preference',
  method: 'GET',
  path: '/api/me/mail-preference',
  access: 'signed-in',
  summary: 'Which messages are also sent by mail.',
  reply: z.object({ notices: mailPreference }),
})

export const setMailPreference = route({
  name: 'messaging.set-mail-preference',
  method: 'PUT',
  path: '/api/me/mail-preference',
  access: 'signed-in',
  summary: 'Chooses which messages are also sent by mail.',
  body: z.strictObject({ notices: mailPreference }),
  reply: z.object({ notices: mailPreference }),
})

export const outboxMail = z.object({
  id: uuid,
  to: z.string(),
  locale: localeCode,
  template: z.string(),
  subject: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: isoInstant,
})
export type OutboxMail = z.infer<typeof outboxMail>

export const listOutbox = route({
  name: 'messaging.list-outbox',
  method: 'GET',
  path: '/api/dev/outbox',
  access: 'public',
  summary: 'Mails of a development site, newest first. Not there in production.',
  query: z.strictObject(listQuery),
  reply: listReply(outboxMail),
})

export const outboxHtml = route({
  name: 'messaging.outbox-html',
  method: 'GET',
  path: '/api/dev/outbox/:mailId/html',
  access: 'public',
  summary: 'One mail of a development site as the reader’s mail program shows it.',
  params: z.strictObject({ mailId: uuid }),
  raw: true,
})
