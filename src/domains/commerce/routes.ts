import type { App } from '../../kernel/app.ts'
import { refuse } from '../../kernel/errors.ts'
import { handle } from '../../kernel/http/handle.ts'
import { fromWire } from '../../kernel/money.ts'
import { type Actor, authorise, found } from '../../kernel/policy.ts'
import { askAboutOrder, closeOrderAttempts, sendPayment } from '../payments/index.ts'
import { cancelOrder } from './cancel-order.ts'
import * as contract from './contract.ts'
import { preparePaymentOf } from './pay-order.ts'
import { can } from './policy.ts'
import { ordersOfBuyer, viewOfOrder, viewOfRefund } from './queries.ts'
import { requestRefund } from './request-refund.ts'
import { type Order, orderById } from './rows.ts'

/** The order, if this actor may know of it. */
async function readable(app: App, actor: Actor, orderId: string): Promise<Order> {
  const order = found(await orderById(app.db.kysely, orderId))
  return found(order, can.read(actor, order))
}

async function view(app: App, actor: Actor, orderId: string): Promise<contract.OrderView> {
  return viewOfOrder(app, app.db.kysely, await readable(app, actor, orderId), actor)
}

export const routes = [
  handle(contract.readOrder, (request, app) => view(app, request.actor, request.params.orderId)),

  handle(contract.payOrder, async (request, app) => {
    const order = await readable(app, request.actor, request.params.orderId)
    authorise(can.pay(request.actor, order))
    const { provider } = request.body
    const closed = await closeOrderAttempts(app, order.id, other => other.provider !== provider)
    if (closed === 'already-paid') throw refuse('commerce.order-not-open')
    const prepared = await request.transact(async tx => {
      const payment = await preparePaymentOf(app, tx, order.id, provider)
      return { paymentId: payment.id, order: await viewOfOrder(app, tx, order, request.actor) }
    })
    await sendPayment(app, prepared.paymentId)
    return { paymentId: prepared.paymentId, order: await view(app, request.actor, order.id) }
  }),

  handle(contract.checkOrder, async (request, app) => {
    const order = await readable(app, request.actor, request.params.orderId)
    await askAboutOrder(app, order.id, 'return')
    return view(app, request.actor, order.id)
  }),

  handle(contract.abandonOrder, async (request, app) => {
    const order = await readable(app, request.actor, request.params.orderId)
    authorise(can.cancel(request.actor, order))
    if (order.state !== 'open') throw refuse('commerce.order-not-open')
    // Closed at the provider first: when money is there already, the order is paid and stays.
    await closeOrderAttempts(app, order.id)
    await request.transact(async tx => {
      const at = app.clock.now()
      const done = await cancelOrder(tx, { orderId: order.id, by: request.person.id, reason: 'buyer' }, at)
      if (!done) throw refuse('commerce.order-not-open')
      return viewOfOrder(app, tx, order, request.actor)
    })
    return view(app, request.actor, order.id)
  }),

  handle(contract.refundOrder, async (request, app) => {
    const order = await readable(app, request.actor, request.params.orderId)
    authorise(can.refund(request.actor, order))
    const { amount, reason } = request.body
    return request.transact(async tx =>
      viewOfRefund(
        await requestRefund(
          tx,
          { orderId: order.id, reason, by: request.person.id, ...(amount ? { amount: fromWire(amount) } : {}) },
          app.clock.now(),
        ),
      ),
    )
  }),

  handle(contract.myOrders, (request, app) => ordersOfBuyer(app.db.kysely, request.person.id, request.query)),
]
