import { z } from 'zod'
import { bilingual, isoInstant, moneyWire, route } from '../../kernel/contract.ts'
import { paymentStates } from './lifecycle.ts'

export const paymentAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('redirect'), url: z.string() }),
  z.object({ kind: z.literal('qr'), text: z.string(), expiresAt: isoInstant }),
  z.object({ kind: z.literal('form'), url: z.string(), fields: z.record(z.string(), z.string()) }),
  z.object({ kind: z.literal('jsapi'), parameters: z.record(z.string(), z.string()) }),
  z.object({ kind: z.literal('none') }),
])

/** An attempt to pay, as its buyer sees it. */
export const paymentView = z.object({
  id: z.uuid(),
  provider: z.string(),
  reference: z.string(),
  providerReference: z.string().nullable(),
  state: z.enum(paymentStates),
  amount: moneyWire,
  duplicate: z.boolean(),
  failureCode: z.string().nullable(),
  action: paymentAction.nullable(),
  createdAt: isoInstant,
  capturedAt: isoInstant.nullable(),
  expiresAt: isoInstant,
})
export type PaymentView = z.infer<typeof paymentView>

/** Providers call it; the adapter's signature check is its guard. */
export const receiveNotification = route({
  name: 'payments.receive-notification',
  method: 'POST',
  path: '/api/payments/notifications/:provider',
  access: 'public',
  summary: 'Takes in a signed notice of a payment provider.',
  params: z.strictObject({ provider: z.string().regex(/^[a-z]{2,20}$/) }),
  query: z.looseObject({}),
  body: z.unknown(),
  raw: true,
  bytes: true,
  perMinute: 6000,
})

const token = z.strictObject({ token: z.string().regex(/^[0-9A-Z]{26}$/) })
export const sandboxEnding = z.enum(['pay', 'fail', 'late', 'twice', 'silent', 'storm'])
export const sandboxFailReason = z.enum(['insufficient-funds', 'risk-control', 'buyer-cancelled'])

/** What the sandbox's page shows: the outside bank's own view, not ours. */
export const sandboxChargeView = z.object({
  reference: z.string(),
  payee: bilingual,
  amount: moneyWire,
  description: z.string(),
  state: z.enum(['waiting', 'in-flight', 'paid', 'failed', 'closed']),
  ending: sandboxEnding.nullable(),
  expiresAt: isoInstant,
  lateAt: isoInstant,
  returnUrl: z.string(),
  records: z.array(
    z.object({ at: isoInstant, kind: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
})
export type SandboxChargeView = z.infer<typeof sandboxChargeView>

export const readSandboxCharge = route({
  name: 'payments.read-sandbox-charge',
  method: 'GET',
  path: '/api/sandbox-pay/:token',
  access: 'public',
  summary: 'A charge at the sandbox provider; absent in production.',
  params: token,
  reply: sandboxChargeView,
})

export const endSandboxCharge = route({
  name: 'payments.end-sandbox-charge',
  method: 'POST',
  path: '/api/sandbox-pay/:token/end',
  access: 'public',
  summary: 'Ends a sandbox charge as chosen; absent in production.',
  params: token,
  body: z.strictObject({ ending: sandboxEnding, reason: sandboxFailReason.default('buyer-cancelled') }),
  reply: sandboxChargeView,
  refusals: ['payments.sandbox-ended'],
})
