import { instant } from '../../kernel/clock.ts'
import { handle } from '../../kernel/http/handle.ts'
import { found } from '../../kernel/policy.ts'
import * as contract from './contract.ts'
import { journalCsv } from './journal-csv.ts'
import { can } from './policy.ts'
import { accountStatement, type JournalFilter, journalEntries, journalTotals, trialBalance } from './queries.ts'

interface FilterQuery {
  from?: string | undefined
  to?: string | undefined
  account?: string | undefined
  state?: JournalFilter['state']
  search?: string | undefined
}

function filterOf(organisationId: string, query: FilterQuery): JournalFilter {
  return {
    organisationId,
    account: query.account,
    state: query.state,
    search: query.search || undefined,
    from: query.from === undefined ? undefined : instant(query.from),
    to: query.to === undefined ? undefined : instant(query.to),
  }
}

export const routes = [
  handle(contract.readTrialBalance, async (request, app) => {
    const { organisationId } = request.params
    found(organisationId, can.read(request.actor, organisationId))
    const accounts = await trialBalance(app.db.kysely, organisationId)
    return {
      at: app.clock.now().toISOString(),
      accounts: accounts.map(account => ({
        ...account,
        posted: account.posted.toString(),
        pendingDebit: account.pendingDebit.toString(),
        pendingCredit: account.pendingCredit.toString(),
        available: account.available.toString(),
      })),
    }
  }),

  handle(contract.readJournal, async (request, app) => {
    const { organisationId } = request.params
    found(organisationId, can.read(request.actor, organisationId))
    const { page, size } = request.query
    const filter = filterOf(organisationId, request.query)
    const entries = await journalEntries(app.db.kysely, filter, { offset: (page - 1) * size, limit: size })
    const totals = await journalTotals(app.db.kysely, filter)
    return {
      page,
      size,
      total: Number(totals.entries),
      rows: entries.map(entry => ({
        ...entry,
        number: entry.number.toString(),
        at: entry.at.toISOString(),
        lines: entry.lines.map(line => ({ ...line, minor: line.minor.toString() })),
      })),
      sums: totals.sums.map(sum => ({ ...sum, debit: sum.debit.toString(), credit: sum.credit.toString() })),
    }
  }),

  handle(contract.exportJournal, async (request, app) => {
    const { organisationId } = request.params
    found(organisationId, can.read(request.actor, organisationId))
    const filter = filterOf(organisationId, request.query)
    await request.http.reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="journal.csv"')
      .send(journalCsv(app.db.kysely, filter))
    return {}
  }),

  handle(contract.readStatement, async (request, app) => {
    const { organisationId, code } = request.params
    found(organisationId, can.read(request.actor, organisationId))
    const { currency, limit } = request.query
    const lines = await accountStatement(app.db.kysely, { organisationId, code, currency, limit })
    return {
      lines: lines.map(line => ({
        ...line,
        number: line.number.toString(),
        at: line.at.toISOString(),
        minor: line.minor.toString(),
        balance: line.balance.toString(),
      })),
    }
  }),
]
