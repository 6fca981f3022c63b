import type { Reader, Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import { type SecurityEventView, securityKinds } from './contract.ts'
import { deviceOf } from './device.ts'
import type { Device } from './sessions.ts'

export type SecurityKind = (typeof securityKinds)[number]

/** How long the owner can read what happened. */
export const historyDays = 180

export async function recordSecurity(
  tx: Tx,
  event: { personId: string; kind: SecurityKind; device: Device; at: Date },
): Promise<void> {
  await tx
    .insertInto('security_event')
    .values({
      id: newId(),
      person_id: event.personId,
      kind: event.kind,
      at: event.at,
      address: event.device.address,
      user_agent: event.device.userAgent.slice(0, 400),
    })
    .execute()
}

/** Newest first. */
export async function securityEvents(reader: Reader, personId: string, limit = 50): Promise<SecurityEventView[]> {
  const rows = await reader
    .selectFrom('security_event')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.flatMap(row => {
    const kind = securityKinds.find(known => known === row.kind)
    const { browser, system } = deviceOf(row.user_agent)
    return kind ? [{ id: row.id, kind, at: row.at.toISOString(), address: row.address, browser, system }] : []
  })
}
