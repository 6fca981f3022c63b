import type { App } from '../../kernel/app.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { mailAboutAccount } from './mails.ts'
import { hashPassword, passwordMistakes } from './password.ts'
import { setPassword } from './reset-password.ts'
import { recordSecurity } from './security-events.ts'
import { type Device, endSessions } from './sessions.ts'
import { confirmPassword } from './sign-in.ts'

interface Change {
  personId: string
  sessionId: string
  device: Device
}

/** Checks the present password and the new one, and hashes it: what must not hold a transaction open. */
export async function preparePasswordChange(
  app: App,
  input: Change & { current: string; password: string; email: string; name: string },
): Promise<{ passwordHash: string }> {
  const mistakes = passwordMistakes(input.password, input)
  if (mistakes.length > 0) throw refuse('accounts.password-weak', {}, mistakes)
  await confirmPassword(app, {
    personId: input.personId,
    password: input.current,
    device: input.device,
    path: 'current',
  })
  return { passwordHash: await hashPassword(input.device.address, input.password) }
}

/** Sets the password, ends the other sessions and tells the owner. Returns how many sessions ended. */
export async function changePassword(tx: Tx, app: App, input: Change & { passwordHash: string }): Promise<number> {
  const at = app.clock.now()
  const { personId, device } = input
  await setPassword(tx, { personId, passwordHash: input.passwordHash, at })
  const ended = await endSessions(tx, { personId, except: input.sessionId, reason: 'password-changed', at })
  await recordSecurity(tx, { personId, kind: 'password-changed', device, at })
  await mailAboutAccount(tx, { personId, template: 'accounts.password-changed', device, at })
  return ended
}
