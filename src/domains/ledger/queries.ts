import { sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'
import type { Side } from './chart-of-accounts.ts'

export interface AccountBalance {
  code: string
  currency: string
  normalSide: Side
  /** In the direction of the normal side, minor units. */
  posted: bigint
  pendingDebit: bigint
  pendingCredit: bigint
  /** Posted less what is reserved against it. */
  available: bigint
}

/** Every account of a book with its cached balances; debits and credits of the posted figures are equal per currency. */
export async function trialBalance(reader: Reader, organisationId: string): Promise<AccountBalance[]> {
  const found = await sql<AccountBalance>`select code, currency, normal_side as "normalSide", posted_minor as posted,
      pending_debit_minor as "pendingDebit", pending_credit_minor as "pendingCredit",
      posted_minor - (case normal_side when 'debit' then pending_credit_minor else pending_debit_minor end) as available
    from ledger_account where organisation_id = ${organisationId} order by currency, code`.execute(reader)
  return found.rows
}

export interface JournalLine {
  code: string
  side: Side
  minor: bigint
  currency: string
}
export interface JournalEntry {
  id: string
  number: bigint
  at: Date
  state: 'pending' | 'posted' | 'voided'
  resolvedAt: Date | null
  sourceType: string
  sourceId: string
  purpose: string
  reversesId: string | null
  memo: Record<string, string>
  lines: JournalLine[]
}

export interface JournalFilter {
  organisationId: string
  from?: Date | undefined
  to?: Date | undefined
  account?: string | undefined
  state?: JournalEntry['state'] | undefined
  search?: string | undefined
}

function where(filter: JournalFilter): ReturnType<typeof sql> {
  const { organisationId, from, to, account, state, search } = filter
  return sql`where e.organisation_id = ${organisationId}
    ${from ? sql`and e.at >= ${from}` : sql``}
    ${to ? sql`and e.at < ${to}` : sql``}
    ${state ? sql`and e.state = ${state}` : sql``}
    ${
      account
        ? sql`and exists (select 1 from posting p join ledger_account a on a.id = p.account_id
        where p.entry_id = e.id and a.code = ${account})`
        : sql``
    }
    ${search ? sql`and (e.memo ->> 'order' = ${search.replace(/\s/g, '')} or 'J' || e.number = ${search} or e.number::text = ${search})` : sql``}`
}

interface EntryRow extends Omit<JournalEntry, 'lines'> {
  lines: { code: string; side: Side; minor: string; currency: string }[]
}

/** Journal entries with their lines, newest first. Amounts come as text inside JSON, so that none passes a float. */
export async function journalEntries(
  reader: Reader,
  filter: JournalFilter,
  page: { offset: number; limit: number },
): Promise<JournalEntry[]> {
  const found = await sql<EntryRow>`select e.id, e.number, e.at, e.state, e.resolved_at as "resolvedAt",
      e.source_type as "sourceType", e.source_id as "sourceId", e.purpose, e.reverses_id as "reversesId", e.memo,
      (select jsonb_agg(jsonb_build_object('code', a.code, 'side', p.side, 'minor', p.amount_minor::text, 'currency', p.currency)
        order by p.position) from posting p join ledger_account a on a.id = p.account_id where p.entry_id = e.id) as lines
    from journal_entry e ${where(filter)} order by e.number desc limit ${page.limit} offset ${page.offset}`.execute(
    reader,
  )
  return found.rows.map(row => ({ ...row, lines: row.lines.map(line => ({ ...line, minor: BigInt(line.minor) })) }))
}

export interface JournalTotals {
  entries: bigint
  sums: { currency: string; debit: bigint; credit: bigint }[]
}

/** How many entries a filter finds, and the sums of the posted ones. */
export async function journalTotals(reader: Reader, filter: JournalFilter): Promise<JournalTotals> {
  const count = await sql<{
    entries: bigint
  }>`select count(*) as entries from journal_entry e ${where(filter)}`.execute(reader)
  const sums = await sql<{ currency: string; debit: bigint; credit: bigint }>`
    select p.currency, coalesce(sum(p.amount_minor) filter (where p.side = 'debit'), 0)::bigint as debit,
      coalesce(sum(p.amount_minor) filter (where p.side = 'credit'), 0)::bigint as credit
    from journal_entry e join posting p on p.entry_id = e.id ${where(filter)} and e.state = 'posted'
    group by p.currency order by p.currency`.execute(reader)
  return { entries: count.rows[0]?.entries ?? 0n, sums: sums.rows }
}

export interface StatementLine {
  number: bigint
  at: Date
  state: 'pending' | 'posted'
  purpose: string
  memo: Record<string, string>
  side: Side
  minor: bigint
  /** Posted balance after this line, in the direction of the normal side. */
  balance: bigint
}

/** What moved an account, in the order of posting, with the running balance; the last `limit` lines. */
export async function accountStatement(
  reader: Reader,
  filter: { organisationId: string; code: string; currency: string; limit: number },
): Promise<StatementLine[]> {
  const found = await sql<StatementLine>`select * from (
      select e.number, e.at, e.state, e.purpose, e.memo, p.side, p.amount_minor as minor,
        (sum(case when e.state <> 'posted' then 0 when p.side = a.normal_side then p.amount_minor else -p.amount_minor end)
          over (order by e.number, p.position))::bigint as balance
      from ledger_account a join posting p on p.account_id = a.id join journal_entry e on e.id = p.entry_id
      where a.organisation_id = ${filter.organisationId} and a.code = ${filter.code} and a.currency = ${filter.currency}
        and e.state <> 'voided'
    ) lines order by number desc limit ${filter.limit}`.execute(reader)
  return found.rows
}
