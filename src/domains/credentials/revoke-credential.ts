import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { found } from '../../kernel/policy.ts'
import { credentialRevoked } from './events.ts'
import { tellHolder } from './tell-holder.ts'
import { credentialByNumber } from './queries.ts'
import type { Credential } from './rows.ts'

/**
 * Takes a credential back, for good: its bit in the status list, its page and its paper say so from now on. The caller
 * has authorised. Refuses one that is revoked already.
 */
export async function revokeCredential(
  tx: Tx,
  input: { number: string; reason: Bilingual; by: string | null; at: Date },
): Promise<Credential> {
  const { number, reason, by, at } = input
  const changed = await sql<{ id: string; organisationId: string; listId: string; personId: string | null }>`
    update credential set state = 'revoked', revoked_at = ${at}, revoked_by = ${by}, revoke_reason = ${JSON.stringify(reason)}
    where number = ${number} and state = 'valid'
    returning id, organisation_id as "organisationId", status_list_id as "listId", subject_person_id as "personId"`.execute(
    tx,
  )
  const row = changed.rows[0]
  if (!row) {
    found(await credentialByNumber(tx, number))
    throw refuse('credentials.already-revoked')
  }
  await sql`update status_list set changed_at = greatest(changed_at, ${at}) where id = ${row.listId}`.execute(tx)
  await announce(tx, {
    name: credentialRevoked,
    at,
    organisationId: row.organisationId,
    actorId: by,
    subject: { type: 'credential', id: row.id },
    payload: { number, reason, personId: row.personId },
  })
  const revoked = found(await credentialByNumber(tx, number))
  await tellHolder(tx, revoked, 'credentials.revoked', at)
  return revoked
}
