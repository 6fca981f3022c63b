import type { Domain } from '../../kernel/domain.ts'
import en from './i18n/en.json'
import zh from './i18n/zh-CN.json'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'

export { type Permission, type Role } from './permissions.ts'
export { staffCan } from './policy.ts'
export { type BrandFiles, brandFiles, type PublicCompetition, publicCompetitions } from './ports.ts'
export { organisationById, organisationBySlug, organisationsByIds, staffOf, staffWithRoles } from './queries.ts'
export { organisationsEraser, organisationsExporter } from './personal-data.ts'
export { type Organisation, summaryView } from './rows.ts'
export { createOrganisation } from './create-organisation.ts'

export const organisationsDomain: Domain = { name: 'organisations', refusals, routes, texts: { en, 'zh-CN': zh } }
