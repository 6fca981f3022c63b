import type { Domain } from '../../kernel/domain.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { jobs } from './jobs.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'
import { mountUploads } from './tus.ts'

export { brandFiles, brandUploadRules } from './brand-files.ts'
export { type Claim, claimFiles } from './claim-files.ts'
export { openFile } from './contents.ts'
export { extensionsOf, type FileType, typesOfMedia } from './file-types.ts'
export { mediaEraser, mediaExporter } from './personal-data.ts'
export { type FileGuard, fileGuards, type UploadRule, type UploadRules, uploadRules } from './ports.ts'
export { type NewFile, putFile } from './put-file.ts'
export { filesById, readyFile, type StoredFile } from './rows.ts'

export const mediaDomain: Domain = {
  name: 'media',
  refusals,
  routes,
  jobs,
  texts: { en, 'zh-CN': zh },
  plugin: mountUploads,
}
