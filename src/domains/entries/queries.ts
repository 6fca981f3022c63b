import { sql } from 'kysely'
import type { Reader, Tx } from '../../kernel/db.ts'
import { found } from '../../kernel/policy.ts'
import { type Entry, entryColumns } from './rows.ts'

export async function entryById(reader: Reader, id: string): Promise<Entry | undefined> {
  return (await entriesById(reader, [id])).get(id)
}

export async function entriesById(reader: Reader, ids: readonly string[]): Promise<Map<string, Entry>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Entry>`select ${entryColumns} from entry e where e.id = any(${[...ids]}::uuid[])`.execute(
    reader,
  )
  return new Map(rows.map(row => [row.id, row]))
}

/** Locks the row until the transaction ends; not-found when there is none. */
export async function lockedEntry(tx: Tx, id: string): Promise<Entry> {
  const { rows } = await sql<Entry>`select ${entryColumns} from entry e where e.id = ${id} for update`.execute(tx)
  return found(rows[0])
}

export async function entryOfOrder(tx: Tx, orderId: string): Promise<Entry | undefined> {
  const { rows } =
    await sql<Entry>`select ${entryColumns} from entry e where e.order_id = ${orderId} for update`.execute(tx)
  return rows[0]
}

/** Entries that take part: confirmed ones, in order of their number. */
export async function confirmedEntries(reader: Reader, competitionId: string): Promise<Entry[]> {
  const { rows } = await sql<Entry>`select ${entryColumns} from entry e
    where e.competition_id = ${competitionId} and e.state = 'confirmed' order by e.number`.execute(reader)
  return rows
}

/** All entries of a person, newest first. */
export async function entriesOfPerson(reader: Reader, personId: string): Promise<Entry[]> {
  const { rows } = await sql<Entry>`select ${entryColumns} from entry e
    where e.person_id = ${personId} order by e.entered_at desc limit 500`.execute(reader)
  return rows
}

/** A person's latest entry in a competition, whatever became of it. */
export async function latestEntry(reader: Reader, competitionId: string, personId: string): Promise<Entry | undefined> {
  const { rows } = await sql<Entry>`select ${entryColumns} from entry e
    where e.competition_id = ${competitionId} and e.person_id = ${personId}
    order by e.entered_at desc limit 1`.execute(reader)
  return rows[0]
}

export interface EntryCount {
  confirmed: number
  taken: number
  confirmedByTrack: Record<string, number>
}

/** Confirmed entries and places taken of many competitions at once. */
export async function entryCounts(reader: Reader, competitionIds: readonly string[]): Promise<Map<string, EntryCount>> {
  const { rows } = await sql<{ competition_id: string; track_id: string | null; confirmed: number; taken: number }>`
    select competition_id, track_id, count(*) filter (where state = 'confirmed')::int as confirmed,
      count(*) filter (where state in ('held', 'in-review', 'returned', 'confirmed', 'disqualified'))::int as taken
    from entry where competition_id = any(${[...competitionIds]}::uuid[]) group by competition_id, track_id`.execute(
    reader,
  )
  const counts = new Map<string, EntryCount>()
  for (const row of rows) {
    const count = counts.get(row.competition_id) ?? { confirmed: 0, taken: 0, confirmedByTrack: {} }
    count.confirmed += row.confirmed
    count.taken += row.taken
    if (row.track_id) count.confirmedByTrack[row.track_id] = row.confirmed
    counts.set(row.competition_id, count)
  }
  return counts
}

/** People whose entry is alive, each once. */
export async function entrantsOf(reader: Reader, competitionId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select distinct person_id from entry
    where competition_id = ${competitionId} and state in ('held', 'in-review', 'returned', 'confirmed', 'disqualified')`.execute(
    reader,
  )
  return rows.map(row => row.person_id)
}
