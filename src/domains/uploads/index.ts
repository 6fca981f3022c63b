import type { Domain } from '../../kernel/domain.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { reactions } from './reactions.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'

export { uploadsEraser, uploadsExporter } from './personal-data.ts'
export { type SubmittedFile, type SubmittedWork, submittedWorks, worksFixedAt } from './submissions.ts'
export { workFileGuard, workUploadRule } from './upload-rule.ts'
export { type WorkForJudges, workForJudges } from './work-for-judges.ts'
export { type SubmissionWindow, syncWindows, windowsOf } from './windows.ts'

export const uploadsDomain: Domain = {
  name: 'uploads',
  refusals,
  routes,
  reactions,
  texts: { en, 'zh-CN': zh },
}
