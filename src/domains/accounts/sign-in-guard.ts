import { sql } from 'kysely'
import { addMs } from '../../kernel/clock.ts'
import type { Db } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'

/**
 * Slows guessing. Attempts are counted before the password is looked at, so that a thousand guesses sent at once are a
 * thousand attempts. Keys are digests: what is counted for an address that has an account is counted for one that has not.
 */
export interface GuardLimit {
  /** Distinguishes limits in the key: `pair`, `account`, `address`. */
  scope: string
  /** Digest of what is counted. */
  subject: string
  tries: number
  windowMs: number
  lockMs: number
}

/** Locks double each time within a day, up to this. */
const longestLockMs = 60 * 60_000

/**
 * Counts one attempt under each limit and refuses `accounts.locked { seconds, until }` when one is used up. Its own
 * transaction: the count stays when the request is refused. Returns how many tries the tightest limit leaves.
 */
export async function countAttempt(db: Db, limits: readonly GuardLimit[], at: Date): Promise<{ triesLeft: number }> {
  const answers = await db.transaction(async tx => {
    const rows: { left: number; lockedUntil: Date | null }[] = []
    // One order for all requests, so that two never wait for each other.
    for (const limit of [...limits].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
      const windowStart = addMs(at, -limit.windowMs)
      const counted = await sql<{ failures: number; locks: number; locked_until: Date | null }>`
        insert into sign_in_guard as g (key, failures, window_started_at) values (${keyOf(limit)}, 1, ${at})
        on conflict (key) do update set
          failures = case
            when g.locked_until > ${at} then g.failures
            when g.locked_until is not null or g.window_started_at <= ${windowStart} then 1
            else g.failures + 1 end,
          window_started_at = case
            when g.locked_until > ${at} then g.window_started_at
            when g.locked_until is not null or g.window_started_at <= ${windowStart} then ${at}
            else g.window_started_at end,
          locks = case when g.window_started_at <= ${addMs(at, -86_400_000)} then 0 else g.locks end,
          locked_until = case when g.locked_until > ${at} then g.locked_until end
        returning failures, locks, locked_until`.execute(tx)
      const row = counted.rows[0]
      if (!row) continue
      // The last try is still looked at; the lock is for whoever comes next.
      if (!row.locked_until && row.failures >= limit.tries) {
        const lockMs = Math.min(limit.lockMs * 2 ** row.locks, Math.max(longestLockMs, limit.lockMs))
        await sql`update sign_in_guard set locked_until = ${addMs(at, lockMs)}, locks = locks + 1
          where key = ${keyOf(limit)}`.execute(tx)
      }
      rows.push({ left: limit.tries - row.failures, lockedUntil: row.locked_until })
    }
    return rows
  })
  const locks = answers.flatMap(answer => answer.lockedUntil ?? []).sort((a, b) => b.getTime() - a.getTime())
  const until = locks[0]
  if (until) {
    const seconds = Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000))
    throw refuse('accounts.locked', { seconds, minutes: Math.ceil(seconds / 60), until: until.toISOString() })
  }
  return { triesLeft: Math.max(0, Math.min(...answers.map(answer => answer.left))) }
}

/** The password was right: what was counted is forgotten, or, of a shared `address`, only this attempt. */
export async function forgetAttempts(db: Db, limits: readonly GuardLimit[]): Promise<void> {
  const shared = limits.filter(limit => limit.scope === 'address').map(keyOf)
  const own = limits.filter(limit => limit.scope !== 'address').map(keyOf)
  if (own.length > 0) await db.kysely.deleteFrom('sign_in_guard').where('key', 'in', own).execute()
  if (shared.length > 0)
    await sql`update sign_in_guard set failures = greatest(failures - 1, 0) where key = any(${shared})`.execute(
      db.kysely,
    )
}

function keyOf(limit: GuardLimit): string {
  return `${limit.scope}:${limit.subject}`
}
