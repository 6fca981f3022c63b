import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Reader } from '../../kernel/db.ts'

export interface Award {
  id: string
  competitionId: string
  organisationId: string
  entryId: string
  personId: string | null
  prizeId: string | null
  name: Bilingual
  category: string
  rank: number | null
  total: string | null
  entries: number
  credentialNumber: string | null
  grantedAt: Date
}

const columns = sql`a.id, a.competition_id as "competitionId", a.organisation_id as "organisationId", a.entry_id as "entryId",
  a.person_id as "personId", a.prize_id as "prizeId", a.name, a.category, a.rank::float8 as rank, a.total, a.entries,
  a.credential_number as "credentialNumber", a.granted_at as "grantedAt"`

/** Prizes first, by category and rank, then participation. */
export async function awardsOf(reader: Reader, competitionId: string): Promise<Award[]> {
  return (
    await sql<Award>`select ${columns} from award a where a.competition_id = ${competitionId}
      order by a.prize_id is null, a.category, a.rank, a.id`.execute(reader)
  ).rows
}

export async function awardsOfPerson(reader: Reader, personId: string): Promise<Award[]> {
  return (
    await sql<Award>`select ${columns} from award a where a.person_id = ${personId} order by a.granted_at desc, a.id limit 200`.execute(
      reader,
    )
  ).rows
}
