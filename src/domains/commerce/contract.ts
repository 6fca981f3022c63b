import { z } from 'zod'
import { bilingual, isoInstant, listQuery, listReply, moneyWire, route, uuid } from '../../kernel/contract.ts'
import { paymentView } from '../payments/contract.ts'
import { orderStates, refundStates } from './lifecycle.ts'

export const orderLineView = z.object({
  title: bilingual,
  detail: bilingual.nullable(),
  quantity: z.number().int(),
  unit: moneyWire,
  amount: moneyWire,
})

export const refundView = z.object({
  id: uuid,
  paymentId: uuid,
  state: z.enum(refundStates),
  amount: moneyWire,
  reason: z.string(),
  createdAt: isoInstant,
  endedAt: isoInstant.nullable(),
})

export const orderSummary = z.object({
  id: uuid,
  number: z.string(),
  kind: z.string(),
  subjectId: uuid,
  state: z.enum(orderStates),
  title: bilingual,
  link: z.string().nullable(),
  seller: bilingual,
  total: moneyWire,
  refunded: moneyWire,
  createdAt: isoInstant,
  expiresAt: isoInstant,
  paidAt: isoInstant.nullable(),
})

export const orderView = orderSummary.extend({
  terms: bilingual.nullable(),
  buyer: z.string(),
  refunding: moneyWire,
  endedAt: isoInstant.nullable(),
  /** The server's time of this reply. */
  now: isoInstant,
  lines: z.array(orderLineView),
  payments: z.array(paymentView),
  refunds: z.array(refundView),
  events: z.array(
    z.object({ at: isoInstant, kind: z.string(), amount: moneyWire.nullable(), reason: z.string().nullable() }),
  ),
  /** Ways to pay that can work for this order now. */
  providers: z.array(z.string()),
  can: z.object({ pay: z.boolean(), cancel: z.boolean(), refund: z.boolean() }),
})
export type OrderView = z.infer<typeof orderView>

const byOrder = z.strictObject({ orderId: uuid })

export const readOrder = route({
  name: 'commerce.read-order',
  method: 'GET',
  path: '/api/orders/:orderId',
  access: 'signed-in',
  summary: 'An order with its payments and refunds; its buyer and the seller’s finance staff may read it.',
  params: byOrder,
  reply: orderView,
})

export const payOrder = route({
  name: 'commerce.pay-order',
  method: 'POST',
  path: '/api/orders/:orderId/payments',
  access: 'signed-in',
  summary: 'Begins (or takes up again) a payment of an open order with a provider.',
  params: byOrder,
  body: z.strictObject({ provider: z.string().max(20) }),
  reply: z.object({ paymentId: uuid, order: orderView }),
  creates: true,
  refusals: ['commerce.order-not-open', 'payments.provider-unavailable'],
})

export const checkOrder = route({
  name: 'commerce.check-order',
  method: 'POST',
  path: '/api/orders/:orderId/check',
  access: 'signed-in',
  summary: 'Asks the provider now what became of the unfinished payments of an order.',
  params: byOrder,
  reply: orderView,
  perMinute: 60,
})

export const abandonOrder = route({
  name: 'commerce.abandon-order',
  method: 'POST',
  path: '/api/orders/:orderId/cancel',
  access: 'signed-in',
  summary: 'Gives an unpaid order up; what it held is released.',
  params: byOrder,
  reply: orderView,
  refusals: ['commerce.order-not-open'],
})

export const refundOrder = route({
  name: 'commerce.refund-order',
  method: 'POST',
  path: '/api/orders/:orderId/refunds',
  access: 'signed-in',
  summary: 'Sends money of an order back, all that is left or a part; the seller’s finance staff may.',
  params: byOrder,
  body: z.strictObject({ amount: moneyWire.optional(), reason: z.string().trim().min(1).max(200) }),
  reply: refundView,
  creates: true,
  refusals: ['commerce.nothing-to-refund', 'commerce.refund-too-large'],
})

export const myOrders = route({
  name: 'commerce.my-orders',
  method: 'GET',
  path: '/api/me/orders',
  access: 'signed-in',
  summary: 'The reader’s own orders, newest first.',
  query: z.strictObject({ page: listQuery.page, size: listQuery.size }),
  reply: listReply(orderSummary),
})
