import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'
import type { QueryOf } from '../../kernel/contract.ts'
import { peopleByIds } from '../accounts/index.ts'
import { ordersByIds } from '../commerce/index.ts'
import type { listEntries } from './contract.ts'
import { type EntryState, entryStates } from './lifecycle.ts'
import { type Entry, entryColumns } from './rows.ts'

type Filter = QueryOf<typeof listEntries>

const sorts: Record<string, RawBuilder<unknown>> = {
  number: sql`e.number`,
  name: sql`e.entrant_name collate "C"`,
  affiliation: sql`e.affiliation collate "C"`,
  state: sql`e.state`,
  entered: sql`e.entered_at`,
  updated: sql`e.updated_at`,
}

function orderBy(sort: string | undefined): RawBuilder<unknown> {
  const descending = sort?.startsWith('-') ?? false
  const column = sorts[sort?.replace(/^-/, '') ?? 'entered'] ?? sorts['entered']
  return descending ? sql`${column} desc, e.id desc` : sql`${column}, e.id`
}

function where(competitionId: string, filter: Filter): RawBuilder<unknown> {
  const parts = [sql`e.competition_id = ${competitionId}`]
  if (filter.trackId) parts.push(sql`e.track_id = ${filter.trackId}`)
  if (filter.search) {
    const like = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
    parts.push(sql`(e.number ilike ${like} or e.entrant_name ilike ${like} or e.affiliation ilike ${like})`)
  }
  return sql.join(parts, sql` and `)
}

export interface StaffRow {
  id: string
  number: string
  state: EntryState
  trackId: string | null
  entrantName: string
  affiliation: string
  email: string
  enteredAt: string
  updatedAt: string
  holdExpiresAt: string | null
  paidMinor: string
  currency: string
}

/** Rows of the staff's list, with the entrants' mail addresses and what they have paid less what went back. */
export async function staffRows(reader: Reader, entries: readonly Entry[], currency: string): Promise<StaffRow[]> {
  const people = await peopleByIds(
    reader,
    entries.flatMap(entry => entry.personId ?? []),
  )
  const orders = await ordersByIds(
    reader,
    entries.flatMap(entry => entry.orderId ?? []),
  )
  return entries.map(entry => {
    const order = entry.orderId ? orders.get(entry.orderId) : undefined
    return {
      id: entry.id,
      number: entry.number,
      state: entry.state,
      trackId: entry.trackId,
      entrantName: entry.entrantName,
      affiliation: entry.affiliation,
      email: people.get(entry.personId ?? '')?.email ?? '',
      enteredAt: entry.enteredAt.toISOString(),
      updatedAt: entry.updatedAt.toISOString(),
      holdExpiresAt: entry.holdExpiresAt?.toISOString() ?? null,
      paidMinor: order ? (order.captured.minor - order.refunded.minor).toString() : '0',
      currency: order?.total.currency ?? currency,
    }
  })
}

/** One page of entries with the count per state; the counts follow the search and the track, not the state chosen. */
export async function entryPage(reader: Reader, competitionId: string, filter: Filter) {
  const condition = where(competitionId, filter)
  const state = filter.state === 'all' ? sql`true` : sql`e.state = ${filter.state}`
  const { rows } = await sql<Entry>`select ${entryColumns} from entry e where ${condition} and ${state}
    order by ${orderBy(filter.sort)} limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(reader)
  const counted = await sql<{ state: EntryState; n: number }>`select e.state, count(*)::int as n from entry e
    where ${condition} group by e.state`.execute(reader)
  const counts = Object.fromEntries(entryStates.map(one => [one, 0])) as Record<EntryState, number>
  for (const row of counted.rows) counts[row.state] = row.n
  const total = filter.state === 'all' ? Object.values(counts).reduce((a, b) => a + b, 0) : counts[filter.state]
  return { entries: rows, counts, total }
}
