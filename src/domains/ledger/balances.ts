import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { accountId } from './account-id.ts'
import { accountKind, type Side } from './chart-of-accounts.ts'

/** A change of one account's cached figures, in minor units. `posted` counts in the direction of the normal side. */
interface Movement {
  id: string
  organisationId: string
  code: string
  currency: string
  posted: bigint
  pendingDebit: bigint
  pendingCredit: bigint
}

export interface Line {
  organisationId: string
  code: string
  currency: string
  side: Side
  minor: bigint
}

/** Adds up what lines of entries do to the accounts they touch. */
export class Movements {
  readonly #byId = new Map<string, Movement>()

  #of(line: Line): Movement {
    const id = accountId(line.organisationId, line.code, line.currency)
    let movement = this.#byId.get(id)
    if (!movement) {
      const { organisationId, code, currency } = line
      movement = { id, organisationId, code, currency, posted: 0n, pendingDebit: 0n, pendingCredit: 0n }
      this.#byId.set(id, movement)
    }
    return movement
  }

  post(line: Line): void {
    const sign = accountKind(line.code).normalSide === line.side ? 1n : -1n
    this.#of(line).posted += sign * line.minor
  }

  /** `minor` may be negative: the reserve is given up. */
  reserve(line: Line, minor = line.minor): void {
    const movement = this.#of(line)
    if (line.side === 'debit') movement.pendingDebit += minor
    else movement.pendingCredit += minor
  }

  /** In the order in which accounts are locked. */
  sorted(): Movement[] {
    return [...this.#byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }
}

/** Accounts this process has seen; a rolled-back creation is noticed by the count below and made again. */
const seen = new Set<string>()

/** Applies movements to the cached balances: one statement, locks in id order; two more for accounts never seen before. */
export async function applyMovements(tx: Tx, movements: Movements): Promise<void> {
  const rows = movements.sorted()
  if (rows.length === 0) return
  const unseen = rows.filter(row => !seen.has(row.id))
  if (unseen.length > 0) await openAccounts(tx, unseen)
  const updated = await update(tx, rows)
  if (updated.size < rows.length) {
    const missing = rows.filter(row => !updated.has(row.id))
    await openAccounts(tx, missing)
    await update(tx, missing)
  }
}

async function openAccounts(tx: Tx, rows: readonly Movement[]): Promise<void> {
  const accounts = rows.map(row => {
    const kind = accountKind(row.code)
    return {
      id: row.id,
      organisation_id: row.organisationId,
      code: row.code,
      currency: row.currency,
      normal_side: kind.normalSide,
      may_go_negative: kind.mayGoNegative,
    }
  })
  await sql`insert into ledger_account (id, organisation_id, code, currency, normal_side, may_go_negative)
    select id, organisation_id, code, currency, normal_side, may_go_negative
    from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as a(id uuid, organisation_id uuid, code text,
      currency text, normal_side text, may_go_negative boolean)
    order by id
    on conflict do nothing`.execute(tx)
  for (const row of rows) seen.add(row.id)
}

async function update(tx: Tx, rows: readonly Movement[]): Promise<Set<string>> {
  const result = await sql<{ id: string }>`
    with change as (
      select * from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.posted)}::bigint[],
        ${rows.map(row => row.pendingDebit)}::bigint[], ${rows.map(row => row.pendingCredit)}::bigint[])
        as c(id, posted, pending_debit, pending_credit)
    ), locked as (
      select a.id from ledger_account a where a.id = any(${rows.map(row => row.id)}::uuid[]) order by a.id for no key update
    )
    update ledger_account a set
      posted_minor = a.posted_minor + c.posted,
      pending_debit_minor = a.pending_debit_minor + c.pending_debit,
      pending_credit_minor = a.pending_credit_minor + c.pending_credit
    from change c join locked l on l.id = c.id
    where a.id = c.id
    returning a.id`.execute(tx)
  return new Set(result.rows.map(row => row.id))
}
