import { sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'
import type { Organisation } from './rows.ts'

const columns = sql`o.id, o.slug, o.name, o.about, o.website, o.contact_email as "contactEmail", o.colour,
  o.logo_file_id as "logoFileId", o.picture_file_id as "pictureFileId", o.seal_file_id as "sealFileId",
  o.seal_text as "sealText", o.zone, o.country, o.created_at as "createdAt", o.revision`

export async function organisationById(reader: Reader, id: string): Promise<Organisation | undefined> {
  const found = await sql<Organisation>`select ${columns} from organisation o where o.id = ${id}`.execute(reader)
  return found.rows[0]
}

/** Many at once, by id. */
export async function organisationsByIds(reader: Reader, ids: readonly string[]): Promise<Map<string, Organisation>> {
  if (ids.length === 0) return new Map()
  const found =
    await sql<Organisation>`select ${columns} from organisation o where o.id = any(${[...ids]}::uuid[])`.execute(reader)
  return new Map(found.rows.map(row => [row.id, row]))
}

export async function organisationBySlug(reader: Reader, slug: string): Promise<Organisation | undefined> {
  const found = await sql<Organisation>`select ${columns} from organisation o where o.slug = ${slug}`.execute(reader)
  return found.rows[0]
}

/** Person → every organisation they work for, as an actor carries it. Fills a port of accounts. */
export async function staffOf(
  reader: Reader,
  personIds: readonly string[],
): Promise<Map<string, { organisationId: string; roles: string[] }[]>> {
  const found = await sql<{ personId: string; organisationId: string; roles: string[] }>`
    select person_id as "personId", organisation_id as "organisationId", roles from staff
    where person_id = any(${[...personIds]}::uuid[]) order by organisation_id`.execute(reader)
  const staff = new Map<string, { organisationId: string; roles: string[] }[]>()
  for (const { personId, organisationId, roles } of found.rows)
    staff.set(personId, [...(staff.get(personId) ?? []), { organisationId, roles }])
  return staff
}

/** People with one of the roles in the organisation; for notices. */
export async function staffWithRoles(
  reader: Reader,
  organisationId: string,
  roles: readonly string[],
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select person_id as id from staff where organisation_id = ${organisationId} and roles && ${[...roles]}::text[]
    order by person_id`.execute(reader)
  return found.rows.map(row => row.id)
}

export interface StaffRow {
  personId: string
  name: string
  email: string
  roles: string[]
  joinedAt: Date
  lastSeenAt: Date | null
}

export interface Page {
  page: number
  size: number
  search?: string | undefined
  sort?: string | undefined
}

const staffOrder: Record<string, ReturnType<typeof sql>> = {
  name: sql`p.name, s.person_id`,
  '-name': sql`p.name desc, s.person_id`,
  joined: sql`s.joined_at, s.person_id`,
  '-joined': sql`s.joined_at desc, s.person_id`,
}

/** Text in a LIKE pattern stands for itself. */
export function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
}

export async function staffPage(
  reader: Reader,
  organisationId: string,
  query: Page & { role?: string | undefined },
): Promise<{ rows: StaffRow[]; total: number; owners: number }> {
  const where = sql`s.organisation_id = ${organisationId}
    and (${query.role ?? null}::text is null or ${query.role ?? null} = any (s.roles))
    and (${query.search ?? ''} = '' or p.name ilike ${contains(query.search ?? '')} or p.email ilike ${contains(query.search ?? '')})`
  const [rows, counts] = await Promise.all([
    sql<StaffRow>`
      select s.person_id as "personId", p.name, p.email, s.roles, s.joined_at as "joinedAt",
        (select max(seen_at) from session e where e.person_id = p.id) as "lastSeenAt"
      from staff s join person p on p.id = s.person_id
      where ${where}
      order by ${staffOrder[query.sort ?? 'joined'] ?? staffOrder['joined']}
      limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(reader),
    sql<{ total: number; owners: number }>`
      select (select count(*)::int from staff s join person p on p.id = s.person_id where ${where}) as total,
        (select count(*)::int from staff where organisation_id = ${organisationId} and 'owner' = any (roles)) as owners`.execute(
      reader,
    ),
  ])
  return { rows: rows.rows, total: counts.rows[0]?.total ?? 0, owners: counts.rows[0]?.owners ?? 0 }
}

export interface ActivityRow {
  id: bigint
  at: Date
  name: string
  actorId: string | null
  actorName: string | null
  subjectType: string
  subjectId: string | null
  payload: Record<string, unknown>
}

/** The event log of one organisation, newest first. */
export async function activityPage(
  reader: Reader,
  organisationId: string,
  query: Page & { event?: string | undefined },
): Promise<{ rows: ActivityRow[]; total: number }> {
  const where = sql`e.organisation_id = ${organisationId}
    and (${query.event ?? null}::text is null or e.name = ${query.event ?? null})
    and (${query.search ?? ''} = '' or p.name ilike ${contains(query.search ?? '')} or e.name ilike ${contains(query.search ?? '')})`
  const [rows, count] = await Promise.all([
    sql<ActivityRow>`
      select e.id, e.at, e.name, e.actor_id as "actorId", p.name as "actorName", e.subject_type as "subjectType",
        e.subject_id as "subjectId", e.payload
      from event_log e left join person p on p.id = e.actor_id
      where ${where} order by e.id desc limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(reader),
    sql<{ total: number }>`
      select count(*)::int as total from event_log e left join person p on p.id = e.actor_id where ${where}`.execute(
      reader,
    ),
  ])
  return { rows: rows.rows, total: count.rows[0]?.total ?? 0 }
}
