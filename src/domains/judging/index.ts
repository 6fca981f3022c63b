import type { Domain } from '../../kernel/domain.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { judgingRefusals } from './refusals.ts'
import { routes } from './routes.ts'

export { type CollectedScores, collectScores, commentsOnEntry } from './collect-scores.ts'
export { importPanelScores } from './import-panel-scores.ts'
export { type Panel, panelsOf } from './queries.ts'

export const judgingDomain: Domain = { name: 'judging', refusals: judgingRefusals, routes, texts: { en, 'zh-CN': zh } }
