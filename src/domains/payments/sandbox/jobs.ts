import { z } from 'zod'
import { job } from '../../../kernel/jobs.ts'

/** What the sandbox says in a notice. */
export const noticeBody = z.object({
  id: z.string(),
  about: z.enum(['charge', 'refund']),
  reference: z.string(),
  state: z.enum(['waiting', 'in-flight', 'paid', 'failed', 'closed', 'done']),
  transaction: z.string().nullable(),
  minor: z.string().regex(/^\d{1,18}$/),
  currency: z.string(),
  merchant: z.string(),
  at: z.string(),
  code: z.string().optional(),
})
export type NoticeBody = z.infer<typeof noticeBody>

export const deliverNotice = job(
  'payments.sandbox-deliver-notice',
  z.object({ chargeReference: z.string(), url: z.string(), body: noticeBody }),
)
export const endLater = job('payments.sandbox-end-later', z.object({ reference: z.string() }))
