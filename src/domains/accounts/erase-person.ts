import { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { job, onJob } from '../../kernel/jobs.ts'
import { forgetMailsTo } from '../../kernel/mail/index.ts'
import { mailAboutAccount } from './mails.ts'
import { personErasers } from './ports.ts'
import { recordSecurity } from './security-events.ts'
import { type Device, endSessions } from './sessions.ts'

/** Days in which closing an account can be taken back. */
export const graceDays = 14

/** Writes down that the account shall be closed. Everything works until then, and signing in can take it back. */
export async function requestErasure(tx: Tx, app: App, input: { personId: string; device: Device }): Promise<Date> {
  const at = app.clock.now()
  const eraseAfter = addMs(at, graceDays * 86_400_000)
  const done = await tx
    .updateTable('person')
    .set({ erase_requested_at: at, erase_after: eraseAfter })
    .where('id', '=', input.personId)
    .where('erase_after', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw refuse('accounts.erasure-requested')
  await recordSecurity(tx, { personId: input.personId, kind: 'erasure-requested', device: input.device, at })
  await mailAboutAccount(tx, {
    personId: input.personId,
    template: 'accounts.erasure-requested',
    device: input.device,
    at,
    params: { until: { instant: eraseAfter.toISOString() } },
    link: '/me/privacy',
  })
  return eraseAfter
}

export async function cancelErasure(tx: Tx, app: App, input: { personId: string; device: Device }): Promise<void> {
  const done = await tx
    .updateTable('person')
    .set({ erase_requested_at: null, erase_after: null })
    .where('id', '=', input.personId)
    .where('erase_after', 'is not', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) return
  const at = app.clock.now()
  await recordSecurity(tx, { personId: input.personId, kind: 'erasure-cancelled', device: input.device, at })
}

/**
 * Removes a person's data everywhere, in one transaction. The row stays under its number, because results, ledger lines
 * and the log point at it. Answers false when it was taken back, or done, in the meantime.
 */
export async function erasePerson(tx: Tx, personId: string, at: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('person')
    .select(['erase_after', 'deleted_at', 'email'])
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (!row?.erase_after || row.deleted_at || row.erase_after > at) return false
  for (const eraser of personErasers.get()) await eraser.erase(tx, personId, at)
  await endSessions(tx, { personId, reason: 'account-closed', at })
  await tx.deleteFrom('security_event').where('person_id', '=', personId).execute()
  await tx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
  await tx.deleteFrom('sign_in_challenge').where('person_id', '=', personId).execute()
  await tx
    .deleteFrom('email_token')
    .where(eb => eb.or([eb('person_id', '=', personId), eb('email', '=', row.email)]))
    .execute()
  await forgetMailsTo(tx, { personId, address: row.email })
  await tx.deleteFrom('sign_up').where('email', '=', row.email).execute()
  await tx.updateTable('session').set({ user_agent: '', address: '' }).where('person_id', '=', personId).execute()
  await tx
    .updateTable('person')
    .set({
      email: `erased-${personId}@erased.invalid`,
      email_verified_at: null,
      name: `#${personId.slice(-8)}`,
      password_hash: null,
      password_changed_at: null,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_last_step: null,
      platform_roles: [],
      deleted_at: at,
    })
    .where('id', '=', personId)
    .execute()
  await announce(tx, { name: 'accounts.person-erased', at, subject: { type: 'person', id: personId }, payload: {} })
  return true
}

const eraseDue = job('accounts.erase-due', z.object({}))

/** Each hour: closes the accounts whose days of grace are over, each in its own transaction. */
export const eraseDueJob = onJob(
  eraseDue,
  async (_, app) => {
    const at = app.clock.now()
    const due = await app.db.kysely
      .selectFrom('person')
      .select('id')
      .where('erase_after', '<=', at)
      .where('deleted_at', 'is', null)
      .execute()
    for (const { id } of due) await app.db.transaction(tx => erasePerson(tx, id, at))
  },
  { every: '7 * * * *' },
)
