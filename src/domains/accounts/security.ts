import type { Reader } from '../../kernel/db.ts'
import type { Person } from '../../kernel/policy.ts'
import { addMs } from '../../kernel/clock.ts'
import type { ReplyOf } from '../../kernel/contract.ts'
import type { getSecurity } from './contract.ts'
import { deviceOf } from './device.ts'
import { recoveryCodeCount } from './second-factor.ts'
import { securityEvents } from './security-events.ts'

/** Everything the security page shows. */
export async function securityOf(reader: Reader, person: Person, now: Date): Promise<ReplyOf<typeof getSecurity>> {
  const row = await reader
    .selectFrom('person')
    .select(['email', 'password_changed_at', 'totp_confirmed_at'])
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  const { left } = await reader
    .selectFrom('recovery_code')
    .select(eb => eb.fn.countAll<bigint>().as('left'))
    .where('person_id', '=', person.id)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  const sessions = await reader
    .selectFrom('session')
    .select(['id', 'user_agent', 'address', 'created_at', 'seen_at'])
    .where('person_id', '=', person.id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute()
  const events = await securityEvents(reader, person.id)
  return {
    email: row.email,
    passwordChangedAt: row.password_changed_at?.toISOString() ?? null,
    secondFactorSince: row.totp_confirmed_at?.toISOString() ?? null,
    recoveryCodesLeft: Number(left),
    recoveryCodes: recoveryCodeCount,
    sessions: sessions
      .map(session => ({
        id: session.id,
        current: session.id === person.sessionId,
        ...deviceOf(session.user_agent),
        address: session.address,
        createdAt: session.created_at.toISOString(),
        seenAt: session.seen_at.toISOString(),
      }))
      .sort((a, b) => Number(b.current) - Number(a.current)),
    events,
    newDevice: newDeviceOf(events, sessions, person.sessionId, addMs(now, -7 * 86_400_000)),
  }
}

function newDeviceOf(
  events: ReplyOf<typeof getSecurity>['events'],
  sessions: { id: string; created_at: Date }[],
  currentId: string,
  since: Date,
) {
  for (const event of events) {
    if (event.kind !== 'signed-in-new-device' || event.at < since.toISOString()) continue
    const session = sessions.find(one => one.created_at.toISOString() === event.at && one.id !== currentId)
    if (session) return { event, sessionId: session.id }
  }
  return null
}
