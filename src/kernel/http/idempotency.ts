import { sql } from 'kysely'
import { canonicalJson } from '../canonical-json.ts'
import type { Reader, Tx } from '../db.ts'
import { refuse } from '../errors.ts'
import type { SecretBox } from '../secret-box.ts'

/** A creating request's identity: who sent it, the key they chose, and a digest of what they asked for. */
export interface RequestKey {
  scope: string
  key: string
  sha256: string
}

/**
 * The digest is keyed: requests carry passwords and identity numbers, which a plain hash in the table would give away to
 * guessing.
 */
export function requestKey(
  scope: string,
  key: string,
  route: string,
  input: unknown,
  secrets: Pick<SecretBox, 'digest'>,
): RequestKey {
  return { scope, key, sha256: secrets.digest(`${route}\n${canonicalJson(input)}`, 'kernel.request') }
}

export interface StoredReply {
  status: number
  reply: unknown
}

/**
 * The replies already stored for these keys, by `scope/key`. A key that was used with another input is refused under
 * `reused`: the caller decides whether that fails one request or the batch.
 */
export async function storedReplies(
  reader: Reader,
  keys: readonly RequestKey[],
): Promise<Map<string, StoredReply | 'reused'>> {
  if (keys.length === 0) return new Map()
  const rows = await sql<{ scope: string; key: string; request_sha256: string; status: number; reply: unknown }>`
    select k.scope, k.key, i.request_sha256, i.status, i.reply
    from unnest(${keys.map(k => k.scope)}::text[], ${keys.map(k => k.key)}::text[]) as k(scope, key)
    join idempotency_key i on i.scope = k.scope and i.key = k.key`.execute(reader)
  const digests = new Map(keys.map(k => [`${k.scope}/${k.key}`, k.sha256]))
  return new Map(
    rows.rows.map(row => {
      const id = `${row.scope}/${row.key}`
      return [id, digests.get(id) === row.request_sha256 ? { status: row.status, reply: row.reply } : 'reused']
    }),
  )
}

/** Stores replies in the transaction that made them true; a racer with the same key loses here and rolls back. */
export async function storeReplies(
  tx: Tx,
  replies: readonly { key: RequestKey; status: number; reply: unknown }[],
  at: Date,
): Promise<void> {
  if (replies.length === 0) return
  await sql`insert into idempotency_key (scope, key, request_sha256, status, reply, created_at)
    select scope, key, sha256, status, reply, ${at}
    from jsonb_to_recordset(${JSON.stringify(
      replies.map(({ key, status, reply }) => ({ ...key, status, reply })),
    )}::jsonb) as r(scope text, key text, sha256 text, status integer, reply jsonb)`.execute(tx)
}

/**
 * Runs `work` once per key. Two requests with one key at the same time: an advisory lock makes the second wait for the
 * first to commit and then return its reply.
 */
export async function once<T>(tx: Tx, key: RequestKey, status: number, at: Date, work: () => Promise<T>): Promise<T> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${key.scope}/${key.key}`}, 0))`.execute(tx)
  const stored = (await storedReplies(tx, [key])).get(`${key.scope}/${key.key}`)
  if (stored === 'reused') throw refuse('kernel.idempotency-key-reused')
  if (stored) return stored.reply as T
  const reply = await work()
  await storeReplies(tx, [{ key, status, reply }], at)
  return reply
}
