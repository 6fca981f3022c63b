import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { found } from '../../kernel/policy.ts'

/** Places of a competition and of those of its tracks that have a limit of their own, locked until the transaction ends. */
export class Places {
  readonly #rows: Map<string, { trackId: string | null; places: number | null; taken: number; before: number }>
  #lastNumber: number

  constructor(rows: { trackId: string | null; places: number | null; taken: number }[], lastNumber: number) {
    this.#rows = new Map(rows.map(row => [row.trackId ?? '', { ...row, before: row.taken }]))
    this.#lastNumber = lastNumber
  }

  get lastNumber(): number {
    return this.#lastNumber
  }

  /** A number that was given out elsewhere (an import) is not given out again. */
  numberTaken(number: string): void {
    if (/^\d{1,9}$/.test(number)) this.#lastNumber = Math.max(this.#lastNumber, Number(number))
  }

  /** The next entry number of this competition. The lock makes them consecutive. */
  nextNumber(): number {
    this.#lastNumber += 1
    return this.#lastNumber
  }

  /** Takes a place if every limit allows it, else says which limit is reached. */
  take(trackId: string | null): { ok: true } | { ok: false; places: number } {
    const rows = this.#rowsOf(trackId)
    for (const row of rows) if (row.places !== null && row.taken >= row.places) return { ok: false, places: row.places }
    for (const row of rows) row.taken += 1
    return { ok: true }
  }

  release(trackId: string | null): void {
    for (const row of this.#rowsOf(trackId)) row.taken -= 1
  }

  /** Rows whose count changed. */
  changes(): { trackId: string | null; places: number | null; taken: number }[] {
    return [...this.#rows.values()].filter(row => row.taken !== row.before)
  }

  #rowsOf(trackId: string | null) {
    const whole = this.#rows.get('')
    const track = trackId === null ? undefined : this.#rows.get(trackId)
    return [whole, track].filter(row => row !== undefined)
  }
}

/** The limits as the organiser set them: `null` means none. Tracks without a limit are not listed. */
export interface Limits {
  competitionId: string
  places: number | null
  tracks: readonly { id: string; places: number | null }[]
}

interface QuotaRow {
  competition_id: string
  track_id: string | null
  taken: number
  last_number: number
}

/**
 * Locks the place counters of competitions, making them on first use and bringing their limits up to date: one statement
 * for any number of competitions, always in the same order, so that two who lock several cannot lock each other out.
 */
export async function lockPlacesOf(tx: Tx, limits: readonly Limits[]): Promise<Map<string, Places>> {
  const wanted = limits.flatMap(one => [
    { competition_id: one.competitionId, track_id: null, places: one.places },
    ...one.tracks
      .filter(track => track.places !== null)
      .map(track => ({ competition_id: one.competitionId, track_id: track.id, places: track.places })),
  ])
  const key = (row: { competition_id: string; track_id: string | null }): string =>
    `${row.competition_id} ${row.track_id ?? ''}`
  const read = async (): Promise<Map<string, QuotaRow>> => {
    const { rows } = await sql<QuotaRow>`select competition_id, track_id, taken, last_number from entry_quota
      where competition_id = any(${limits.map(one => one.competitionId)}::uuid[])
      order by competition_id, track_id nulls first for update`.execute(tx)
    return new Map(rows.map(row => [key(row), row]))
  }
  let rows = await read()
  const missing = wanted.filter(one => !rows.has(key(one)))
  if (missing.length > 0) {
    await sql`insert into entry_quota (competition_id, track_id, places)
      select competition_id, track_id, places
      from jsonb_to_recordset(${JSON.stringify(missing)}::jsonb) as r(competition_id uuid, track_id uuid, places integer)
      order by competition_id, track_id nulls first
      on conflict on constraint entry_quota_key do nothing`.execute(tx)
    rows = await read()
  }
  return new Map(
    limits.map(one => {
      const own = wanted.filter(row => row.competition_id === one.competitionId)
      const counters = own.map(row => ({
        trackId: row.track_id,
        places: row.places,
        taken: rows.get(key(row))?.taken ?? 0,
      }))
      return [one.competitionId, new Places(counters, rows.get(`${one.competitionId} `)?.last_number ?? 0)]
    }),
  )
}

/**
 * Writes the counters back. The database refuses to take a place over the limit whatever this code believes; only giving
 * back may stand above it, when the organiser has lowered the limit under what was already taken.
 */
export async function savePlacesOf(tx: Tx, places: ReadonlyMap<string, Places>): Promise<void> {
  const changes = [...places].flatMap(([competitionId, one]) =>
    one.changes().map(row => ({
      competition_id: competitionId,
      track_id: row.trackId,
      places: row.places,
      taken: row.taken,
      last_number: one.lastNumber,
    })),
  )
  if (changes.length === 0) return
  await sql`update entry_quota q set taken = r.taken, last_number = greatest(q.last_number, r.last_number),
      places = case when r.places is null then null when r.taken < q.taken then greatest(r.places, r.taken) else r.places end
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r(competition_id uuid, track_id uuid, places integer,
      taken integer, last_number integer)
    where q.competition_id = r.competition_id and q.track_id is not distinct from r.track_id`.execute(tx)
}

/** The same for one competition. */
export async function lockPlaces(tx: Tx, limits: Limits): Promise<Places> {
  return found((await lockPlacesOf(tx, [limits])).get(limits.competitionId))
}

export function savePlaces(tx: Tx, competitionId: string, places: Places): Promise<void> {
  return savePlacesOf(tx, new Map([[competitionId, places]]))
}

/** Takes or gives back one place outside the lane: a late payment, a withdrawal, a rejection. */
export async function takePlace(tx: Tx, limits: Limits, trackId: string | null): Promise<boolean> {
  const places = await lockPlaces(tx, limits)
  if (!places.take(trackId).ok) return false
  await savePlaces(tx, limits.competitionId, places)
  return true
}

export async function releasePlaces(tx: Tx, limits: Limits, trackIds: readonly (string | null)[]): Promise<void> {
  if (trackIds.length === 0) return
  const places = await lockPlaces(tx, limits)
  for (const trackId of trackIds) places.release(trackId)
  await savePlaces(tx, limits.competitionId, places)
}

/** Moves a place from one track to another within the same competition. */
export async function moveTrack(tx: Tx, limits: Limits, from: string | null, to: string | null): Promise<void> {
  if (from === to) return
  const places = await lockPlaces(tx, limits)
  places.release(from)
  const taken = places.take(to)
  if (!taken.ok) throw refuse('entries.full', { places: taken.places })
  await savePlaces(tx, limits.competitionId, places)
}
