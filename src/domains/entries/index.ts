import type { Domain } from '../../kernel/domain.ts'
import { refundCancelledCompetition } from './cancel-entries.ts'
import { recogniseConfirmedFee } from './recognise-fees.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { entriesRefusals } from './refusals.ts'
import { routes } from './routes.ts'

export { entryConfirmed, entryRejected } from './events.ts'
export { fulfilEntryOrder } from './fulfil-entry-order.ts'
export { type ImportedEntry, importEntries } from './import-entries.ts'
export type { EntryState } from './lifecycle.ts'
export { entriesEraser, entriesExporter } from './personal-data.ts'
export { confirmedEntries, entriesById, entriesOfPerson, entrantsOf, entryById, entryCounts } from './queries.ts'
export type { Entry } from './rows.ts'
export { entryFileGuard, entryUploadRule } from './upload-rule.ts'

export const entriesDomain: Domain = {
  name: 'entries',
  refusals: entriesRefusals,
  routes,
  reactions: [refundCancelledCompetition, recogniseConfirmedFee],
  texts: { en, 'zh-CN': zh },
}
