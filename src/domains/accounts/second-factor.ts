import { randomBytes } from 'node:crypto'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { ReplyOf } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { newCode } from '../../kernel/ids.ts'
import { text } from '../../kernel/i18n.ts'
import type { startSecondFactor as startRoute } from './contract.ts'
import { mailAboutAccount } from './mails.ts'
import { recordSecurity } from './security-events.ts'
import { type Device, endSessions } from './sessions.ts'
import { completeSignIn } from './sign-in.ts'
import { base32, matchingStep, totpUri } from './totp.ts'
import { sha256Hex } from './tokens.ts'
import { totpQr } from './totp-qr.ts'

const wrongAnswers = 5
export const recoveryCodeCount = 10

const contextOf = (personId: string): string => `accounts.totp:${personId}`
const recoveryDigest = (app: App, personId: string, code: string): string =>
  app.secrets.digest(code.replace(/[^0-9A-Za-z]/g, '').toUpperCase(), `accounts.recovery:${personId}`)

/** A new secret, not yet in force. A secret that was begun and never confirmed is replaced. */
export async function startSecondFactor(
  tx: Tx,
  app: App,
  person: { id: string; email: string; locale: 'zh-CN' | 'en' },
): Promise<ReplyOf<typeof startRoute>> {
  const secret = randomBytes(20)
  const done = await tx
    .updateTable('person')
    .set({ totp_secret: app.secrets.seal(secret, contextOf(person.id)), totp_last_step: null })
    .where('id', '=', person.id)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw refuse('accounts.second-factor-on')
  const uri = totpUri(secret, text(person.locale, 'accounts.issuer'), person.email)
  return { secret: base32(secret), uri, qr: totpQr(uri) }
}

/** The first code turns the second factor on. Returns the recovery codes, which are nowhere else. */
export async function confirmSecondFactor(
  tx: Tx,
  app: App,
  input: { personId: string; code: string; device: Device },
): Promise<string[]> {
  const at = app.clock.now()
  const row = await secretOf(tx, input.personId)
  if (!row.totp_secret) throw refuse('accounts.second-factor-off')
  if (row.totp_confirmed_at) throw refuse('accounts.second-factor-on')
  const step = matchingStep(app.secrets.open(row.totp_secret, contextOf(input.personId)), input.code, at, null)
  if (step === null)
    throw refuse('accounts.code-wrong', { count: wrongAnswers }, [{ path: 'code', code: 'accounts.code-wrong' }])
  await tx
    .updateTable('person')
    .set({ totp_confirmed_at: at, totp_last_step: BigInt(step) })
    .where('id', '=', input.personId)
    .execute()
  await recordSecurity(tx, { personId: input.personId, kind: 'second-factor-on', device: input.device, at })
  await mailAboutAccount(tx, {
    personId: input.personId,
    template: 'accounts.second-factor-on',
    device: input.device,
    at,
  })
  return renewRecoveryCodes(tx, app, input)
}

export async function removeSecondFactor(
  tx: Tx,
  app: App,
  input: { personId: string; sessionId: string; device: Device },
): Promise<number> {
  const at = app.clock.now()
  const done = await tx
    .updateTable('person')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where('id', '=', input.personId)
    .where('totp_confirmed_at', 'is not', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw refuse('accounts.second-factor-off')
  await tx.deleteFrom('recovery_code').where('person_id', '=', input.personId).execute()
  await recordSecurity(tx, { personId: input.personId, kind: 'second-factor-off', device: input.device, at })
  await mailAboutAccount(tx, {
    personId: input.personId,
    template: 'accounts.second-factor-off',
    device: input.device,
    at,
  })
  return endSessions(tx, { personId: input.personId, except: input.sessionId, reason: 'ended-by-owner', at })
}

/** Ten codes of ten characters, shown once; the ones before end. */
export async function renewRecoveryCodes(
  tx: Tx,
  app: App,
  input: { personId: string; device: Device },
): Promise<string[]> {
  const at = app.clock.now()
  const person = await secretOf(tx, input.personId)
  if (!person.totp_confirmed_at) throw refuse('accounts.second-factor-off')
  const codes = Array.from({ length: recoveryCodeCount }, () => newCode(10))
  await tx.deleteFrom('recovery_code').where('person_id', '=', input.personId).execute()
  await tx
    .insertInto('recovery_code')
    .values(
      codes.map(code => ({
        person_id: input.personId,
        code_digest: recoveryDigest(app, input.personId, code),
        created_at: at,
      })),
    )
    .execute()
  await recordSecurity(tx, { personId: input.personId, kind: 'recovery-codes-made', device: input.device, at })
  return codes.map(code => `${code.slice(0, 5)}-${code.slice(5)}`)
}

export type AnsweredChallenge =
  | { personId: string; token: string }
  | { refused: 'accounts.second-factor-wrong'; left: number }
  | { refused: 'accounts.challenge-ended' }

/** Digits of the app or a recovery code, each good once. Answers instead of throwing: a wrong answer must be counted. */
export async function answerChallenge(
  tx: Tx,
  app: App,
  input: { challenge: string; code: string; device: Device },
): Promise<AnsweredChallenge> {
  const at = app.clock.now()
  const challenge = await tx
    .selectFrom('sign_in_challenge')
    .selectAll()
    .where('token_sha256', '=', sha256Hex(input.challenge))
    .forUpdate()
    .executeTakeFirst()
  if (!challenge || challenge.used_at || challenge.expires_at <= at || challenge.attempts >= wrongAnswers)
    return { refused: 'accounts.challenge-ended' }
  if ((await wrongAnswersOfTheHour(tx, challenge.person_id, at)) >= 3 * wrongAnswers)
    return { refused: 'accounts.challenge-ended' }
  const kind = await proofKind(tx, app, challenge.person_id, input.code.replace(/\s+/g, ''), at)
  if (!kind) {
    await tx
      .updateTable('sign_in_challenge')
      .set({ attempts: challenge.attempts + 1 })
      .where('id', '=', challenge.id)
      .execute()
    await recordSecurity(tx, { personId: challenge.person_id, kind: 'second-factor-refused', device: input.device, at })
    const left = wrongAnswers - challenge.attempts - 1
    return left > 0 ? { refused: 'accounts.second-factor-wrong', left } : { refused: 'accounts.challenge-ended' }
  }
  await tx.updateTable('sign_in_challenge').set({ used_at: at }).where('id', '=', challenge.id).execute()
  return completeSignIn(tx, app, challenge.person_id, input.device, kind)
}

/** Whoever knows the password can ask for challenge after challenge: their wrong answers are counted together. */
async function wrongAnswersOfTheHour(tx: Tx, personId: string, at: Date): Promise<number> {
  const { wrong } = await tx
    .selectFrom('sign_in_challenge')
    .select(eb => eb.fn.coalesce(eb.fn.sum<bigint>('attempts'), eb.val(0n)).as('wrong'))
    .where('person_id', '=', personId)
    .where('created_at', '>', addMs(at, -3_600_000))
    .executeTakeFirstOrThrow()
  return Number(wrong)
}

async function proofKind(tx: Tx, app: App, personId: string, code: string, at: Date) {
  const person = await secretOf(tx, personId)
  if (/^\d{6}$/.test(code)) {
    if (!person.totp_secret) return undefined
    const last = person.totp_last_step === null ? null : Number(person.totp_last_step)
    const step = matchingStep(app.secrets.open(person.totp_secret, contextOf(personId)), code, at, last)
    if (step === null) return undefined
    await tx
      .updateTable('person')
      .set({ totp_last_step: BigInt(step) })
      .where('id', '=', personId)
      .execute()
    return 'signed-in-second-factor' as const
  }
  const used = await tx
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('person_id', '=', personId)
    .where('code_digest', '=', recoveryDigest(app, personId, code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n ? ('signed-in-recovery-code' as const) : undefined
}

async function secretOf(tx: Tx, personId: string) {
  return tx
    .selectFrom('person')
    .select(['totp_secret', 'totp_confirmed_at', 'totp_last_step'])
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}
