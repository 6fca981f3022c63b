import { sql } from 'kysely'
import { z } from 'zod'
import { type Bilingual, bilingual } from '../../kernel/contract.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'

export const announcementKinds = ['plain', 'rules-changed', 'schedule-changed', 'cancelled'] as const
export type AnnouncementKind = (typeof announcementKinds)[number]

export interface Announcement {
  id: string
  competitionId: string
  kind: AnnouncementKind
  title: Bilingual
  /** Markdown. */
  body: Bilingual
  notified: boolean
  publishedAt: Date
}

interface Row {
  id: string
  competition_id: string
  kind: string
  title: unknown
  body: unknown
  notified: boolean
  published_at: Date
}

const columns = sql`id, competition_id, kind, title, body, notified, published_at`

function announcementOf(row: Row): Announcement {
  return {
    id: row.id,
    competitionId: row.competition_id,
    kind: z.enum(announcementKinds).parse(row.kind),
    title: bilingual.parse(row.title),
    body: bilingual.parse(row.body),
    notified: row.notified,
    publishedAt: row.published_at,
  }
}

/** Newest first. */
export async function announcementsOf(reader: Reader, competitionId: string): Promise<Announcement[]> {
  const { rows } = await sql<Row>`select ${columns} from competition_announcement
    where competition_id = ${competitionId} order by published_at desc, id desc limit 200`.execute(reader)
  return rows.map(announcementOf)
}

export async function insertAnnouncement(
  tx: Tx,
  made: Omit<Announcement, 'id' | 'publishedAt'> & { at: Date; by: string },
): Promise<string> {
  const id = newId()
  await sql`insert into competition_announcement (id, competition_id, title, body, kind, notified, published_at, published_by)
    values (${id}, ${made.competitionId}, ${JSON.stringify(made.title)}::jsonb, ${JSON.stringify(made.body)}::jsonb,
      ${made.kind}, ${made.notified}, ${made.at}, ${made.by})`.execute(tx)
  return id
}

/** Marks an announcement as told and returns it; undefined when it was told before or tells nobody. */
export async function takeForTelling(tx: Tx, id: string, at: Date): Promise<Announcement | undefined> {
  const { rows } = await sql<Row>`update competition_announcement set told_at = ${at}
    where id = ${id} and notified and told_at is null returning ${columns}`.execute(tx)
  return rows[0] && announcementOf(rows[0])
}
