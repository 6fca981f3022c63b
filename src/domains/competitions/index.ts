import type { Domain } from '../../kernel/domain.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { reactions } from './reactions.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'
import { turnStatesJob } from './turn-states.job.ts'

export { changeCompetitionState } from './change-state.ts'
export {
  competitionEvent,
  archived as competitionArchived,
  cancelled as competitionCancelled,
  published as competitionPublished,
  placesChanged,
  placesChangedEvent,
  rulesChanged,
  rulesChangedEvent,
  scheduleChanged,
} from './events.ts'
export { type CompetitionState, isOpenForEntry, isPublic, stateAt } from './lifecycle.ts'
export { type EntryCount, entrantsOf, entryCounts } from './ports.ts'
export {
  competitionById,
  competitionBySlug,
  competitionsById,
  datesOf,
  datesOfMany,
  lockedCompetition,
  prizesOf,
  stagesOf,
  tracksOf,
  tracksOfMany,
} from './queries.ts'
export { publicCompetitionsOf } from './list-queries.ts'
export { partOf, withdrawalPercent } from './refund-rule.ts'
export type { Competition, Prize, ScheduleDate, Stage, Track } from './rows.ts'
export type { DateKind } from './date-kinds.ts'
export type { JudgingSettings, Refund, StageWork } from './sections.ts'
export { type EntryForm, entryFormOf, type RuleSet, ruleSetAt, ruleSetVersions, rulesVersionsOf } from './versions.ts'

export const competitionsDomain: Domain = {
  name: 'competitions',
  refusals,
  routes,
  reactions,
  jobs: [turnStatesJob],
  texts: { en, 'zh-CN': zh },
}
