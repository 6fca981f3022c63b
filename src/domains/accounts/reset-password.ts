import { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { enqueue, job, onJob } from '../../kernel/jobs.ts'
import { sendMail } from '../../kernel/mail/index.ts'
import { normaliseEmail } from './email.ts'
import { mailAboutAccount } from './mails.ts'
import { hashPassword, passwordMistakes } from './password.ts'
import { localeOf } from './rows.ts'
import { recordSecurity } from './security-events.ts'
import { type Device, endSessions } from './sessions.ts'
import { newToken, sha256Hex } from './tokens.ts'

export const resetMinutes = 30
const resetsAnHour = 5

/** Whether there is anybody to write to is found out in a job, so that the answer takes the same time either way. */
const sendReset = job('accounts.send-reset', z.object({ tokenId: z.uuid() }))

/** Refuses `accounts.too-many-codes` alike for addresses with and without an account. */
export async function requestPasswordReset(tx: Tx, app: App, input: { email: string }): Promise<{ email: string }> {
  const at = app.clock.now()
  const email = normaliseEmail(input.email)
  const { asked } = await tx
    .selectFrom('email_token')
    .select(eb => eb.fn.countAll<bigint>().as('asked'))
    .where('email', '=', email)
    .where('kind', '=', 'reset')
    .where('created_at', '>', addMs(at, -3_600_000))
    .executeTakeFirstOrThrow()
  if (asked >= resetsAnHour) throw refuse('accounts.too-many-codes', { minutes: 60 })
  const id = newId()
  await tx
    .insertInto('email_token')
    .values({
      id,
      kind: 'reset',
      email,
      // Replaced by the job that mails the link; until then it matches nothing that exists.
      link_sha256: sha256Hex(newToken()),
      expires_at: addMs(at, resetMinutes * 60_000),
      created_at: at,
    })
    .execute()
  await enqueue(tx, sendReset, { tokenId: id })
  return { email }
}

export const sendResetJob = onJob(sendReset, async ({ tokenId }, app) => {
  await app.db.transaction(async tx => {
    const token = await tx
      .selectFrom('email_token')
      .selectAll()
      .where('id', '=', tokenId)
      .where('person_id', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!token) return
    const person = await tx
      .selectFrom('person')
      .select(['id', 'name', 'locale', 'zone'])
      .where('email', '=', token.email)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
    if (!person) return
    const link = newToken()
    await tx
      .updateTable('email_token')
      .set({ person_id: person.id, link_sha256: sha256Hex(link) })
      .where('id', '=', tokenId)
      .execute()
    await sendMail(tx, {
      to: token.email,
      personId: person.id,
      locale: localeOf(person.locale),
      zone: person.zone,
      template: 'accounts.reset',
      params: { name: person.name, until: { instant: token.expires_at.toISOString() } },
      link: `/reset?token=${link}`,
      at: app.clock.now(),
    })
  })
})

/** Who a link of a reset mail belongs to, before the costly hashing. Refuses `accounts.link-ended`. */
export async function prepareReset(
  reader: Reader,
  app: App,
  input: { token: string; password: string; address: string },
): Promise<{ passwordHash: string }> {
  const row = await reader
    .selectFrom('email_token as t')
    .innerJoin('person as p', 'p.id', 't.person_id')
    .select(['p.email', 'p.name'])
    .where('t.link_sha256', '=', sha256Hex(input.token))
    .where('t.kind', '=', 'reset')
    .where('t.used_at', 'is', null)
    .where('t.expires_at', '>', app.clock.now())
    .executeTakeFirst()
  if (!row) throw refuse('accounts.link-ended')
  const mistakes = passwordMistakes(input.password, row)
  if (mistakes.length > 0) throw refuse('accounts.password-weak', {}, mistakes)
  return { passwordHash: await hashPassword(input.address, input.password) }
}

/** Uses the link up, sets the password, ends every session and every other link. */
export async function resetPassword(
  tx: Tx,
  app: App,
  input: { token: string; passwordHash: string; device: Device },
): Promise<{ email: string }> {
  const at = app.clock.now()
  const used = await tx
    .updateTable('email_token')
    .set({ used_at: at })
    .where('link_sha256', '=', sha256Hex(input.token))
    .where('kind', '=', 'reset')
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('person_id')
    .executeTakeFirst()
  const personId = used?.person_id
  if (!personId) throw refuse('accounts.link-ended')
  await setPassword(tx, { personId, passwordHash: input.passwordHash, at })
  await endSessions(tx, { personId, reason: 'password-reset', at })
  await recordSecurity(tx, { personId, kind: 'password-reset', device: input.device, at })
  await mailAboutAccount(tx, { personId, template: 'accounts.password-changed', device: input.device, at })
  return tx.selectFrom('person').select('email').where('id', '=', personId).executeTakeFirstOrThrow()
}

/** A new password ends every link that could set another, and every challenge passed with the old one. */
export async function setPassword(tx: Tx, input: { personId: string; passwordHash: string; at: Date }): Promise<void> {
  await tx
    .updateTable('person')
    .set({ password_hash: input.passwordHash, password_changed_at: input.at })
    .where('id', '=', input.personId)
    .execute()
  await tx
    .updateTable('email_token')
    .set({ used_at: input.at })
    .where('person_id', '=', input.personId)
    .where('used_at', 'is', null)
    .execute()
  await tx
    .updateTable('sign_in_challenge')
    .set({ used_at: input.at })
    .where('person_id', '=', input.personId)
    .where('used_at', 'is', null)
    .execute()
}
