import type { FastifyInstance } from 'fastify'
import type { App } from './app.ts'
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
  /** For protocols that are not one request and one reply (resumable uploads): mounted in a scope of its own. */
  plugin?: (server: FastifyInstance, app: App) => Promise<void>
  reactions?: readonly Reaction[]
  jobs?: readonly JobHandler[]
  /** The domain's own catalogue (`i18n/*.json`): refusals, mails, notices. */
  texts?: Texts
}
