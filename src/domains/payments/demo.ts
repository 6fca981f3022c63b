import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { decide } from './sandbox/bank.ts'
import type { Payment } from './rows.ts'

/** Pays a begun payment at the sandbox without a notice, as the demonstration's people do. Answers the bank's state. */
export async function payAtSandbox(app: App, payment: Pick<Payment, 'reference'>): Promise<string> {
  const charge = await sql<{ token: string }>`select token from sandbox_charge
    where reference = ${payment.reference}`.execute(app.db.kysely)
  const token = charge.rows[0]?.token
  if (token === undefined) throw new Error('the sandbox has no such charge')
  return (await decide(app, token, 'silent', 'buyer-cancelled')).state
}
