import type { App } from '../../../kernel/app.ts'
import { addMs } from '../../../kernel/clock.ts'
import { toWire } from '../../../kernel/money.ts'
import { found } from '../../../kernel/policy.ts'
import { type SandboxChargeView, sandboxEnding } from '../contract.ts'
import { decide, type Ending, type FailReason, findCharge, lateByMs, type SandboxCharge } from './bank.ts'
import { record, recordsOf } from './records.ts'

/** The token is the key of the page; in production there is no sandbox, whatever the address. */
export async function showAtSandbox(app: App, token: string): Promise<SandboxChargeView> {
  const charge = found(await findCharge(app.db.kysely, { token }), !app.config.production)
  const records = await recordsOf(app.db.kysely, charge.reference)
  if (!records.some(one => one.kind === 'opened'))
    await record(app.db.kysely, charge.reference, app.clock.now(), 'opened')
  return view(app, charge)
}

export async function endAtSandbox(
  app: App,
  token: string,
  ending: Ending,
  reason: FailReason,
): Promise<SandboxChargeView> {
  found(token, !app.config.production)
  return view(app, await decide(app, token, ending, reason))
}

async function view(app: App, charge: SandboxCharge): Promise<SandboxChargeView> {
  const records = await recordsOf(app.db.kysely, charge.reference)
  const over = charge.state === 'waiting' && charge.expiresAt <= app.clock.now()
  return {
    reference: charge.reference,
    payee: charge.payee,
    amount: toWire(charge.amount),
    description: charge.description,
    state: over ? 'closed' : charge.state,
    ending: sandboxEnding.nullable().catch(null).parse(charge.ending),
    expiresAt: charge.expiresAt.toISOString(),
    lateAt: addMs(charge.expiresAt, lateByMs).toISOString(),
    returnUrl: charge.returnUrl,
    records: records.map(one => ({ ...one, at: one.at.toISOString() })),
  }
}
