import { sql } from 'kysely'
import type { Reader, Tx } from '../../kernel/db.ts'
import { found } from '../../kernel/policy.ts'
import {
  type Competition,
  type CompetitionRow,
  competitionColumns,
  competitionOf,
  type DateRow,
  dateOf,
  type Prize,
  type PrizeRow,
  prizeOf,
  type ScheduleDate,
  type Stage,
  type StageRow,
  stageOf,
  type Track,
  type TrackRow,
  trackOf,
} from './rows.ts'

function byCompetition<T extends { competitionId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.competitionId)
    if (group) group.push(row)
    else groups.set(row.competitionId, [row])
  }
  return groups
}

export async function competitionsById(reader: Reader, ids: readonly string[]): Promise<Map<string, Competition>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CompetitionRow>`
    select ${competitionColumns} from competition c where c.id = any(${ids}::uuid[])`.execute(reader)
  return new Map(rows.map(row => [row.id, competitionOf(row)]))
}

export async function competitionById(reader: Reader, id: string): Promise<Competition | undefined> {
  return (await competitionsById(reader, [id])).get(id)
}

export async function competitionBySlug(reader: Reader, slug: string): Promise<Competition | undefined> {
  const { rows } = await sql<CompetitionRow>`
    select ${competitionColumns} from competition c where c.slug = ${slug}`.execute(reader)
  return rows[0] && competitionOf(rows[0])
}

/** Locks the row until the transaction ends. Refuses with not-found when there is none. */
export async function lockedCompetition(tx: Tx, id: string): Promise<Competition> {
  const { rows } = await sql<CompetitionRow>`
    select ${competitionColumns} from competition c where c.id = ${id} for update`.execute(tx)
  return competitionOf(found(rows[0]))
}

export async function tracksOf(reader: Reader, competitionId: string): Promise<Track[]> {
  return (await tracksOfMany(reader, [competitionId])).get(competitionId) ?? []
}

export async function tracksOfMany(reader: Reader, competitionIds: readonly string[]): Promise<Map<string, Track[]>> {
  const { rows } = await sql<TrackRow>`
    select id, competition_id, code, name, about, places from track
    where competition_id = any(${competitionIds}::uuid[]) order by position, code`.execute(reader)
  return byCompetition(rows.map(trackOf))
}

export async function stagesOf(reader: Reader, competitionId: string): Promise<Stage[]> {
  const { rows } = await sql<StageRow>`
    select id, competition_id, code, name, about, kind, work, promotes from stage
    where competition_id = ${competitionId} order by position, code`.execute(reader)
  return rows.map(stageOf)
}

/** The schedule in order of beginning. */
export async function datesOf(reader: Reader, competitionId: string): Promise<ScheduleDate[]> {
  return (await datesOfMany(reader, [competitionId])).get(competitionId) ?? []
}

export async function datesOfMany(
  reader: Reader,
  competitionIds: readonly string[],
): Promise<Map<string, ScheduleDate[]>> {
  const { rows } = await sql<DateRow>`
    select id, competition_id, kind, stage, name, note, starts_at, ends_at from competition_date
    where competition_id = any(${competitionIds}::uuid[]) order by starts_at, position`.execute(reader)
  return byCompetition(rows.map(dateOf))
}

export async function prizesOf(reader: Reader, competitionId: string): Promise<Prize[]> {
  const { rows } = await sql<PrizeRow>`
    select id, competition_id, track_id, name, from_rank, to_rank, amount_minor, currency, extra from prize
    where competition_id = ${competitionId} order by position, from_rank`.execute(reader)
  return rows.map(prizeOf)
}
