import { sql } from 'kysely'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { type Refusal, refuse } from '../../kernel/errors.ts'
import { type RequestKey, storedReplies } from '../../kernel/http/idempotency.ts'
import { newId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/policy.ts'
import {
  type Competition,
  competitionsById,
  isOpenForEntry,
  rulesVersionsOf,
  tracksOfMany,
} from '../competitions/index.ts'
import type { EntryView } from './contract.ts'
import { firstState } from './lifecycle.ts'
import { lockPlacesOf, type Places, savePlacesOf } from './places.ts'
import type { Entry } from './rows.ts'

export interface Entering {
  competitionId: string
  key: RequestKey
  person: Person
  trackId: string | null
  entrantName: string
  affiliation: string
  answers: Record<string, unknown>
  personal: Record<string, unknown>
  fileIds: string[]
  formVersion: number
  rulesVersion: number
}

export interface Entered {
  entry: EntryView
  orderId: string | null
}

export interface Accepted {
  one: Entering
  entry: Entry
  competition: Competition
}

export type Decision = { refused: Refusal } | { replay: Entered } | { enters: Accepted } | { again: Entry }

/** What decisions are taken on, read behind the lock of the places of every competition in the batch. */
interface Ground {
  competitions: ReadonlyMap<string, Competition>
  rules: ReadonlyMap<string, number>
  places: ReadonlyMap<string, Places>
  replays: Awaited<ReturnType<typeof storedReplies>>
  /** `competition person` of live entries; grows as the batch is decided. */
  entered: Set<string>
}

/** Decides a batch in order of arrival and writes the places it took. */
export async function decideEntries(tx: Tx, batch: readonly Entering[], now: Date): Promise<Decision[]> {
  const ground = await groundOf(tx, batch)
  const seen = new Map<string, Decision>()
  const decisions = batch.map((one): Decision => {
    // One request sent twice may stand twice in a batch: both get the first one's answer.
    const id = `${one.key.scope}/${one.key.key}/${one.key.sha256}`
    const earlier = seen.get(id)
    if (earlier) return 'enters' in earlier ? { again: earlier.enters.entry } : earlier
    const decision = decideOne(ground, one, now)
    seen.set(id, decision)
    return decision
  })
  await savePlacesOf(tx, ground.places)
  return decisions
}

async function groundOf(tx: Tx, batch: readonly Entering[]): Promise<Ground> {
  const ids = [...new Set(batch.map(one => one.competitionId))]
  const replays = await storedReplies(
    tx,
    batch.map(one => one.key),
  )
  const competitions = await competitionsById(tx, ids)
  const tracks = await tracksOfMany(tx, ids)
  const rules = await rulesVersionsOf(tx, ids)
  const places = await lockPlacesOf(
    tx,
    [...competitions.values()].map(one => ({
      competitionId: one.id,
      places: one.places,
      tracks: tracks.get(one.id) ?? [],
    })),
  )
  return { competitions, rules, places, replays, entered: await peopleEntered(tx, batch) }
}

/** Of these people, those who already hold a live entry, as `competition person`. */
async function peopleEntered(tx: Tx, batch: readonly Entering[]): Promise<Set<string>> {
  const pairs = batch.map(one => ({ competition_id: one.competitionId, person_id: one.person.id }))
  const { rows } = await sql<{ id: string }>`select e.competition_id || ' ' || e.person_id as id from entry e
    join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as r(competition_id uuid, person_id uuid)
      on r.competition_id = e.competition_id and r.person_id = e.person_id
    where e.state not in ('expired', 'withdrawn')`.execute(tx)
  return new Set(rows.map(row => row.id))
}

function decideOne(ground: Ground, one: Entering, now: Date): Decision {
  const replay = ground.replays.get(`${one.key.scope}/${one.key.key}`)
  if (replay === 'reused') return { refused: refuse('kernel.idempotency-key-reused') }
  if (replay) return { replay: replay.reply as Entered }
  const competition = ground.competitions.get(one.competitionId)
  const places = ground.places.get(one.competitionId)
  if (!competition || !places) return { refused: refuse('kernel.not-found') }
  if (!isOpenForEntry(competition, now))
    return {
      refused: refuse('entries.not-open', {
        opensAt: { instant: competition.opensAt?.toISOString() ?? '' },
        closesAt: { instant: competition.closesAt?.toISOString() ?? '' },
      }),
    }
  const version = ground.rules.get(competition.id)
  if (version !== undefined && version !== one.rulesVersion)
    return { refused: refuse('entries.rules-changed', { version }) }
  const pair = `${competition.id} ${one.person.id}`
  if (ground.entered.has(pair)) return { refused: refuse('entries.already-entered') }
  const place = places.take(one.trackId)
  if (!place.ok) return { refused: refuse('entries.full', { places: place.places }) }
  ground.entered.add(pair)
  return { enters: { one, competition, entry: newEntry(competition, one, places.nextNumber(), now) } }
}

function newEntry(competition: Competition, one: Entering, number: number, now: Date): Entry {
  const state = firstState({ free: competition.fee.minor === 0n, payFirst: competition.payFirst })
  return {
    id: newId(),
    competitionId: competition.id,
    organisationId: competition.organisationId,
    trackId: one.trackId,
    personId: one.person.id,
    number: String(number).padStart(4, '0'),
    state,
    entrantName: one.entrantName,
    affiliation: one.affiliation,
    answers: one.answers,
    formVersion: one.formVersion,
    rulesVersion: one.rulesVersion,
    orderId: state === 'held' ? newId() : null,
    holdExpiresAt: state === 'held' ? addMs(now, competition.holdMinutes * 60_000) : null,
    correctBy: null,
    reviewNote: null,
    enteredAt: now,
    confirmedAt: null,
    updatedAt: now,
  }
}
