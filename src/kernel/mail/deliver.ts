import { createTransport, type Transporter } from 'nodemailer'
import { z } from 'zod'
import type { App } from '../app.ts'
import { addMs } from '../clock.ts'
import { job, type JobHandler, onJob } from '../jobs.ts'
import { deliverMail } from './send-mail.ts'

const transports = new Map<string, Transporter>()

/** One pooled connection set per server address; a mail server that hangs is given up on. */
function transportTo(url: string): Transporter {
  const existing = transports.get(url)
  if (existing) return existing
  const made = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  transports.set(url, made)
  return made
}

export function closeMailTransports(): void {
  for (const transport of transports.values()) transport.close()
  transports.clear()
}

/**
 * Sends one mail. Without SMTP_URL it stays in the outbox page of a development site and counts as sent. A failure is
 * written on the row and thrown, so that the queue tries again later; a permanent refusal (5xx) ends it.
 */
async function deliver({ mailId }: { mailId: string }, app: App): Promise<void> {
  const mail = await app.db.kysely.selectFrom('outgoing_mail').selectAll().where('id', '=', mailId).executeTakeFirst()
  if (!mail || mail.state !== 'waiting') return
  const { smtpUrl, mailFrom } = app.config
  const change = (values: {
    state?: string
    last_error?: string | null
    sent_at?: Date
    body_text?: string
    body_html?: string
  }) =>
    app.db.kysely
      .updateTable('outgoing_mail')
      .set({ ...values, attempts: mail.attempts + 1 })
      .where('id', '=', mailId)
      .where('state', '=', 'waiting')
      .execute()
  if (!smtpUrl) {
    if (app.config.production) app.log.warn({ mailId }, 'SMTP_URL is not set: the mail was not sent')
    await change({ state: app.config.production ? 'failed' : 'sent', sent_at: app.clock.now() })
    return
  }
  try {
    await transportTo(smtpUrl).sendMail({
      from: mailFrom,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.body_text,
      html: mail.body_html,
      headers: { 'Content-Language': mail.locale, 'Auto-Submitted': 'auto-generated' },
      messageId: `<${mail.id}@${new URL(app.config.publicUrl).hostname}>`,
      date: mail.created_at,
    })
  } catch (error) {
    const permanent = error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500
    await change({
      last_error: error instanceof Error ? error.message.slice(0, 500) : 'unknown',
      ...(permanent ? { state: 'failed' } : {}),
    })
    if (permanent) return
    throw error
  }
  // Mails carry codes and links that open accounts: once delivered, a production site keeps only that they were sent.
  const forgotten = app.config.production ? { body_text: '', body_html: '' } : {}
  await change({ state: 'sent', sent_at: app.clock.now(), last_error: null, ...forgotten })
}

const forgetOldMail = job('mail.forget-old', z.object({}))
const keptMs = 30 * 86_400_000

export const mailJobs: readonly JobHandler[] = [
  onJob(deliverMail, deliver),
  onJob(
    forgetOldMail,
    async (_, app) => {
      await app.db.kysely
        .deleteFrom('outgoing_mail')
        .where('created_at', '<', addMs(app.clock.now(), -keptMs))
        .execute()
    },
    { every: '17 3 * * *' },
  ),
]
