import type { Domain } from '../../kernel/domain.ts'
import { eraseDueJob } from './erase-person.ts'
import { forgetExpiredJob } from './forget-expired.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { accountsRefusals } from './refusals.ts'
import { sendResetJob } from './reset-password.ts'
import { accountsRoutes } from './routes.ts'

export { giveConsent } from './consents.ts'
export { normaliseEmail } from './email.ts'
export { hashPassword } from './password.ts'
export {
  createPerson,
  type NewPerson,
  peopleByIds,
  personByEmail,
  personById,
  type PersonSummary,
} from './person.ts'
export {
  type PersonalDataExporter,
  personalDataExporters,
  type PersonEraser,
  personErasers,
  type StaffOf,
  staffOf,
} from './ports.ts'
export { authenticator } from './sessions.ts'

export const accountsDomain: Domain = {
  name: 'accounts',
  refusals: accountsRefusals,
  routes: accountsRoutes,
  jobs: [sendResetJob, eraseDueJob, forgetExpiredJob],
  texts: { en, 'zh-CN': zh },
}
