import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { batchedRead } from '../../kernel/batched-read.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import type { Actor, Person } from '../../kernel/policy.ts'
import { staffOf } from './ports.ts'
import { localeOf } from './rows.ts'
import { newToken, sha256Hex } from './tokens.ts'

/** A session ends this long after it was last used, and at the latest `lifetimeMs` after it began. */
export const idleMs = 30 * 86_400_000
export const lifetimeMs = 180 * 86_400_000
/** `seen_at` is written at most this often: reading a page must not cost a write. */
const seenEveryMs = 5 * 60_000

export interface Device {
  address: string
  userAgent: string
}

/** Opens a session and returns its token, which is nowhere else: the database holds its SHA-256. */
export async function openSession(
  tx: Tx,
  input: { personId: string; device: Device; at: Date },
): Promise<{ id: string; token: string }> {
  const id = newId()
  const token = newToken()
  await tx
    .insertInto('session')
    .values({
      id,
      person_id: input.personId,
      token_sha256: sha256Hex(token),
      user_agent: input.device.userAgent.slice(0, 400),
      address: input.device.address,
      created_at: input.at,
      seen_at: input.at,
      expires_at: addMs(input.at, idleMs),
    })
    .execute()
  return { id, token }
}

export type EndReason = 'signed-out' | 'ended-by-owner' | 'password-changed' | 'password-reset' | 'account-closed'

/** Ends sessions of a person: one, or all but one, or all. Returns how many were open. */
export async function endSessions(
  tx: Tx,
  input: { personId: string; only?: string; except?: string; reason: EndReason; at: Date },
): Promise<number> {
  let update = tx
    .updateTable('session')
    .set({ ended_at: input.at, end_reason: input.reason })
    .where('person_id', '=', input.personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', input.at)
  if (input.only !== undefined) update = update.where('id', '=', input.only)
  if (input.except !== undefined) update = update.where('id', '<>', input.except)
  const done = await update.executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/**
 * Who a session token belongs to. The reads of one turn of the event loop are one statement; nothing is cached, so that
 * an ended session is refused at the very next request on every node.
 */
export function authenticator(app: App): (token: string) => Promise<Actor> {
  const read = batchedRead<string, Person>(async digests => {
    const now = app.clock.now()
    const rows = await app.db.kysely
      .selectFrom('session as s')
      .innerJoin('person as p', 'p.id', 's.person_id')
      .select([
        's.token_sha256',
        's.id as session_id',
        's.seen_at',
        's.created_at',
        'p.id',
        'p.email',
        'p.email_verified_at',
        'p.name',
        'p.locale',
        'p.zone',
        'p.platform_roles',
      ])
      .where('s.token_sha256', 'in', digests)
      .where('s.ended_at', 'is', null)
      .where('s.expires_at', '>', now)
      .where('p.deleted_at', 'is', null)
      .execute()
    if (rows.length === 0) return new Map()
    const staff = await staffOf.get()(app.db.kysely, [...new Set(rows.map(row => row.id))])
    const stale = rows.filter(row => now.getTime() - row.seen_at.getTime() >= seenEveryMs)
    if (stale.length > 0)
      touch(
        app,
        stale.map(row => row.session_id),
        now,
      ).catch((error: unknown) => app.log.warn({ err: error }, 'sessions could not be marked as seen'))
    return new Map(
      rows.map(row => [
        row.token_sha256,
        {
          kind: 'person',
          id: row.id,
          sessionId: row.session_id,
          email: row.email,
          emailVerified: row.email_verified_at !== null,
          name: row.name,
          locale: localeOf(row.locale),
          zone: row.zone,
          platformRoles: row.platform_roles,
          staff: staff.get(row.id) ?? [],
        },
      ]),
    )
  })
  return async token => (token.length === 43 ? await read(sha256Hex(token)) : undefined) ?? { kind: 'visitor' }
}

async function touch(app: App, sessionIds: string[], now: Date): Promise<void> {
  await sql`update session
    set seen_at = ${now}, expires_at = least(${addMs(now, idleMs)}::timestamptz, created_at + ${lifetimeMs / 1000} * interval '1 second')
    where id = any(${sessionIds}::uuid[]) and ended_at is null and seen_at <= ${addMs(now, -seenEveryMs)}`.execute(
    app.db.kysely,
  )
}
