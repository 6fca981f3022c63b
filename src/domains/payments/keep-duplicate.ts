import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { newCode, newId } from '../../kernel/ids.ts'
import type { Fact } from './facts.ts'
import type { Payment } from './rows.ts'
import { settlementPort } from './settlement-port.ts'

/**
 * The provider took the money a second time under one reference (another transaction number): that money is a payment of
 * its own, which the order then returns as surplus. Without another number it is the same news again.
 */
export async function keepDuplicate(tx: Tx, payment: Payment, fact: Fact, at: Date): Promise<void> {
  const { providerReference } = fact
  if (providerReference === undefined || payment.providerReference === null) return
  if (providerReference === payment.providerReference) return
  const id = newId()
  const reference = newReference()
  const kept =
    await sql`insert into payment (id, order_id, organisation_id, provider, reference, provider_reference, state,
      amount_minor, currency, captured_minor, duplicate_of, description, return_path, expires_at, created_at, captured_at, ended_at)
    values (${id}, ${payment.orderId}, ${payment.organisationId}, ${payment.provider}, ${reference}, ${providerReference},
      'captured', ${payment.amount.minor}, ${payment.amount.currency}, ${payment.amount.minor}, ${payment.id},
      ${payment.description}, ${payment.returnPath}, ${payment.expiresAt}, ${at}, ${at}, ${at})
    on conflict do nothing`.execute(tx)
  if (kept.numAffectedRows !== 1n) return
  await settlementPort
    .get()
    .captured(
      tx,
      { ...payment, id, reference, providerReference, state: 'captured', duplicateOf: payment.id, createdAt: at },
      at,
    )
}

/** 20 readable signs: within what every provider allows as a merchant's own number (WeChat Pay: 6 to 32). */
export function newReference(): string {
  return newCode(20)
}
