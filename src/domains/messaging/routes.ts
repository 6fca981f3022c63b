import { found } from '../../kernel/policy.ts'
import { handle } from '../../kernel/http/handle.ts'
import { mailById, outbox } from '../../kernel/mail/index.ts'
import {
  countUnread,
  getMailPreference,
  listNotices,
  listOutbox,
  mailPreference,
  markRead,
  outboxHtml,
  setMailPreference,
} from './contract.ts'
import { noticesOf, unreadCount } from './queries.ts'

export const messagingRoutes = [
  handle(listNotices, ({ person, query, locale }, app) =>
    noticesOf(app.db.kysely, person, { ...query, locale, unreadOnly: query.unread === 'true' }),
  ),
  handle(countUnread, async ({ person }, app) => ({ unread: await unreadCount(app.db.kysely, person.id) })),
  handle(markRead, ({ person, body, transact }, app) =>
    transact(async tx => {
      let unread = tx
        .updateTable('notice')
        .set({ read_at: app.clock.now() })
        .where('person_id', '=', person.id)
        .where('read_at', 'is', null)
      if (body.ids) unread = unread.where('id', 'in', body.ids.length > 0 ? body.ids : [person.id])
      await unread.execute()
      return { unread: await unreadCount(tx, person.id) }
    }),
  ),
  handle(getMailPreference, async ({ person }, app) => {
    const row = await app.db.kysely
      .selectFrom('mail_preference')
      .select('notices')
      .where('person_id', '=', person.id)
      .executeTakeFirst()
    return { notices: mailPreference.catch('all').parse(row?.notices) }
  }),
  handle(setMailPreference, ({ person, body, transact }, app) =>
    transact(async tx => {
      const row = { notices: body.notices, changed_at: app.clock.now() }
      await tx
        .insertInto('mail_preference')
        .values({ person_id: person.id, ...row })
        .onConflict(conflict => conflict.column('person_id').doUpdateSet(row))
        .execute()
      return body
    }),
  ),
  handle(listOutbox, async ({ query }, app) => {
    found(app.config, !app.config.production)
    return outbox(app.db.kysely, query)
  }),
  handle(outboxHtml, async ({ params, http }, app) => {
    const mail = found(await mailById(app.db.kysely, params.mailId), !app.config.production)
    // The mail's own inline styles, and nothing else; links open beside the outbox.
    http.reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
      .type('text/html; charset=utf-8')
      .send(mail.body_html.replace('<head>', '<head><base target="_top">'))
    return {}
  }),
]
