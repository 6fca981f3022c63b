import { sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'

/** L1–L6 as one question to the database: everything that is wrong with the books, in words. Empty when they are right. */
export async function faultsOfBooks(reader: Reader): Promise<string[]> {
  const unbalanced = await sql<{ fault: string }>`
    select format('entry %s does not balance', entry_id) as fault from posting group by entry_id, currency
    having sum(case side when 'debit' then amount_minor else -amount_minor end) <> 0`.execute(reader)
  const balances = await sql<{ fault: string }>`
    with sums as (
      select p.account_id,
        coalesce(sum(p.amount_minor) filter (where e.state = 'posted' and p.side = a.normal_side), 0)
          - coalesce(sum(p.amount_minor) filter (where e.state = 'posted' and p.side <> a.normal_side), 0) as posted,
        coalesce(sum(p.amount_minor) filter (where e.state = 'pending' and p.side = 'debit'), 0) as pending_debit,
        coalesce(sum(p.amount_minor) filter (where e.state = 'pending' and p.side = 'credit'), 0) as pending_credit
      from posting p join journal_entry e on e.id = p.entry_id join ledger_account a on a.id = p.account_id
      group by p.account_id
    )
    select format('account %s: cached %s/%s/%s, postings %s/%s/%s', a.code, a.posted_minor, a.pending_debit_minor,
      a.pending_credit_minor, s.posted, s.pending_debit, s.pending_credit) as fault
    from ledger_account a left join sums s on s.account_id = a.id
    where a.posted_minor <> coalesce(s.posted, 0) or a.pending_debit_minor <> coalesce(s.pending_debit, 0)
      or a.pending_credit_minor <> coalesce(s.pending_credit, 0)`.execute(reader)
  const trial = await sql<{ fault: string }>`
    select format('trial balance of %s is off by %s', currency, sum(case normal_side when 'debit' then posted_minor else -posted_minor end)) as fault
    from ledger_account group by organisation_id, currency
    having sum(case normal_side when 'debit' then posted_minor else -posted_minor end) <> 0`.execute(reader)
  return [...unbalanced.rows, ...balances.rows, ...trial.rows].map(row => row.fault)
}
