import { z } from 'zod'
import { isoInstant, listQuery, listReply, route, uuid } from '../../kernel/contract.ts'

const minor = z.string().regex(/^-?\d+$/)
const side = z.enum(['debit', 'credit'])
export const entryState = z.enum(['pending', 'posted', 'voided'])

export const balanceView = z.object({
  code: z.string(),
  currency: z.string(),
  normalSide: side,
  posted: minor,
  pendingDebit: minor,
  pendingCredit: minor,
  available: minor,
})

export const journalEntryView = z.object({
  id: uuid,
  number: z.string(),
  at: isoInstant,
  state: entryState,
  purpose: z.string(),
  sourceType: z.string(),
  sourceId: uuid,
  memo: z.record(z.string(), z.string()),
  lines: z.array(z.object({ code: z.string(), side, minor, currency: z.string() })),
})
export type JournalEntryView = z.infer<typeof journalEntryView>

const book = z.strictObject({ organisationId: uuid })
const filter = {
  from: isoInstant.optional(),
  to: isoInstant.optional(),
  account: z.string().max(80).optional(),
  state: entryState.optional(),
  search: listQuery.search,
}

export const readTrialBalance = route({
  name: 'ledger.read-trial-balance',
  method: 'GET',
  path: '/api/organisations/:organisationId/trial-balance',
  access: 'signed-in',
  summary: 'Every account of an organisation’s book with its balances.',
  params: book,
  reply: z.object({ at: isoInstant, accounts: z.array(balanceView) }),
})

export const readJournal = route({
  name: 'ledger.read-journal',
  method: 'GET',
  path: '/api/organisations/:organisationId/journal',
  access: 'signed-in',
  summary: 'Journal entries of an organisation, newest first, with the sums of the posted ones.',
  params: book,
  query: z.strictObject({ page: listQuery.page, size: listQuery.size, ...filter }),
  reply: listReply(journalEntryView).extend({
    sums: z.array(z.object({ currency: z.string(), debit: minor, credit: minor })),
  }),
})

export const exportJournal = route({
  name: 'ledger.export-journal',
  method: 'GET',
  path: '/api/organisations/:organisationId/journal/export',
  access: 'signed-in',
  summary: 'The same entries as a CSV file, one posting a line.',
  params: book,
  query: z.strictObject(filter),
  raw: true,
})

export const readStatement = route({
  name: 'ledger.read-statement',
  method: 'GET',
  path: '/api/organisations/:organisationId/accounts/:code/statement',
  access: 'signed-in',
  summary: 'What moved an account, newest first, with the running balance.',
  params: z.strictObject({ organisationId: uuid, code: z.string().max(80) }),
  query: z.strictObject({ currency: z.string().max(20), limit: z.coerce.number().int().min(1).max(1000).default(200) }),
  reply: z.object({
    lines: z.array(
      z.object({
        number: z.string(),
        at: isoInstant,
        state: z.enum(['pending', 'posted']),
        purpose: z.string(),
        memo: z.record(z.string(), z.string()),
        side,
        minor,
        balance: minor,
      }),
    ),
  }),
})
