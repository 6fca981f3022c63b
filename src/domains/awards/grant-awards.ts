import { sql } from 'kysely'
import { z } from 'zod'
import { uuid } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import type { Reaction } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { type Competition, competitionById, type Prize, prizesOf } from '../competitions/index.ts'
import { type FinalPlace, finalRanking, resultsFinal } from '../standings/index.ts'
import participation from './i18n/participation.json' with { type: 'json' }

interface Granted {
  place: FinalPlace
  prize: Prize | null
}

/**
 * Who wins what: a prize of a track goes to that track's ranks, one without a track to every track's alike. Shared ranks
 * share the prize. A rank between places (1.5) counts as the place it rounds up to. Everybody ranked has taken part.
 */
export function prizeWinners(places: readonly FinalPlace[], prizes: readonly Prize[]): Granted[] {
  const won = places.flatMap(place =>
    prizes
      .filter(prize => prize.trackId === null || prize.trackId === place.trackId)
      .filter(
        prize =>
          place.rank !== null && prize.fromRank <= Math.ceil(place.rank) && Math.ceil(place.rank) <= prize.toRank,
      )
      .map(prize => ({ place, prize })),
  )
  return [...won, ...places.filter(place => place.rank !== null).map(place => ({ place, prize: null }))]
}

/** Writes the awards of final results. Running again adds only what is missing. */
export async function grantAwards(tx: Tx, competition: Competition, runId: string, now: Date): Promise<number> {
  const places = await finalRanking(tx, competition.id)
  const ranked = (category: string): number =>
    places.filter(place => place.category === category && place.rank !== null).length
  const rows = prizeWinners(places, await prizesOf(tx, competition.id)).map(({ place, prize }) => ({
    id: newId(),
    entry_id: place.entryId,
    person_id: place.personId,
    prize_id: prize?.id ?? null,
    name: prize?.name ?? participation,
    category: place.category,
    rank: place.rank,
    total: place.total,
    entries: ranked(place.category),
  }))
  if (rows.length === 0) return 0
  const inserted =
    await sql`insert into award (id, competition_id, organisation_id, run_id, entry_id, person_id, prize_id, name,
      category, rank, total, entries, granted_at)
    select id, ${competition.id}, ${competition.organisationId}, ${runId}, entry_id, person_id, prize_id, name, category, rank,
      total, entries, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, entry_id uuid, person_id uuid, prize_id uuid,
      name jsonb, category text, rank numeric, total text, entries integer)
    on conflict on constraint award_once do nothing`.execute(tx)
  return Number(inserted.numAffectedRows ?? 0n)
}

const payload = z.object({ competitionId: uuid, runId: uuid })

export const grantOnFinalResults: Reaction = {
  name: 'awards.grant-on-final-results',
  on: resultsFinal,
  async run(event, app) {
    const { competitionId, runId } = payload.parse(event.payload)
    await app.db.transaction(async tx => {
      const competition = await competitionById(tx, competitionId)
      if (competition) await grantAwards(tx, competition, runId, app.clock.now())
    })
  },
}
