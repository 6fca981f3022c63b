import type { App } from '../../kernel/app.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { found } from '../../kernel/policy.ts'
import { type Payment, preparePayment, usableProviders } from '../payments/index.ts'
import { spacedNumber } from './order-number.ts'
import { lockOrder } from './rows.ts'

/** Writes the attempt behind the order's lock, so that two tabs share one. Refuses when the order is no longer open. */
export async function preparePaymentOf(app: App, tx: Tx, orderId: string, provider: string): Promise<Payment> {
  const at = app.clock.now()
  const order = found(await lockOrder(tx, orderId))
  if (order.state !== 'open' || order.expiresAt <= at) throw refuse('commerce.order-not-open')
  if (!usableProviders(app, order.total).includes(provider)) throw refuse('payments.provider-unavailable', { provider })
  return preparePayment(
    tx,
    {
      orderId: order.id,
      organisationId: order.organisationId,
      provider,
      amount: order.total,
      description: `${order.title['zh-CN'] || order.title.en} ${spacedNumber(order.number)}`,
      returnPath: `/orders/${order.id}?returned=1`,
      expiresAt: order.expiresAt,
    },
    at,
  )
}
