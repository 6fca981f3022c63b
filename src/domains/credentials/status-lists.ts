import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import { addresses } from './addresses.ts'
import { statusListCredential, statusListSize } from './bitstring-status-list.ts'
import { signDocument, type JsonObject } from './data-integrity.ts'
import { currentKey } from './issuer-keys.ts'
import { revokedIndexes, statusListById } from './queries.ts'

export interface StatusPlace {
  listId: string
  index: number
}

/**
 * Takes places in the organisation's open list, opening another when it is full. Places are dealt in a scattered order,
 * so that a neighbouring index tells nothing about who was certified together.
 */
export async function takeStatusIndexes(
  tx: Tx,
  input: { organisationId: string; count: number; at: Date },
): Promise<StatusPlace[]> {
  const { organisationId, count, at } = input
  const places: StatusPlace[] = []
  while (places.length < count) {
    const wanted = count - places.length
    const list = await openList(tx, organisationId, at)
    const take = Math.min(wanted, statusListSize - list.taken)
    await sql`update status_list set taken = taken + ${take} where id = ${list.id}`.execute(tx)
    for (let step = 0; step < take; step += 1) places.push({ listId: list.id, index: scattered(list.taken + step) })
  }
  return places
}

/** A fixed shuffle of the list's places: 40503 is odd, so multiplying by it modulo 2^17 meets every place once. */
export function scattered(position: number): number {
  return (position * 40_503) % statusListSize
}

async function openList(tx: Tx, organisationId: string, at: Date): Promise<{ id: string; taken: number }> {
  for (;;) {
    const found = await sql<{ id: string; taken: number; number: number }>`
      select id, taken, number from status_list where organisation_id = ${organisationId}
      order by number desc limit 1 for update`.execute(tx)
    const [last] = found.rows
    if (last && last.taken < statusListSize) return last
    // Two racers open the same number; the second waits here and then finds the first one's list.
    await sql`insert into status_list (id, organisation_id, number, changed_at)
      values (${newId()}, ${organisationId}, ${(last?.number ?? 0) + 1}, ${at}) on conflict do nothing`.execute(tx)
  }
}

/**
 * The list as a signed credential. It changes only when a credential is revoked or the key is replaced; between, it is
 * the same byte for byte.
 */
export async function signedStatusList(
  reader: Reader,
  app: Pick<App, 'secrets' | 'config'>,
  id: string,
): Promise<JsonObject | undefined> {
  const list = await statusListById(reader, id)
  const key = list && (await currentKey(reader, app, list.organisationId))
  if (!list || !key) return undefined
  const changedAt = list.changedAt.toISOString()
  const unsigned = statusListCredential({
    id: addresses.statusList(app.config.publicUrl, list.id),
    issuer: addresses.issuer(app.config.publicUrl, list.organisationId),
    validFrom: changedAt,
    revoked: await revokedIndexes(reader, list.id),
  })
  return signDocument(unsigned, key, changedAt)
}
