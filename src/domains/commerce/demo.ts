import type { App } from '../../kernel/app.ts'
import { askAboutOrder, sendPayment } from '../payments/index.ts'
import { payAtSandbox } from '../payments/demo.ts'
import { preparePaymentOf } from './pay-order.ts'

/** For the demonstration: an open order is paid through the sandbox, with all that follows, without a browser. */
export async function payDemoOrder(app: App, orderId: string): Promise<void> {
  const prepared = await app.db.transaction(tx => preparePaymentOf(app, tx, orderId, 'sandbox'))
  await payAtSandbox(app, await sendPayment(app, prepared.id))
  await askAboutOrder(app, orderId, 'operator')
}
