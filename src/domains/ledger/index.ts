import type { Domain } from '../../kernel/domain.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'

export { account, type Side } from './chart-of-accounts.ts'
export { credit, debit, type JournalDraft, type PostingDraft, postEntries } from './post-entries.ts'
export { type AccountBalance, trialBalance } from './queries.ts'
export { type PendingRef, resolvePending } from './resolve-pending.ts'

export const ledgerDomain: Domain = { name: 'ledger', refusals, routes }
