import type { z } from 'zod'
import type { App } from '../../../kernel/app.ts'
import { sandboxSecret } from './adapter.ts'
import type { deliverNotice } from './jobs.ts'
import { record } from './records.ts'
import { signNotice } from './signing.ts'

/** Sends a notice as a bank would: signed, over HTTP, again and again until it is acknowledged (the job's own retries). */
export async function deliver(app: App, notice: z.output<typeof deliverNotice.payload>): Promise<void> {
  const raw = Buffer.from(JSON.stringify(notice.body))
  const at = app.clock.now()
  const { timestamp, signature } = signNotice(sandboxSecret(app), raw, at)
  let answer: string
  try {
    const response = await fetch(notice.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sandbox-timestamp': timestamp,
        'sandbox-signature': signature,
      },
      body: raw,
      signal: AbortSignal.timeout(5_000),
    })
    answer = response.status.toString()
    await response.arrayBuffer()
    if (response.ok) return record(app.db.kysely, notice.chargeReference, at, 'notice-sent', { status: answer })
  } catch {
    answer = 'unreachable'
  }
  await record(app.db.kysely, notice.chargeReference, at, 'notice-failed', { status: answer })
  throw new Error(`the notice was not acknowledged: ${answer}`)
}
