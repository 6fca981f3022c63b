import { timingSafeEqual } from 'node:crypto'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import { brokenConstraint, type Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { sendMail } from '../../kernel/mail/index.ts'
import type { Person } from '../../kernel/policy.ts'
import { normaliseEmail } from './email.ts'
import { mailAboutAccount } from './mails.ts'
import { recordSecurity } from './security-events.ts'
import type { Device } from './sessions.ts'
import { newDigits, newToken, sha256Hex, spacedDigits } from './tokens.ts'

const codeMs = 10 * 60_000
const changesAnHour = 5
const wrongCodes = 5

/** Mails a code to the new address; to one that has an account already, a mail that says so instead. */
export async function startEmailChange(tx: Tx, app: App, input: { person: Person; email: string }) {
  const at = app.clock.now()
  const email = normaliseEmail(input.email)
  const { person } = input
  const { asked } = await tx
    .selectFrom('email_token')
    .select(eb => eb.fn.countAll<bigint>().as('asked'))
    .where('person_id', '=', person.id)
    .where('kind', '=', 'change-email')
    .where('created_at', '>', addMs(at, -3_600_000))
    .executeTakeFirstOrThrow()
  if (asked >= changesAnHour) throw refuse('accounts.too-many-codes', { minutes: 60 })
  const id = newId()
  const digits = newDigits()
  const expiresAt = addMs(at, codeMs)
  await tx
    .insertInto('email_token')
    .values({
      id,
      kind: 'change-email',
      person_id: person.id,
      email,
      link_sha256: sha256Hex(newToken()),
      code_digest: digestOf(app, id, digits),
      expires_at: expiresAt,
      created_at: at,
    })
    .execute()
  const taken = await tx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst()
  await sendMail(tx, {
    to: email,
    personId: person.id,
    locale: person.locale,
    zone: person.zone,
    at,
    ...(taken
      ? { template: 'accounts.email-taken', params: {} }
      : {
          template: 'accounts.email-change-code',
          params: { name: person.name, code: spacedDigits(digits), until: { instant: expiresAt.toISOString() } },
          code: spacedDigits(digits),
        }),
  })
  return { changeId: id, email, sentAt: at.toISOString(), expiresAt: expiresAt.toISOString() }
}

export type FinishedEmailChange =
  | { changed: true }
  | { refused: 'accounts.code-wrong'; left: number }
  | { refused: 'accounts.code-ended' }

/** Takes over the new address. Answers instead of throwing: a wrong code must be counted. */
export async function finishEmailChange(
  tx: Tx,
  app: App,
  input: { personId: string; changeId: string; code: string; device: Device },
): Promise<FinishedEmailChange> {
  const at = app.clock.now()
  const row = await tx
    .selectFrom('email_token')
    .selectAll()
    .where('id', '=', input.changeId)
    .where('kind', '=', 'change-email')
    .where('person_id', '=', input.personId)
    .forUpdate()
    .executeTakeFirst()
  if (!row?.code_digest || row.used_at || row.expires_at <= at || row.attempts >= wrongCodes)
    return { refused: 'accounts.code-ended' }
  if (!timingSafeEqual(Buffer.from(row.code_digest), Buffer.from(digestOf(app, row.id, input.code)))) {
    await tx
      .updateTable('email_token')
      .set({ attempts: row.attempts + 1 })
      .where('id', '=', row.id)
      .execute()
    const left = wrongCodes - row.attempts - 1
    return left > 0 ? { refused: 'accounts.code-wrong', left } : { refused: 'accounts.code-ended' }
  }
  const before = await tx
    .selectFrom('person')
    .select('email')
    .where('id', '=', input.personId)
    .executeTakeFirstOrThrow()
  try {
    await tx
      .updateTable('person')
      .set({ email: row.email, email_verified_at: at })
      .where('id', '=', input.personId)
      .execute()
  } catch (error) {
    if (brokenConstraint(error) === 'person_email') throw refuse('accounts.email-in-use')
    throw error
  }
  await tx.updateTable('email_token').set({ used_at: at }).where('id', '=', row.id).execute()
  await recordSecurity(tx, { personId: input.personId, kind: 'email-changed', device: input.device, at })
  await announce(tx, {
    name: 'accounts.email-changed',
    at,
    actorId: input.personId,
    subject: { type: 'person', id: input.personId },
    payload: {},
  })
  await mailAboutAccount(tx, {
    personId: input.personId,
    template: 'accounts.email-changed',
    to: before.email,
    device: input.device,
    at,
  })
  return { changed: true }
}

function digestOf(app: App, id: string, digits: string): string {
  return app.secrets.digest(digits, `accounts.change-email:${id}`)
}
