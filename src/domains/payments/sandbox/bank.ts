import { sql } from 'kysely'
import type { App } from '../../../kernel/app.ts'
import { addMs } from '../../../kernel/clock.ts'
import type { Tx } from '../../../kernel/db.ts'
import { refuse } from '../../../kernel/errors.ts'
import { newCode } from '../../../kernel/ids.ts'
import { enqueue } from '../../../kernel/jobs.ts'
import { type Money, money } from '../../../kernel/money.ts'
import { deliverNotice, endLater } from './jobs.ts'
import { record } from './records.ts'

/** How the person at the sandbox wants a charge to end. */
export const endings = ['pay', 'fail', 'late', 'twice', 'silent', 'storm'] as const
export type Ending = (typeof endings)[number]
export const failReasons = ['insufficient-funds', 'risk-control', 'buyer-cancelled'] as const
export type FailReason = (typeof failReasons)[number]

export type ChargeState = 'waiting' | 'in-flight' | 'paid' | 'failed' | 'closed'

export interface SandboxCharge {
  token: string
  reference: string
  merchant: string
  payee: { 'zh-CN': string; en: string }
  amount: Money
  description: string
  returnUrl: string
  notifyUrl: string
  state: ChargeState
  ending: string | null
  transactions: { number: string; at: string }[]
  expiresAt: Date
  createdAt: Date
}

/** How long after its hour a charge that is paid late is paid, and how far apart two payments of one charge are. */
export const lateByMs = 90_000
export const twiceApartMs = 4_000

export async function findCharge(
  reader: App['db']['kysely'] | Tx,
  by: { token: string } | { reference: string },
  lock = false,
): Promise<SandboxCharge | undefined> {
  const where = 'token' in by ? sql`token = ${by.token}` : sql`reference = ${by.reference}`
  const found = await sql<Omit<SandboxCharge, 'amount'> & { amountMinor: bigint; currency: string }>`
    select token, reference, merchant, payee, amount_minor as "amountMinor", currency, description,
      return_url as "returnUrl", notify_url as "notifyUrl", state, ending, transactions, expires_at as "expiresAt",
      created_at as "createdAt"
    from sandbox_charge where ${where} ${lock ? sql`for update` : sql``}`.execute(reader)
  const row = found.rows[0]
  if (!row) return undefined
  const { amountMinor, currency, ...rest } = row
  return { ...rest, amount: money(currency, amountMinor) }
}

export function newTransaction(at: Date): { number: string; at: string } {
  return { number: `SBX${at.toISOString().slice(0, 10).replaceAll('-', '')}${newCode(10)}`, at: at.toISOString() }
}

async function pay(tx: Tx, charge: SandboxCharge, at: Date): Promise<SandboxCharge> {
  const transactions = [...charge.transactions, newTransaction(at)]
  await sql`update sandbox_charge set state = 'paid', transactions = ${JSON.stringify(transactions)}::jsonb
    where reference = ${charge.reference}`.execute(tx)
  await record(tx, charge.reference, at, transactions.length > 1 ? 'paid-again' : 'paid')
  return { ...charge, state: 'paid', transactions }
}

/** The person decides. Refuses a charge that has already ended, or whose hour is over. */
export async function decide(app: App, token: string, ending: Ending, reason: FailReason): Promise<SandboxCharge> {
  return app.db.transaction(async tx => {
    const at = app.clock.now()
    const charge = await findCharge(tx, { token }, true)
    if (!charge) throw refuse('kernel.not-found')
    if (charge.state !== 'waiting' || charge.expiresAt <= at) throw refuse('payments.sandbox-ended')
    await sql`update sandbox_charge set ending = ${ending}, decided_at = ${at} where token = ${token}`.execute(tx)
    await record(tx, charge.reference, at, 'chosen', { ending })
    if (ending === 'fail') {
      await sql`update sandbox_charge set state = 'failed' where token = ${token}`.execute(tx)
      await notice(tx, charge, { state: 'failed', code: reason }, at)
      return { ...charge, state: 'failed', ending }
    }
    if (ending === 'late') {
      await sql`update sandbox_charge set state = 'in-flight' where token = ${token}`.execute(tx)
      await enqueue(tx, endLater, { reference: charge.reference }, { runAt: addMs(charge.expiresAt, lateByMs) })
      return { ...charge, state: 'in-flight', ending }
    }
    const paid = await pay(tx, charge, at)
    if (ending === 'storm') await notice(tx, paid, { state: 'waiting' }, at)
    const copies = { silent: 0, storm: 3, pay: 1, twice: 1 }[ending]
    for (let copy = 0; copy < copies; copy++) await notice(tx, paid, { state: 'paid' }, at)
    if (ending === 'twice')
      await enqueue(tx, endLater, { reference: charge.reference }, { runAt: addMs(at, twiceApartMs) })
    return { ...paid, ending }
  })
}

/** What was put off: the late payment, or the second of two. */
export async function finishInFlight(app: App, reference: string): Promise<void> {
  await app.db.transaction(async tx => {
    const at = app.clock.now()
    const charge = await findCharge(tx, { reference }, true)
    if (!charge) return
    const second = charge.state === 'paid' && charge.ending === 'twice' && charge.transactions.length === 1
    if (charge.state !== 'in-flight' && !second) return
    await notice(tx, await pay(tx, charge, at), { state: 'paid' }, at)
  })
}

/** Tells the merchant, signed, by HTTP, from a job: after this transaction is true. */
async function notice(
  tx: Tx,
  charge: SandboxCharge,
  said: { state: ChargeState; code?: string },
  at: Date,
): Promise<void> {
  const transaction = said.state === 'paid' ? charge.transactions.at(-1) : undefined
  await enqueue(tx, deliverNotice, {
    chargeReference: charge.reference,
    url: charge.notifyUrl,
    body: {
      // The same number over every repeat of one notice.
      id: `${charge.reference}-${said.state}-${transaction?.number ?? ''}`,
      about: 'charge',
      reference: charge.reference,
      state: said.state,
      transaction: transaction?.number ?? null,
      minor: charge.amount.minor.toString(),
      currency: charge.amount.currency,
      merchant: charge.merchant,
      at: transaction?.at ?? at.toISOString(),
      ...(said.code === undefined ? {} : { code: said.code }),
    },
  })
}

/** True when nothing of the charge can be paid any more; false when it is paid, undefined when money is under way. */
export async function close(app: App, reference: string): Promise<boolean | undefined> {
  return app.db.transaction(async tx => {
    const at = app.clock.now()
    const charge = await findCharge(tx, { reference }, true)
    if (!charge || charge.state === 'closed' || charge.state === 'failed') return true
    if (charge.state === 'paid') return false
    if (charge.state === 'in-flight') return undefined
    await sql`update sandbox_charge set state = 'closed' where reference = ${reference}`.execute(tx)
    await record(tx, reference, at, 'closed')
    return true
  })
}
