import { sql } from 'kysely'
import type { Reader, Tx } from '../../../kernel/db.ts'

export type RecordKind =
  | 'ordered'
  | 'opened'
  | 'chosen'
  | 'paid'
  | 'paid-again'
  | 'closed'
  | 'refunded'
  | 'notice-sent'
  | 'notice-failed'

/** One line of what went to and fro, shown beside the charge. */
export async function record(
  executor: Reader | Tx,
  chargeReference: string,
  at: Date,
  kind: RecordKind,
  params: Record<string, string | number> = {},
): Promise<void> {
  await sql`insert into sandbox_record (charge_reference, at, kind, params)
    values (${chargeReference}, ${at}, ${kind}, ${JSON.stringify(params)}::jsonb)`.execute(executor)
}

export async function recordsOf(
  reader: Reader,
  chargeReference: string,
): Promise<{ at: Date; kind: RecordKind; params: Record<string, string | number> }[]> {
  const found = await sql<{ at: Date; kind: RecordKind; params: Record<string, string | number> }>`
    select at, kind, params from sandbox_record where charge_reference = ${chargeReference} order by id desc limit 50`.execute(
    reader,
  )
  return found.rows.toReversed()
}
