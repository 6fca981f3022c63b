import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { type Refusal, refuse } from '../../kernel/errors.ts'
import { announceAll } from '../../kernel/events.ts'
import { type RequestKey, storedReplies, storeReplies } from '../../kernel/http/idempotency.ts'
import { newId } from '../../kernel/ids.ts'
import { type Lane, lane, type Settled } from '../../kernel/lane.ts'
import type { Person } from '../../kernel/policy.ts'
import { openOrders, type OrderDraft } from '../commerce/index.ts'
import { type Competition, competitionById, isOpenForEntry, ruleSetAt, tracksOf } from '../competitions/index.ts'
import { claimFiles } from '../media/index.ts'
import type { EntryView } from './contract.ts'
import { entryEntered } from './events.ts'
import { recordHistory } from './history.ts'
import { firstState } from './lifecycle.ts'
import { lockPlaces, savePlaces } from './places.ts'
import { type Entry, viewOf } from './rows.ts'
import { sealAnswers } from './sealed-answers.ts'

export interface Entering {
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

type Decision = { refused: Refusal } | { replay: Entered } | { enters: Entry } | { again: Entry }

/**
 * Everybody entering one competition at once goes through one lane: a batch is one transaction with a constant number of
 * set-based statements, one lock of the places and one flush, in order of arrival. A refusal is one caller's alone.
 */
async function enterBatch(app: App, competitionId: string, batch: readonly Entering[]): Promise<Settled<Entered>[]> {
  return app.db.transaction(async tx => {
    const now = app.clock.now()
    const competition = await competitionById(tx, competitionId)
    if (!competition) return batch.map(() => ({ failed: refuse('kernel.not-found') }))
    const decisions = await decide(tx, competition, batch, now)
    const entering = batch.flatMap((one, index) => {
      const decision = decisions[index]
      return decision && 'enters' in decision ? [{ one, entry: decision.enters }] : []
    })
    await write(app, tx, competition, entering, now)
    const replies = new Map(
      entering.map(({ one, entry }) => {
        const view = viewOf(entry, one.person, now, { withdrawUntil: null })
        return [entry.id, { key: one.key, status: 201, reply: { entry: view, orderId: entry.orderId } }]
      }),
    )
    await storeReplies(tx, [...replies.values()], now)
    return decisions.map(decision => {
      if ('refused' in decision) return { failed: decision.refused }
      if ('replay' in decision) return { ok: decision.replay }
      const reply = replies.get('enters' in decision ? decision.enters.id : decision.again.id)
      return reply ? { ok: reply.reply } : { failed: new Error('an entry without a reply') }
    })
  })
}

async function decide(tx: Tx, competition: Competition, batch: readonly Entering[], now: Date): Promise<Decision[]> {
  const replays = await storedReplies(
    tx,
    batch.map(one => one.key),
  )
  const tracks = await tracksOf(tx, competition.id)
  const rules = await ruleSetAt(tx, competition.id)
  const limits = { competitionId: competition.id, places: competition.places, tracks }
  const places = await lockPlaces(tx, limits)
  const entered = await peopleEntered(
    tx,
    competition.id,
    batch.map(one => one.person.id),
  )
  const seen = new Map<string, Decision>()
  const free = competition.fee.minor === 0n
  const decideOne = (one: Entering): Decision => {
    const replay = replays.get(`${one.key.scope}/${one.key.key}`)
    if (replay === 'reused') return { refused: refuse('kernel.idempotency-key-reused') }
    if (replay) return { replay: replay.reply as Entered }
    if (!isOpenForEntry(competition, now))
      return {
        refused: refuse('entries.not-open', {
          opensAt: { instant: competition.opensAt?.toISOString() ?? '' },
          closesAt: { instant: competition.closesAt?.toISOString() ?? '' },
        }),
      }
    if (rules && rules.version !== one.rulesVersion)
      return { refused: refuse('entries.rules-changed', { version: rules.version }) }
    if (entered.has(one.person.id)) return { refused: refuse('entries.already-entered') }
    const place = places.take(one.trackId)
    if (!place.ok) return { refused: refuse('entries.full', { places: place.places }) }
    entered.add(one.person.id)
    const state = firstState({ free, payFirst: competition.payFirst })
    return {
      enters: {
        id: newId(),
        competitionId: competition.id,
        organisationId: competition.organisationId,
        trackId: one.trackId,
        personId: one.person.id,
        number: String(places.nextNumber()).padStart(4, '0'),
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
      },
    }
  }
  const decisions = batch.map((one): Decision => {
    // One request sent twice may stand twice in a batch: both get the first one's answer.
    const id = `${one.key.scope}/${one.key.key}/${one.key.sha256}`
    const earlier = seen.get(id)
    if (earlier) return 'enters' in earlier ? { again: earlier.enters } : earlier
    const decision = decideOne(one)
    seen.set(id, decision)
    return decision
  })
  await savePlaces(tx, competition.id, places)
  return decisions
}

/** Of these people, those who already hold a live entry. */
async function peopleEntered(tx: Tx, competitionId: string, personIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: string }>`select person_id from entry
    where competition_id = ${competitionId} and person_id = any(${[...personIds]}::uuid[])
      and state not in ('expired', 'withdrawn')`.execute(tx)
  return new Set(rows.map(row => row.person_id))
}

async function write(
  app: App,
  tx: Tx,
  competition: Competition,
  entering: readonly { one: Entering; entry: Entry }[],
  now: Date,
): Promise<void> {
  if (entering.length === 0) return
  const rows = entering.map(({ one, entry }) => ({
    id: entry.id,
    track_id: entry.trackId,
    person_id: entry.personId,
    number: entry.number,
    state: entry.state,
    entrant_name: entry.entrantName,
    affiliation: entry.affiliation,
    answers: entry.answers,
    sealed: sealAnswers(app.secrets, entry.id, one.personal)?.toString('hex') ?? null,
    form_version: entry.formVersion,
    rules_version: entry.rulesVersion,
    order_id: entry.orderId,
    hold_expires_at: entry.holdExpiresAt?.toISOString() ?? null,
  }))
  await sql`insert into entry (id, competition_id, organisation_id, track_id, person_id, number, state, entrant_name,
      affiliation, answers, sealed_answers, form_version, rules_version, order_id, hold_expires_at, entered_at, updated_at)
    select id, ${competition.id}, ${competition.organisationId}, track_id, person_id, number, state, entrant_name,
      affiliation, answers, decode(sealed, 'hex'), form_version, rules_version, order_id, hold_expires_at, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, track_id uuid, person_id uuid, number text,
      state text, entrant_name text, affiliation text, answers jsonb, sealed text, form_version int, rules_version int,
      order_id uuid, hold_expires_at timestamptz)`.execute(tx)
  await recordHistory(
    tx,
    entering.map(({ entry }) => ({
      entryId: entry.id,
      at: now,
      byPersonId: entry.personId,
      action: 'entered',
      fromState: null,
      toState: entry.state,
    })),
  )
  for (const { one, entry } of entering)
    if (one.fileIds.length > 0)
      await claimFiles(tx, { fileIds: one.fileIds, ownerId: one.person.id, purpose: 'entry', subjectId: entry.id })
  await announceAll(
    tx,
    entering.map(({ entry }) => entryEntered(entry, now)),
  )
  await openOrders(
    tx,
    entering.flatMap(({ entry }) => (entry.orderId ? [entryOrder(competition, entry, entry.orderId, now)] : [])),
    now,
  )
}

/** The order for an entry's fee. */
export function entryOrder(competition: Competition, entry: Entry, orderId: string, now: Date): OrderDraft {
  if (entry.personId === null) throw new Error('an imported entry owes no fee')
  return {
    id: orderId,
    buyerId: entry.personId,
    organisationId: competition.organisationId,
    kind: 'entry',
    subjectId: entry.id,
    title: competition.title,
    terms: competition.refund.text,
    link: `/entries/${entry.id}`,
    currency: competition.fee.currency,
    lines: [{ title: competition.title, quantity: 1, unitMinor: competition.fee.minor }],
    expiresAt: entry.holdExpiresAt ?? now,
  }
}

const lanes = new WeakMap<App, Lane<Entering, Entered>>()

/** Takes a place through the competition's lane. Refusals as the route declares them. */
export function enterCompetition(app: App, competitionId: string, entering: Entering): Promise<Entered> {
  const existing = lanes.get(app)
  const entryLane =
    existing ?? lane<Entering, Entered>({ maxBatch: 128, work: (id, batch) => enterBatch(app, id, batch) })
  if (!existing) lanes.set(app, entryLane)
  return entryLane.run(competitionId, entering)
}
