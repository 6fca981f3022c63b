import { z } from 'zod'
import { job } from '../../kernel/jobs.ts'

export const sendRefund = job('payments.send-refund', z.object({ refundId: z.uuid() }))
export const readNotification = job('payments.read-notification', z.object({ notificationId: z.uuid() }))
/** Asks providers about everything without an end whose hour has come, and re-reads notices that were left lying. */
export const janitor = job('payments.janitor', z.object({}))
/** Asks about one payment a little after the buyer went to the provider, when most answers are there. */
export const askAboutPayment = job('payments.ask-about-payment', z.object({ paymentId: z.uuid() }))
