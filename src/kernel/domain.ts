import type { Reaction } from './events.ts'
import type { Mounted } from './http/handle.ts'
import type { Texts } from './i18n.ts'
import type { JobHandler } from './jobs.ts'

/** What a domain hands to the composition root. */
export interface Domain {
  name: string
  /** Refusal code → HTTP status. */
  refusals: Record<string, number>
  routes: readonly Mounted[]
  reactions?: readonly Reaction[]
  jobs?: readonly JobHandler[]
  /** The domain's own catalogue (`i18n/*.json`): refusals, mails, notices. */
  texts?: Texts
}
