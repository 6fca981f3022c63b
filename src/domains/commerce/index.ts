import type { Domain } from '../../kernel/domain.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { jobs } from './job-handlers.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'

export { cancelOrder, expireOrder } from './cancel-order.ts'
export { type Fulfiller, fulfillers } from './fulfillers.ts'
export type { OrderState } from './lifecycle.ts'
export { type OrderDraft, type OrderLineDraft, openOrders } from './open-orders.ts'
export { commerceExporter } from './personal-data.ts'
export { mayWatchOrder } from './queries.ts'
export { recogniseRevenue } from './recognise-revenue.ts'
export { type RefundRequest, requestRefund } from './request-refund.ts'
export { lockOrder, type Order, orderById, ordersByIds, type Refund, refundsOf } from './rows.ts'
export { settlement } from './settlement.ts'

export const commerceDomain: Domain = { name: 'commerce', refusals, routes, jobs, texts: { en, 'zh-CN': zh } }
