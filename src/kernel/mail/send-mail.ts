import { z } from 'zod'
import type { Tx } from '../db.ts'
import { newId } from '../ids.ts'
import { enqueue, job } from '../jobs.ts'
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
  const { link, ...draft } = order
  const content = renderMail(
    link === undefined ? draft : { ...draft, link: localised(siteAddress.get(), link, order.locale) },
  )
  const id = newId()
  await tx
    .insertInto('outgoing_mail')
    .values({
      id,
      to_address: order.to,
      to_person_id: order.personId ?? null,
      locale: order.locale,
      template: order.template,
      subject: content.subject,
      body_text: content.text,
      body_html: content.html,
      created_at: order.at,
    })
    .execute()
  await enqueue(tx, deliverMail, { mailId: id }, { maxAttempts: 12 })
  return id
}
