import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { newId } from '../../kernel/ids.ts'
import { enqueue } from '../../kernel/jobs.ts'
import { askAbout } from './ask-provider.ts'
import { readNotification } from './jobs.ts'
import { livePaymentStates } from './lifecycle.ts'
import { providersOf } from './providers.ts'
import { selectPayments } from './rows.ts'
import { settle } from './settle.ts'

export interface Acknowledgement {
  status: number
  type: string
  body: string
}

/**
 * Takes a notice in: verifies the raw bytes, keeps it once, answers. Work happens afterwards. A repeat of a notice that was
 * not worked through yet is enqueued again, not dropped.
 */
export async function receiveNotification(
  app: App,
  code: string,
  raw: Buffer,
  headers: Record<string, string>,
): Promise<Acknowledgement> {
  const provider = providersOf(app).get(code)
  if (!provider) return { status: 404, type: 'text/plain', body: '' }
  const at = app.clock.now()
  const read = provider.parseNotification(raw, headers, at)
  if (read.kind === 'rejected') {
    app.log.warn({ provider: code, why: read.why }, 'a notice was refused')
    return provider.acknowledge(false)
  }
  // A key that comes with other bytes is another notice: forged repeats cannot shadow a true one.
  const key = `${read.key}:${createHash('sha256').update(raw).digest('hex').slice(0, 16)}`
  await app.db.transaction(async tx => {
    const kept = await sql<{ id: string; state: string }>`
      insert into provider_notification (id, provider, notification_key, body, headers, received_at)
      values (${newId()}, ${code}, ${key}, ${app.secrets.seal(raw, `payments.notification:${code}:${key}`)},
        ${JSON.stringify(headers)}::jsonb, ${at})
      on conflict (provider, notification_key) do update set deliveries = provider_notification.deliveries + 1
      returning id, state`.execute(tx)
    const row = kept.rows[0]
    if (row?.state === 'received')
      await enqueue(tx, readNotification, { notificationId: row.id }, { key: `notice:${row.id}` })
  })
  return provider.acknowledge(true)
}

/** Works a kept notice through. Facts about a refund of a payment we do not know as paid make us ask about the payment first. */
export async function workNotification(app: App, notificationId: string): Promise<void> {
  const found = await sql<{
    provider: string
    key: string
    body: Buffer
    headers: Record<string, string>
    receivedAt: Date
  }>`
    select provider, notification_key as key, body, headers, received_at as "receivedAt" from provider_notification
    where id = ${notificationId} and state = 'received'`.execute(app.db.kysely)
  const notice = found.rows[0]
  const provider = notice && providersOf(app).get(notice.provider)
  if (!notice || !provider) return
  try {
    const raw = app.secrets.open(notice.body, `payments.notification:${notice.provider}:${notice.key}`)
    const read = provider.parseNotification(raw, notice.headers, notice.receivedAt)
    if (read.kind === 'facts') {
      for (const fact of read.facts.filter(one => one.kind.startsWith('refund-'))) await askBehind(app, fact.reference)
      await settle(app, { provider: provider.code, by: 'notification' }, read.facts)
    }
    await sql`update provider_notification set state = 'processed', processed_at = ${app.clock.now()}, last_error = null
      where id = ${notificationId}`.execute(app.db.kysely)
  } catch (error) {
    await sql`update provider_notification set last_error = ${String(error).slice(0, 500)}
      where id = ${notificationId}`.execute(app.db.kysely)
    throw error
  }
}

async function askBehind(app: App, refundReference: string): Promise<void> {
  const payments = await selectPayments(
    app.db.kysely,
    sql`join provider_refund r on r.payment_id = p.id where r.reference = ${refundReference}`,
  )
  for (const payment of payments)
    if (livePaymentStates.includes(payment.state)) await askAbout(app, payment, 'notification')
}
