import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import type { Money } from '../../kernel/money.ts'
import { accountId } from './account-id.ts'
import { applyMovements, Movements } from './balances.ts'
import type { Side } from './chart-of-accounts.ts'

export interface PostingDraft {
  /** A code of the chart of accounts: `liability:unfulfilled`. */
  account: string
  side: Side
  /** More than nothing. */
  amount: Money
}

export interface JournalDraft {
  organisationId: string
  at: Date
  /** `pending` reserves: the accounts' pending figures move, the posted ones wait for `resolvePending`. */
  state: 'pending' | 'posted'
  /** The business fact behind it; posts once per purpose, kept by the database. */
  source: { type: string; id: string }
  purpose: string
  /** Entry that this one takes back. */
  reversesId?: string
  memo?: Record<string, string>
  postings: readonly PostingDraft[]
}

export function debit(account: string, amount: Money): PostingDraft {
  return { account, side: 'debit', amount }
}

export function credit(account: string, amount: Money): PostingDraft {
  return { account, side: 'credit', amount }
}

/**
 * Writes journal entries with their postings and moves the cached balances: two statements for any number of entries
 * (a third when an account is new). Balances are updated last, once per account in id order: call it at the end of a
 * turn. Breaking `journal_entry_source` means the fact was posted before; `ledger_account_not_negative` that an account
 * would fall below nothing; an unbalanced entry fails at commit.
 */
export async function postEntries(tx: Tx, drafts: readonly JournalDraft[]): Promise<string[]> {
  if (drafts.length === 0) return []
  const movements = new Movements()
  const ids = drafts.map(() => newId())
  const entries = drafts.map((draft, index) => ({
    id: ids[index],
    organisation_id: draft.organisationId,
    at: draft.at.toISOString(),
    state: draft.state,
    source_type: draft.source.type,
    source_id: draft.source.id,
    purpose: draft.purpose,
    reverses_id: draft.reversesId ?? null,
    posting_count: draft.postings.length,
    memo: draft.memo ?? {},
  }))
  const postings = drafts.flatMap((draft, index) =>
    draft.postings.map((posting, position) => {
      const { currency, minor } = posting.amount
      const line = { organisationId: draft.organisationId, code: posting.account, currency, side: posting.side, minor }
      if (draft.state === 'posted') movements.post(line)
      else movements.reserve(line)
      return {
        entry_id: ids[index],
        position,
        account_id: accountId(draft.organisationId, posting.account, currency),
        side: posting.side,
        amount_minor: minor.toString(),
        currency,
      }
    }),
  )
  await sql`
    with entry as (
      insert into journal_entry (id, organisation_id, at, state, source_type, source_id, purpose, reverses_id, posting_count, memo)
      select id, organisation_id, at, state, source_type, source_id, purpose, reverses_id, posting_count, memo
      from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e(id uuid, organisation_id uuid, at timestamptz, state text,
        source_type text, source_id uuid, purpose text, reverses_id uuid, posting_count smallint, memo jsonb)
    )
    insert into posting (entry_id, position, account_id, side, amount_minor, currency)
    select entry_id, position, account_id, side, amount_minor, currency
    from jsonb_to_recordset(${JSON.stringify(postings)}::jsonb) as p(entry_id uuid, position smallint, account_id uuid, side text,
      amount_minor bigint, currency text)`.execute(tx)
  await applyMovements(tx, movements)
  return ids
}
