import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { deviceOf, networkOf } from './device.ts'
import { normaliseEmail } from './email.ts'
import { mailAboutAccount } from './mails.ts'
import { passwordMatches } from './password.ts'
import { recordSecurity, type SecurityKind } from './security-events.ts'
import { type Device, openSession } from './sessions.ts'
import { countAttempt, forgetAttempts, type GuardLimit } from './sign-in-guard.ts'
import { newToken, sha256Hex } from './tokens.ts'

const minute = 60_000
const challengeMs = 10 * minute

/**
 * Five tries for one account from one client, then ten minutes; forty for an account from anywhere, so that a stranger
 * cannot easily lock its owner out; three hundred for a client, which may be a whole campus.
 */
function limitsOf(app: App, email: string, address: string): GuardLimit[] {
  const digest = (value: string): string => app.secrets.digest(value, 'accounts.sign-in-guard')
  return [
    { scope: 'pair', subject: digest(`${email} ${address}`), tries: 5, windowMs: 15 * minute, lockMs: 10 * minute },
    { scope: 'account', subject: digest(email), tries: 40, windowMs: 60 * minute, lockMs: 10 * minute },
    { scope: 'address', subject: digest(address), tries: 300, windowMs: 60 * minute, lockMs: 10 * minute },
  ]
}

export type SignedIn = { personId: string; token: string } | { challenge: string }

/**
 * Address and password to a session, or to a challenge when a second factor is on. An unknown address goes the same way
 * as a wrong password: the same counting, the same hashing, the same refusal.
 */
export async function signIn(app: App, input: { email: string; password: string; device: Device }): Promise<SignedIn> {
  const at = app.clock.now()
  const email = normaliseEmail(input.email)
  const limits = limitsOf(app, email, input.device.address)
  const { triesLeft } = await countAttempt(app.db, limits, at)
  const person = await app.db.kysely
    .selectFrom('person')
    .select(['id', 'password_hash', 'totp_confirmed_at'])
    .where('email', '=', email)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const right = await passwordMatches(input.device.address, input.password, person?.password_hash ?? null)
  if (!person || !right) {
    if (person)
      await app.db.transaction(tx =>
        recordSecurity(tx, { personId: person.id, kind: 'sign-in-refused', device: input.device, at }),
      )
    throw refuse('accounts.pair-wrong', { count: triesLeft, minutes: 10 })
  }
  await forgetAttempts(app.db, limits)
  if (person.totp_confirmed_at === null)
    return app.db.transaction(tx => completeSignIn(tx, app, person.id, input.device))
  const challenge = newToken()
  await app.db.kysely
    .insertInto('sign_in_challenge')
    .values({
      id: newId(),
      person_id: person.id,
      token_sha256: sha256Hex(challenge),
      expires_at: addMs(at, challengeMs),
      created_at: at,
    })
    .execute()
  return { challenge }
}

/**
 * A command that needs the password again. Guessing here is slowed like guessing at the door. Refuses
 * `accounts.password-wrong`, marking the field at `path`.
 */
export async function confirmPassword(
  app: App,
  input: { personId: string; password: string; device: Device; path?: string },
): Promise<void> {
  const person = await app.db.kysely
    .selectFrom('person')
    .select(['email', 'password_hash'])
    .where('id', '=', input.personId)
    .executeTakeFirst()
  const limits = limitsOf(app, person?.email ?? input.personId, input.device.address)
  const { triesLeft } = await countAttempt(app.db, limits, app.clock.now())
  if (!(await passwordMatches(input.device.address, input.password, person?.password_hash ?? null)))
    throw refuse('accounts.password-wrong', { count: triesLeft }, [
      { path: input.path ?? 'password', code: 'accounts.password-wrong', params: { count: triesLeft } },
    ])
  await forgetAttempts(app.db, limits)
}

/** Opens the session, writes it down, and mails the owner when the device was not seen before. */
export async function completeSignIn(
  tx: Tx,
  app: App,
  personId: string,
  device: Device,
  kind: SecurityKind = 'signed-in',
): Promise<{ personId: string; token: string }> {
  const at = app.clock.now()
  const isNew = await isNewDevice(tx, personId, device)
  const session = await openSession(tx, { personId, device, at })
  await recordSecurity(tx, {
    personId,
    kind: isNew && kind === 'signed-in' ? 'signed-in-new-device' : kind,
    device,
    at,
  })
  if (isNew) await mailAboutAccount(tx, { personId, template: 'accounts.new-device', device, at })
  return { personId, token: session.token }
}

/** No session before had this browser on this system from this network. The very first is not new. */
async function isNewDevice(tx: Tx, personId: string, device: Device): Promise<boolean> {
  const before = await tx
    .selectFrom('session')
    .select(['user_agent', 'address'])
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  if (before.length === 0) return false
  const now = deviceOf(device.userAgent)
  const network = networkOf(device.address)
  return !before.some(row => {
    const then = deviceOf(row.user_agent)
    return then.browser === now.browser && then.system === now.system && networkOf(row.address) === network
  })
}
