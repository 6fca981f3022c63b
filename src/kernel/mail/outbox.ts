import type { Reader, Tx } from '../db.ts'
import type { Locale } from '../policy.ts'

export interface OutboxRow {
  id: string
  to: string
  locale: Locale
  template: string
  subject: string
  text: string
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  lastError: string | null
  createdAt: string
}

/** Mails newest first; `search` looks at address and subject. */
export async function outbox(
  reader: Reader,
  options: { page: number; size: number; search?: string | undefined },
): Promise<{ rows: OutboxRow[]; total: number; page: number; size: number }> {
  let all = reader.selectFrom('outgoing_mail')
  const { search } = options
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
    all = all.where(eb => eb.or([eb('to_address', 'ilike', like), eb('subject', 'ilike', like)]))
  }
  const { total } = await all.select(eb => eb.fn.countAll<bigint>().as('total')).executeTakeFirstOrThrow()
  const rows = await all
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.size)
    .offset((options.page - 1) * options.size)
    .execute()
  return {
    rows: rows.map(row => ({
      id: row.id,
      to: row.to_address,
      locale: row.locale === 'en' ? 'en' : 'zh-CN',
      template: row.template,
      subject: row.subject,
      text: row.body_text,
      state: row.state === 'sent' || row.state === 'failed' ? row.state : 'waiting',
      attempts: row.attempts,
      lastError: row.last_error,
      createdAt: row.created_at.toISOString(),
    })),
    total: Number(total),
    page: options.page,
    size: options.size,
  }
}

export async function mailById(reader: Reader, id: string) {
  return reader.selectFrom('outgoing_mail').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Removes every mail written to a person or an address; part of erasing a person. */
export async function forgetMailsTo(tx: Tx, to: { personId: string; address: string }): Promise<void> {
  await tx
    .deleteFrom('outgoing_mail')
    .where(eb => eb.or([eb('to_person_id', '=', to.personId), eb('to_address', '=', to.address)]))
    .execute()
}
