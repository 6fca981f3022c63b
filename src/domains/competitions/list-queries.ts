import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'
import type { listFilters } from './contract.ts'
import { type Competition, type CompetitionRow, competitionColumns, competitionOf } from './rows.ts'

export type ListFilter = (typeof listFilters)[number]

/** Text in a LIKE pattern stands for itself. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
}

/** Each filter as SQL over `competition c`, by the clock and not by the job that follows it. */
function filters(now: Date): Record<ListFilter, RawBuilder<unknown>> {
  return {
    all: sql`c.state <> 'cancelled'`,
    open: sql`c.state in ('announced', 'open') and c.opens_at <= ${now} and c.closes_at > ${now}`,
    upcoming: sql`c.state in ('announced', 'open') and c.opens_at > ${now}`,
    running: sql`(c.state in ('running', 'judging', 'provisional')
      or (c.state in ('announced', 'open') and c.closes_at <= ${now}))`,
    finished: sql`c.state in ('final', 'archived')`,
  }
}

export interface PublicListQuery {
  when: ListFilter
  search?: string | undefined
  organisationId?: string | undefined
  free?: 'yes' | 'no' | undefined
  sort?: string | undefined
  page: number
  size: number
}

const orders: Record<string, RawBuilder<unknown>> = {
  closes: sql`c.closes_at, c.id`,
  '-closes': sql`c.closes_at desc, c.id`,
  opens: sql`c.opens_at, c.id`,
  '-opens': sql`c.opens_at desc, c.id`,
  fee: sql`c.fee_minor, c.closes_at, c.id`,
  '-fee': sql`c.fee_minor desc, c.closes_at, c.id`,
}

/** Published competitions only: `published_at` is the one door a draft does not pass. */
export async function publicList(reader: Reader, query: PublicListQuery, now: Date) {
  const by = filters(now)
  const search = query.search ? containing(query.search) : null
  const shared = sql`c.published_at is not null
    and (${query.organisationId ?? null}::uuid is null or c.organisation_id = ${query.organisationId ?? null}::uuid)
    and (${query.free ?? null}::text is null or (c.fee_minor = 0) = (${query.free ?? null}::text = 'yes'))
    and (${search}::text is null or replace(c.title->>'zh-CN', '|', '') ilike ${search} or replace(c.title->>'en', '|', '') ilike ${search}
      or c.summary->>'zh-CN' ilike ${search} or c.summary->>'en' ilike ${search})`
  // What one can still enter stands first, the next to close at the top; then what is over, newest first.
  const usual = sql`(c.closes_at <= ${now}), case when c.closes_at > ${now} then c.closes_at end, c.closes_at desc, c.id`
  const order = (query.sort && orders[query.sort]) || usual
  const counted = await sql<Record<ListFilter, number>>`
    select count(*) filter (where ${by.all})::int as "all", count(*) filter (where ${by.open})::int as open,
      count(*) filter (where ${by.upcoming})::int as upcoming, count(*) filter (where ${by.running})::int as running,
      count(*) filter (where ${by.finished})::int as finished
    from competition c where ${shared}`.execute(reader)
  const found = await sql<CompetitionRow>`
    select ${competitionColumns} from competition c where ${shared} and ${by[query.when]}
    order by ${order} limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(reader)
  const counts = counted.rows[0] ?? { all: 0, open: 0, upcoming: 0, running: 0, finished: 0 }
  return { rows: found.rows.map(competitionOf), counts, total: counts[query.when] }
}

export interface StaffListQuery {
  organisationId: string
  state?: string | undefined
  search?: string | undefined
  sort?: string | undefined
  page: number
  size: number
}

const staffOrders: Record<string, RawBuilder<unknown>> = {
  updated: sql`c.updated_at, c.id`,
  '-updated': sql`c.updated_at desc, c.id`,
  closes: sql`c.closes_at nulls last, c.id`,
  '-closes': sql`c.closes_at desc nulls last, c.id`,
}

/** Every competition of one organisation, drafts included. The caller has asked whether the reader works there. */
export async function staffList(
  reader: Reader,
  query: StaffListQuery,
): Promise<{ rows: Competition[]; total: number }> {
  const search = query.search ? containing(query.search) : null
  const where = sql`c.organisation_id = ${query.organisationId}
    and (${query.state ?? null}::text is null or c.state = ${query.state ?? null}::text)
    and (${search}::text is null or c.title->>'zh-CN' ilike ${search} or c.title->>'en' ilike ${search} or c.slug ilike ${search})`
  const order = (query.sort && staffOrders[query.sort]) || staffOrders['-updated']
  const counted = await sql<{ total: number }>`select count(*)::int as total from competition c where ${where}`.execute(
    reader,
  )
  const found = await sql<CompetitionRow>`select ${competitionColumns} from competition c where ${where}
    order by ${order ?? sql`c.id`} limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(reader)
  return { rows: found.rows.map(competitionOf), total: counted.rows[0]?.total ?? 0 }
}

/** For the organisation's public page; fills its port. */
export async function publicCompetitionsOf(reader: Reader, organisationId: string) {
  const { rows } = await sql<CompetitionRow>`
    select ${competitionColumns} from competition c
    where c.organisation_id = ${organisationId} and c.published_at is not null
    order by c.closes_at desc limit 100`.execute(reader)
  return rows.map(competitionOf).map(({ slug, title, state, closesAt }) => ({ slug, title, state, closesAt }))
}
