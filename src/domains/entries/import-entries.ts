import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { found } from '../../kernel/policy.ts'
import { type Competition, entryFormOf, ruleSetAt } from '../competitions/index.ts'
import { recordHistory } from './history.ts'
import { limitsOf } from './move-entry.ts'
import { lockPlaces, savePlaces } from './places.ts'

export interface ImportedEntry {
  number: string
  entrantName: string
  affiliation: string
  trackId: string | null
}

/**
 * Writes confirmed entries from the organiser's table: no person, no fee, but places like any other. An entry whose number
 * exists is taken as that entry. Returns entry ids by number. Refuses `entries.full`.
 */
export async function importEntries(
  tx: Tx,
  competition: Competition,
  entries: readonly ImportedEntry[],
  by: string,
  now: Date,
): Promise<Map<string, string>> {
  const form = found(await entryFormOf(tx, competition.id))
  const rules = found(await ruleSetAt(tx, competition.id))
  const places = await lockPlaces(tx, await limitsOf(tx, competition))
  const known = await sql<{ id: string; number: string }>`select id, number from entry
    where competition_id = ${competition.id} and number = any(${entries.map(one => one.number)})`.execute(tx)
  const ids = new Map(known.rows.map(row => [row.number, row.id]))
  const added = entries
    .filter(one => !ids.has(one.number))
    .map(one => {
      const place = places.take(one.trackId)
      if (!place.ok) throw refuse('entries.full', { places: place.places })
      places.numberTaken(one.number)
      const id = newId()
      ids.set(one.number, id)
      return {
        id,
        track_id: one.trackId,
        number: one.number,
        entrant_name: one.entrantName,
        affiliation: one.affiliation,
      }
    })
  await sql`insert into entry (id, competition_id, organisation_id, track_id, number, state, entrant_name, affiliation, answers,
      form_version, rules_version, entered_at, confirmed_at, updated_at)
    select id, ${competition.id}, ${competition.organisationId}, track_id, number, 'confirmed', entrant_name, affiliation,
      '{}'::jsonb, ${form.version}, ${rules.version}, ${now}, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as r(id uuid, track_id uuid, number text, entrant_name text,
      affiliation text)`.execute(tx)
  await recordHistory(
    tx,
    added.map(one => ({
      entryId: one.id,
      at: now,
      byPersonId: by,
      action: 'entered',
      fromState: null,
      toState: 'confirmed',
    })),
  )
  await announce(tx, {
    name: 'entries.entries-imported',
    at: now,
    actorId: by,
    organisationId: competition.organisationId,
    subject: { type: 'competition', id: competition.id },
    payload: { competitionId: competition.id, count: added.length },
  })
  await savePlaces(tx, competition.id, places)
  return ids
}
