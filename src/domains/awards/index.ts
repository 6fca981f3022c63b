import type { Domain } from '../../kernel/domain.ts'
import { grantOnFinalResults } from './grant-awards.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { routes } from './routes.ts'

export const awardsDomain: Domain = {
  name: 'awards',
  refusals: { 'awards.not-final': 409, 'awards.design-wrong': 422, 'awards.name-undrawable': 422 },
  routes,
  reactions: [grantOnFinalResults],
  texts: { en, 'zh-CN': zh },
}
