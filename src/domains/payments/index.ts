import type { Domain } from '../../kernel/domain.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { jobs } from './job-handlers.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'

export { askAboutOrder, closeOrderAttempts } from './ask-provider.ts'
export type { PaymentState } from './lifecycle.ts'
export type { PaymentAction } from './provider.ts'
export { usableProviders } from './providers.ts'
export { reserveRefund } from './refunds.ts'
export { type Payment, paymentById, paymentsOf } from './rows.ts'
export { type Settlement, settlementPort } from './settlement-port.ts'
export { type PaymentDraft, preparePayment, sendPayment } from './start-payment.ts'

export { viewOfPayment } from './views.ts'

export const paymentsDomain: Domain = { name: 'payments', refusals, routes, jobs, texts: { en, 'zh-CN': zh } }
