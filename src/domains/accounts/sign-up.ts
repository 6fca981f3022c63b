import { timingSafeEqual } from 'node:crypto'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { sendMail } from '../../kernel/mail/index.ts'
import { found, type Locale } from '../../kernel/policy.ts'
import { consentVersions, neededConsents } from './consent-purposes.ts'
import { giveConsent } from './consents.ts'
import type { SignUpView } from './contract.ts'
import { normaliseEmail } from './email.ts'
import { hashPassword, passwordMistakes } from './password.ts'
import { createPerson } from './person.ts'
import { localeOf } from './rows.ts'
import { recordSecurity } from './security-events.ts'
import { type Device, openSession } from './sessions.ts'
import { newDigits, newToken, sha256Hex, spacedDigits } from './tokens.ts'
import { checkZone } from './zone.ts'

const codeMs = 10 * 60_000
const resendMs = 30_000
const mailsPerSignUp = 5
const mailsPerAddressAnHour = 8
const wrongCodes = 5

export interface SignUpInput {
  name: string
  email: string
  password: string
  zone: string
  terms: boolean
  news: boolean
  next?: string | undefined
}

/** What may be decided, and what costs time, before a transaction is opened. */
export async function prepareSignUp(input: SignUpInput, address: string): Promise<{ passwordHash: string }> {
  if (!input.terms) throw refuse('accounts.consent-needed', {}, [{ path: 'terms', code: 'accounts.consent-needed' }])
  checkZone(input.zone)
  const mistakes = passwordMistakes(input.password, { email: normaliseEmail(input.email), name: input.name })
  if (mistakes.length > 0) throw refuse('accounts.password-weak', {}, mistakes)
  return { passwordHash: await hashPassword(address, input.password) }
}

/**
 * Writes the sign-up and mails its code. For an address that has an account the same is written, but the mail says so
 * and carries no code: only the owner of the mailbox learns it.
 */
export async function startSignUp(
  tx: Tx,
  app: App,
  input: SignUpInput & { passwordHash: string; locale: Locale },
): Promise<SignUpView> {
  const at = app.clock.now()
  const email = normaliseEmail(input.email)
  await refuseTooManyMails(tx, email, at)
  const id = newId()
  const digits = newDigits()
  const link = newToken()
  const row = await tx
    .insertInto('sign_up')
    .values({
      id,
      email,
      name: input.name,
      password_hash: input.passwordHash,
      locale: input.locale,
      zone: input.zone,
      consents: JSON.stringify([...neededConsents, ...(input.news ? ['news'] : [])]),
      code_digest: digestOf(app, id, digits),
      link_sha256: sha256Hex(link),
      sent_at: at,
      expires_at: addMs(at, codeMs),
      created_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await mailCode(tx, row, { digits, link, next: input.next, at })
  return viewOf(row)
}

export async function signUpById(reader: Reader, id: string): Promise<SignUpView> {
  return viewOf(found(await unused(reader, id)))
}

/** A new code for the same sign-up; the one before, and its link, end. */
export async function resendSignUpCode(tx: Tx, app: App, id: string): Promise<SignUpView> {
  const at = app.clock.now()
  const before = found(
    await tx
      .selectFrom('sign_up')
      .selectAll()
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .forUpdate()
      .executeTakeFirst(),
  )
  const waitMs = before.sent_at.getTime() + resendMs - at.getTime()
  if (waitMs > 0) throw refuse('accounts.wait-before-code', { seconds: Math.ceil(waitMs / 1000) })
  if (before.mails >= mailsPerSignUp) throw refuse('accounts.too-many-codes', { minutes: 60 })
  await refuseTooManyMails(tx, before.email, at)
  const digits = newDigits()
  const link = newToken()
  const row = await tx
    .updateTable('sign_up')
    .set({
      code_digest: digestOf(app, id, digits),
      link_sha256: sha256Hex(link),
      attempts: 0,
      mails: before.mails + 1,
      sent_at: at,
      expires_at: addMs(at, codeMs),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await mailCode(tx, row, { digits, link, next: undefined, at })
  return viewOf(row)
}

export type FinishedSignUp =
  | { personId: string; token: string }
  | { refused: 'accounts.code-wrong'; left: number }
  | { refused: 'accounts.code-ended' }

/**
 * Makes the account, once: the guarded update decides between two requests with one code. A wrong code is counted, so
 * this answers instead of throwing: the count must be committed.
 */
export async function finishSignUp(
  tx: Tx,
  app: App,
  input: { signUpId: string; proof: { code: string } | { token: string }; device: Device },
): Promise<FinishedSignUp> {
  const at = app.clock.now()
  const row = await tx.selectFrom('sign_up').selectAll().where('id', '=', input.signUpId).forUpdate().executeTakeFirst()
  if (!row || row.used_at || row.expires_at <= at || row.attempts >= wrongCodes)
    return { refused: 'accounts.code-ended' }
  const right =
    'code' in input.proof
      ? same(row.code_digest, digestOf(app, row.id, input.proof.code))
      : same(row.link_sha256, sha256Hex(input.proof.token))
  if (!right) {
    await tx
      .updateTable('sign_up')
      .set({ attempts: row.attempts + 1 })
      .where('id', '=', row.id)
      .execute()
    const left = wrongCodes - row.attempts - 1
    return left > 0 ? { refused: 'accounts.code-wrong', left } : { refused: 'accounts.code-ended' }
  }
  await tx.updateTable('sign_up').set({ used_at: at }).where('id', '=', row.id).execute()
  const personId = await createPerson(tx, {
    email: row.email,
    name: row.name,
    locale: localeOf(row.locale),
    zone: row.zone,
    passwordHash: row.password_hash,
    emailVerifiedAt: at,
    at,
  })
  const purposes = Array.isArray(row.consents) ? row.consents : []
  for (const purpose of ['terms', 'privacy', 'news'] as const)
    if (purposes.includes(purpose))
      await giveConsent(tx, { personId, purpose, version: consentVersions[purpose], at: row.created_at })
  await recordSecurity(tx, { personId, kind: 'signed-up', device: input.device, at })
  await announce(tx, {
    name: 'accounts.person-signed-up',
    at,
    actorId: personId,
    subject: { type: 'person', id: personId },
    payload: {},
  })
  const session = await openSession(tx, { personId, device: input.device, at })
  return { personId, token: session.token }
}

async function unused(reader: Reader, id: string) {
  return reader.selectFrom('sign_up').selectAll().where('id', '=', id).where('used_at', 'is', null).executeTakeFirst()
}

function viewOf(row: { id: string; email: string; sent_at: Date; expires_at: Date }): SignUpView {
  return {
    signUpId: row.id,
    email: row.email,
    sentAt: row.sent_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    resendAt: addMs(row.sent_at, resendMs).toISOString(),
  }
}

function digestOf(app: App, id: string, digits: string): string {
  return app.secrets.digest(digits, `accounts.sign-up:${id}`)
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

/** A mailbox is not to be flooded by a stranger who types its address. */
async function refuseTooManyMails(tx: Tx, email: string, at: Date): Promise<void> {
  const { mails } = await tx
    .selectFrom('sign_up')
    .select(eb => eb.fn.coalesce(eb.fn.sum<bigint>('mails'), eb.val(0n)).as('mails'))
    .where('email', '=', email)
    .where('created_at', '>', addMs(at, -3_600_000))
    .executeTakeFirstOrThrow()
  if (Number(mails) >= mailsPerAddressAnHour) throw refuse('accounts.too-many-codes', { minutes: 60 })
}

async function mailCode(
  tx: Tx,
  row: { id: string; email: string; name: string; locale: string; zone: string; expires_at: Date },
  mail: { digits: string; link: string; next: string | undefined; at: Date },
): Promise<void> {
  const locale = localeOf(row.locale)
  const existing = await tx
    .selectFrom('person')
    .select(['id', 'name', 'locale', 'zone'])
    .where('email', '=', row.email)
    .executeTakeFirst()
  if (existing) {
    await sendMail(tx, {
      to: row.email,
      personId: existing.id,
      locale,
      zone: existing.zone,
      template: 'accounts.already-here',
      params: { name: existing.name },
      link: '/forgot',
      at: mail.at,
    })
    return
  }
  const next = mail.next ? `&next=${encodeURIComponent(mail.next)}` : ''
  await sendMail(tx, {
    to: row.email,
    locale,
    zone: row.zone,
    template: 'accounts.sign-up-code',
    params: { name: row.name, code: spacedDigits(mail.digits), until: { instant: row.expires_at.toISOString() } },
    code: spacedDigits(mail.digits),
    link: `/sign-up/code?id=${row.id}&token=${mail.link}${next}`,
    at: mail.at,
  })
}
