import type { Reader } from '../../kernel/db.ts'
import { found } from '../../kernel/policy.ts'
import { organisationById } from '../organisations/index.ts'
import { can } from './policy.ts'
import { competitionBySlug } from './queries.ts'

/** A published competition with its organiser. A draft is not found, like one that does not exist. */
export async function publicCompetition(reader: Reader, slug: string) {
  const row = await competitionBySlug(reader, slug)
  const competition = found(row, row && can.seePublicly(row))
  const organisation = found(await organisationById(reader, competition.organisationId))
  return { competition, organisation }
}
