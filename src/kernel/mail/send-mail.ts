import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../db.ts'
import { newId } from '../ids.ts'
import { job } from '../jobs.ts'
import { localised, type MailDraft, renderMail } from './render-mail.ts'
import { siteAddress } from './site-address.ts'

/** Delivers one row of `outgoing_mail`. */
export const deliverMail = job('mail.deliver', z.object({ mailId: z.uuid() }))

export interface MailOrder extends Omit<MailDraft, 'link'> {
  to: string
  personId?: string | null
  /** A path on this site, without the language; the mail carries the whole address in the reader's language. */
  link?: string
  at: Date
}

/**
 * Writes a mail, in words, and the job that delivers it, in the caller's transaction: no commit, no mail. Returns its id.
 */
export async function sendMail(tx: Tx, order: MailOrder): Promise<string> {
  const [id = ''] = await sendMails(tx, [order])
  return id
}

/** Many at once in two statements, however many there are. Ids in order. */
export async function sendMails(tx: Tx, orders: readonly MailOrder[]): Promise<string[]> {
  if (orders.length === 0) return []
  const rows = orders.map(({ link, ...order }) => {
    const address = link === undefined ? {} : { link: localised(siteAddress.get(), link, order.locale) }
    const content = renderMail({ ...order, ...address })
    return {
      id: newId(),
      to_address: order.to,
      to_person_id: order.personId ?? null,
      locale: order.locale,
      template: order.template,
      subject: content.subject,
      body_text: content.text,
      body_html: content.html,
      created_at: order.at.toISOString(),
    }
  })
  await sql`insert into outgoing_mail (id, to_address, to_person_id, locale, template, subject, body_text, body_html, created_at)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, to_address text, to_person_id uuid,
      locale text, template text, subject text, body_text text, body_html text, created_at timestamptz)`.execute(tx)
  const jobs = rows.map(row => ({ identifier: deliverMail.name, payload: { mailId: row.id }, max_attempts: 12 }))
  await sql`select graphile_worker.add_jobs(array(
    select json_populate_record(null::graphile_worker.job_spec, j) from json_array_elements(${JSON.stringify(jobs)}::json) j
  ))`.execute(tx)
  return rows.map(row => row.id)
}
