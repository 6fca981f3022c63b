import type { Domain } from '../../kernel/domain.ts'
import { refusals } from './refusals.ts'

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
export { partOf, withdrawalPercent } from './refund-rule.ts'
export type { Competition, Prize, ScheduleDate, Stage, Track } from './rows.ts'
export type { DateKind, JudgingSettings, Refund, StageWork } from './sections.ts'
export { type EntryForm, entryFormOf, type RuleSet, ruleSetAt, ruleSetVersions } from './versions.ts'

export const competitionsDomain: Domain = { name: 'competitions', refusals, routes: [] }
