import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { type JobHandler, onJob } from '../../kernel/jobs.ts'
import { askAboutId } from './ask-provider.ts'
import { askAboutPayment, janitor, readNotification, sendRefund } from './jobs.ts'
import { workNotification } from './notifications.ts'
import { carryOutRefund } from './refunds.ts'
import { deliverNotice, endLater } from './sandbox/jobs.ts'
import { deliver } from './sandbox/deliver-notice.ts'
import { finishInFlight } from './sandbox/bank.ts'

/** Everything without an end whose hour has come. One that fails does not keep the others from being asked. */
export async function runJanitor(app: App): Promise<void> {
  const at = app.clock.now()
  const due = await sql<{ kind: 'payment' | 'refund' | 'notice'; id: string }>`
    (select 'payment' as kind, id from payment where next_check_at <= ${at} order by next_check_at limit 500)
    union all (select 'refund', id from provider_refund where next_check_at <= ${at} order by next_check_at limit 500)
    union all (select 'notice', id from provider_notification where state = 'received'
      and received_at < ${at}::timestamptz - interval '1 minute' order by received_at limit 500)`.execute(app.db.kysely)
  const work = { payment: askAboutId, refund: carryOutRefund, notice: workNotification } as const
  for (const one of due.rows) {
    try {
      await work[one.kind](app, one.id)
    } catch (error) {
      app.log.error({ err: error, ...one }, 'the janitor could not finish one')
    }
  }
}

export const jobs: readonly JobHandler[] = [
  onJob(sendRefund, ({ refundId }, app) => carryOutRefund(app, refundId)),
  onJob(readNotification, ({ notificationId }, app) => workNotification(app, notificationId)),
  onJob(askAboutPayment, ({ paymentId }, app) => askAboutId(app, paymentId)),
  onJob(janitor, (_, app) => runJanitor(app), { every: '* * * * *' }),
  onJob(deliverNotice, (notice, app) => deliver(app, notice)),
  onJob(endLater, ({ reference }, app) => finishInFlight(app, reference)),
]
