import { sql } from 'kysely'
import type { App } from '../../../kernel/app.ts'
import { instant } from '../../../kernel/clock.ts'
import { newCode } from '../../../kernel/ids.ts'
import { type Money, money } from '../../../kernel/money.ts'
import type { Fact } from '../facts.ts'
import type { NotificationOutcome, Provider } from '../provider.ts'
import { close, findCharge, type SandboxCharge } from './bank.ts'
import { noticeBody } from './jobs.ts'
import { record } from './records.ts'
import { refundAtBank, refundFacts } from './refund.ts'
import { whyNotSigned } from './signing.ts'

/** What the sandbox and this site share, as a bank and a merchant would. */
export function sandboxSecret(app: App): string {
  return app.secrets.digest('notices', 'payments.sandbox')
}

/** The sandbox behind the same contract as every real provider. Its state is reached only through these calls. */
export function sandboxProvider(app: App): Provider {
  return {
    code: 'sandbox',
    capabilities: {
      currencies: ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'JPY', 'KRW', 'SGD'],
      minMinor: 1n,
      maxMinor: 10_000_000_000n,
      shortestMs: 0,
      refundDays: 365,
      partialRefunds: 50,
    },
    merchantOf: organisationId => `sandbox-${organisationId}`,

    async createCharge(charge) {
      const at = app.clock.now()
      await sql`insert into sandbox_charge (token, reference, merchant, payee, amount_minor, currency, description, return_url,
          notify_url, state, expires_at, created_at)
        values (${newCode(26)}, ${charge.reference}, ${charge.merchant}, ${JSON.stringify(charge.payeeName)}::jsonb,
          ${charge.amount.minor}, ${charge.amount.currency}, ${charge.description}, ${charge.returnUrl}, ${charge.notifyUrl},
          'waiting', ${charge.expiresAt}, ${at})
        on conflict (reference) do nothing`.execute(app.db.kysely)
      const kept = await findCharge(app.db.kysely, { reference: charge.reference })
      if (!kept) return { kind: 'unknown', why: 'the sandbox lost the charge' }
      if (kept.createdAt.getTime() === at.getTime()) await record(app.db.kysely, charge.reference, at, 'ordered')
      if (kept.state !== 'waiting') return { kind: 'facts', facts: chargeFacts(kept, at) }
      const url = `${app.config.publicUrl}/sandbox-pay/${kept.token}`
      return { kind: 'waiting', action: { kind: 'redirect', url }, expiresAt: kept.expiresAt }
    },

    async queryCharge(reference) {
      const charge = await findCharge(app.db.kysely, { reference })
      return charge ? { kind: 'facts', facts: chargeFacts(charge, app.clock.now()) } : { kind: 'absent' }
    },

    async closeCharge(reference) {
      const closed = await close(app, reference)
      if (closed === undefined) return { kind: 'unknown', why: 'the buyer is paying' }
      return closed ? { kind: 'closed' } : { kind: 'already-paid' }
    },

    refund: refund => refundAtBank(app, refund),
    queryRefund: reference => refundFacts(app, reference),

    parseNotification(raw, headers, now) {
      const why = whyNotSigned(sandboxSecret(app), raw, headers, now)
      return why === undefined ? readNotice(raw) : { kind: 'rejected', why }
    },
    acknowledge: received =>
      received ? { status: 200, type: 'text/plain', body: 'ok' } : { status: 400, type: 'text/plain', body: 'refused' },
  }
}

function chargeFacts(charge: SandboxCharge, now: Date): Fact[] {
  const common = { reference: charge.reference, amount: charge.amount, merchant: charge.merchant }
  if (charge.state === 'paid')
    return charge.transactions.map(one => ({
      ...common,
      kind: 'captured',
      providerReference: one.number,
      at: instant(one.at),
    }))
  if (charge.state === 'failed') return [{ ...common, kind: 'failed' }]
  const over = charge.state === 'closed' || (charge.state === 'waiting' && charge.expiresAt <= now)
  return [{ ...common, kind: over ? 'closed' : 'pending' }]
}

const kinds = {
  charge: {
    waiting: 'pending',
    'in-flight': 'pending',
    paid: 'captured',
    failed: 'failed',
    closed: 'closed',
    done: undefined,
  },
  refund: {
    waiting: 'refund-accepted',
    'in-flight': undefined,
    paid: undefined,
    failed: 'refund-failed',
    closed: undefined,
    done: 'refund-succeeded',
  },
} as const

function readNotice(raw: Buffer): NotificationOutcome {
  let json: unknown
  try {
    json = JSON.parse(raw.toString('utf8'))
  } catch {
    return { kind: 'rejected', why: 'not JSON' }
  }
  const parsed = noticeBody.safeParse(json)
  if (!parsed.success) return { kind: 'rejected', why: 'not a notice' }
  const body = parsed.data
  const kind = kinds[body.about][body.state]
  if (kind === undefined) return { kind: 'rejected', why: 'no such state' }
  const amount: Money = money(body.currency, BigInt(body.minor))
  const fact: Fact = {
    kind,
    reference: body.reference,
    amount,
    merchant: body.merchant,
    at: instant(body.at),
    ...(body.transaction === null ? {} : { providerReference: body.transaction }),
    ...(body.code === undefined ? {} : { code: body.code }),
  }
  return { kind: 'facts', key: body.id, facts: [fact] }
}
