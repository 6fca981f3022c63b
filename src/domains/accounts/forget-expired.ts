import { z } from 'zod'
import { addMs } from '../../kernel/clock.ts'
import { job, onJob } from '../../kernel/jobs.ts'
import { historyDays } from './security-events.ts'

const forgetExpired = job('accounts.forget-expired', z.object({}))
const day = 86_400_000

/** Each night: what served its purpose goes. */
export const forgetExpiredJob = onJob(
  forgetExpired,
  async (_, app) => {
    const at = app.clock.now()
    const { kysely } = app.db
    await kysely
      .deleteFrom('security_event')
      .where('at', '<', addMs(at, -historyDays * day))
      .execute()
    await kysely
      .deleteFrom('sign_up')
      .where('created_at', '<', addMs(at, -2 * day))
      .execute()
    await kysely
      .deleteFrom('email_token')
      .where('created_at', '<', addMs(at, -7 * day))
      .execute()
    await kysely
      .deleteFrom('sign_in_challenge')
      .where('created_at', '<', addMs(at, -7 * day))
      .execute()
    await kysely
      .deleteFrom('sign_in_guard')
      .where('window_started_at', '<', addMs(at, -2 * day))
      .execute()
    await kysely
      .deleteFrom('session')
      .where('expires_at', '<', addMs(at, -historyDays * day))
      .execute()
  },
  { every: '37 3 * * *' },
)
