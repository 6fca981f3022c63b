import type { Domain } from '../../kernel/domain.ts'
import { mailJobs } from '../../kernel/mail/index.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { messagingRoutes } from './routes.ts'

export { at, type NoticeDraft, notify } from './notify.ts'
export { messagingEraser, messagingExporter } from './personal-data.ts'
export { unreadCount } from './queries.ts'

export const messagingDomain: Domain = {
  name: 'messaging',
  refusals: {},
  routes: messagingRoutes,
  // Mail is the kernel's; its jobs run where the inbox's would.
  jobs: mailJobs,
  texts: { en, 'zh-CN': zh },
}
