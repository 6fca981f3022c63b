import { sql } from 'kysely'
import type { Reader } from '../../kernel/db.ts'
import type { Domain } from '../../kernel/domain.ts'
import { tracksOf } from '../competitions/index.ts'
import { confirmedEntries } from '../entries/index.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
export { followBoards } from './public-bytes.ts'
import { figuresOf, publicRun } from './queries.ts'
import { standingsRefusals } from './refusals.ts'
import { routes } from './routes.ts'

/** Announced with `{ competitionId, runId }` when results have become final. */
export const resultsFinal = 'standings.results-final'

export interface FinalPlace {
  entryId: string
  personId: string | null
  entrantName: string
  trackId: string | null
  category: string
  rank: number | null
  total: string | null
}

/** The final ranking, one line an entry; empty while results are not final. */
export async function finalRanking(reader: Reader, competitionId: string): Promise<FinalPlace[]> {
  const run = await publicRun(reader, competitionId)
  if (run?.state !== 'final') return []
  const { results } = await figuresOf(reader, run.id)
  const entries = new Map((await confirmedEntries(reader, competitionId)).map(entry => [entry.number, entry]))
  const tracks = new Map((await tracksOf(reader, competitionId)).map(track => [track.code, track.id]))
  return results.results.flatMap(result => {
    const entry = entries.get(result.entry)
    if (!entry) return []
    return [
      {
        entryId: entry.id,
        personId: entry.personId,
        entrantName: entry.entrantName,
        trackId: tracks.get(result.category) ?? null,
        category: result.category,
        rank: result.rank,
        total: result.total,
      },
    ]
  })
}

/** Competitions of these with public results. */
export async function withPublicResults(reader: Reader, competitionIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select competition_id as id from published_result
    where competition_id = any(${[...competitionIds]}::uuid[])`.execute(reader)
  return new Set(rows.map(row => row.id))
}

export const standingsDomain: Domain = {
  name: 'standings',
  refusals: standingsRefusals,
  routes,
  texts: { en, 'zh-CN': zh },
}
