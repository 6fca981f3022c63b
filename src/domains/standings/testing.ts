import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Person } from '../../kernel/policy.ts'
import { type Competition, competitionById } from '../competitions/index.ts'
import { aCompetition, type CompetitionWish } from '../competitions/testing.ts'
import { entryDomains, wireEntries } from '../entries/testing.ts'
import { importEntries } from '../entries/index.ts'
import { importPanelScores, judgingDomain } from '../judging/index.ts'
import { aMember, anOrganisation } from '../organisations/testing.ts'
import { scoreRow } from '../scoring/index.ts'
import { standingsDomain } from './index.ts'

/** Standings with everything left of them. */
export const standingsDomains = [...entryDomains, judgingDomain, standingsDomain]
export const wireStandings = wireEntries

export interface ScoredContest {
  competition: Competition
  owner: Person
  /** Who holds each entry, by entry number. */
  entrants: Map<string, Person>
  entryIds: Map<string, string>
}

/**
 * A competition in judging with locked sheets of three judges. `marks` gives each entry's number its level (0–3, all
 * judges and aspects alike) and its measured points (0–40); entries with the same pair are tied.
 */
export async function aScoredContest(
  app: App,
  marks: Record<string, readonly [level: number, measured: number]>,
  wish: Partial<CompetitionWish> & { names?: Record<string, string> } = {},
): Promise<ScoredContest> {
  const { names, ...competitionWish } = wish
  const organisation = await anOrganisation(app)
  const now = app.clock.now()
  const rows = Object.entries(marks).flatMap(([entry, [level, measured]]) => [
    ...['A1', 'A2'].flatMap(aspect =>
      ['J1', 'J2', 'J3'].map(judge => scoreRow({ entry, segment: 'final', aspect, judge, value: String(level) })),
    ),
    scoreRow({ entry, segment: 'final', aspect: 'B1', value: String(measured) }),
  ])
  const { competition, ids } = await app.db.transaction(async tx => {
    const made = await aCompetition(tx, { organisationId: organisation.id, now, state: 'judging', ...competitionWish })
    const drafts = Object.keys(marks).map(number => ({
      number,
      entrantName: names?.[number] ?? `Entrant ${number}`,
      affiliation: `School ${number}`,
      trackId: null,
    }))
    const entryIds = await importEntries(tx, made, drafts, organisation.owner.id, now)
    await importPanelScores(tx, made, rows, entryIds, now)
    return { competition: made, ids: entryIds }
  })
  const entrants = new Map<string, Person>()
  for (const [number, id] of ids) {
    const person = await aMember(app)
    await sql`update entry set person_id = ${person.id} where id = ${id}`.execute(app.db.kysely)
    entrants.set(number, person)
  }
  return { competition, owner: organisation.owner, entrants, entryIds: ids }
}

/** The competition as it stands now. */
export async function nowOf(app: App, contest: ScoredContest): Promise<Competition> {
  const competition = await competitionById(app.db.kysely, contest.competition.id)
  if (!competition) throw new Error('the competition is gone')
  return competition
}
