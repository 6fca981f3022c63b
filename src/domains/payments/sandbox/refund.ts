import { sql } from 'kysely'
import type { App } from '../../../kernel/app.ts'
import type { Reader } from '../../../kernel/db.ts'
import { type Money, money } from '../../../kernel/money.ts'
import { enqueue } from '../../../kernel/jobs.ts'
import type { Fact } from '../facts.ts'
import type { QueryOutcome, RefundOrder, RefundOutcome } from '../provider.ts'
import { findCharge } from './bank.ts'
import { deliverNotice } from './jobs.ts'
import { record } from './records.ts'

interface Kept {
  reference: string
  transaction: string
  minor: bigint
  currency: string
  merchant: string
  state: 'accepted' | 'done' | 'failed'
}

async function find(reader: Reader, reference: string): Promise<Kept | undefined> {
  const found =
    await sql<Kept>`select r.reference, r.transaction_reference as transaction, r.amount_minor as minor, c.currency,
      c.merchant, r.state
    from sandbox_refund r join sandbox_charge c on c.reference = r.charge_reference
    where r.reference = ${reference}`.execute(reader)
  return found.rows[0]
}

/** Gives money back at once, unless it is more than the transaction has left. Repeating the reference changes nothing. */
export async function refundAtBank(app: App, refund: RefundOrder): Promise<RefundOutcome> {
  const outcome = await app.db.transaction(async (tx): Promise<RefundOutcome> => {
    const at = app.clock.now()
    const charge = await findCharge(tx, { reference: refund.chargeReference }, true)
    const transaction = charge?.transactions.find(
      one => refund.transactionReference === null || one.number === refund.transactionReference,
    )
    if (!charge || !transaction) return failed(refund.reference, 'no-such-transaction')
    // Behind the charge's lock: of two who ask with one reference at once, the second is told what the first did.
    const before = await find(tx, refund.reference)
    if (before) return { kind: 'facts', facts: [factOf(before)] }
    const spent = await sql<{
      minor: bigint
    }>`select coalesce(sum(amount_minor), 0)::bigint as minor from sandbox_refund
      where transaction_reference = ${transaction.number} and state <> 'failed'`.execute(tx)
    const left = charge.amount.minor - (spent.rows[0]?.minor ?? 0n)
    if (refund.amount.currency !== charge.amount.currency || refund.amount.minor > left)
      return failed(refund.reference, 'more-than-left')
    await sql`insert into sandbox_refund (reference, charge_reference, transaction_reference, amount_minor, state, created_at)
      values (${refund.reference}, ${charge.reference}, ${transaction.number}, ${refund.amount.minor}, 'done', ${at})`.execute(
      tx,
    )
    await record(tx, charge.reference, at, 'refunded', {
      minor: refund.amount.minor.toString(),
      currency: refund.amount.currency,
    })
    await enqueue(tx, deliverNotice, {
      chargeReference: charge.reference,
      url: charge.notifyUrl,
      body: {
        id: `${refund.reference}-done`,
        about: 'refund',
        reference: refund.reference,
        state: 'done',
        transaction: `${transaction.number}-R`,
        minor: refund.amount.minor.toString(),
        currency: refund.amount.currency,
        merchant: charge.merchant,
        at: at.toISOString(),
      },
    })
    return { kind: 'facts', facts: [done(refund.reference, refund.amount, transaction.number, charge.merchant)] }
  })
  return outcome
}

export async function refundFacts(app: App, reference: string): Promise<QueryOutcome> {
  const kept = await find(app.db.kysely, reference)
  return kept ? { kind: 'facts', facts: [factOf(kept)] } : { kind: 'absent' }
}

function done(reference: string, amount: Money, transaction: string, merchant: string): Fact {
  return { kind: 'refund-succeeded', reference, amount, merchant, providerReference: `${transaction}-R` }
}

function failed(reference: string, code: string): RefundOutcome {
  return { kind: 'facts', facts: [{ kind: 'refund-failed', reference, code }] }
}

function factOf(kept: Kept): Fact {
  const amount = money(kept.currency, kept.minor)
  if (kept.state === 'done') return done(kept.reference, amount, kept.transaction, kept.merchant)
  return { kind: kept.state === 'failed' ? 'refund-failed' : 'refund-accepted', reference: kept.reference, amount }
}
