import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Tx } from '../../kernel/db.ts'
import { announceAll } from '../../kernel/events.ts'
import { storeReplies } from '../../kernel/http/idempotency.ts'
import { type Lane, lane, type Settled } from '../../kernel/lane.ts'
import { openOrders, type OrderDraft } from '../commerce/index.ts'
import type { Competition } from '../competitions/index.ts'
import { claimFiles } from '../media/index.ts'
import { type Accepted, decideEntries, type Entered, type Entering } from './decide-entries.ts'
import { entryEntered } from './events.ts'
import { recordHistory } from './history.ts'
import { type Entry, viewOf } from './rows.ts'
import { sealAnswers } from './sealed-answers.ts'

/**
 * Everybody who enters at one time goes through one lane: a batch is one transaction with a constant number of set-based
 * statements over all competitions in it, one lock of their places and one flush, in order of arrival. A refusal is one
 * caller's alone.
 */
async function enterBatch(app: App, batch: readonly Entering[]): Promise<Settled<Entered>[]> {
  return app.db.transaction(async tx => {
    const now = app.clock.now()
    const decisions = await decideEntries(tx, batch, now)
    const accepted = decisions.flatMap(decision => ('enters' in decision ? [decision.enters] : []))
    await write(app, tx, accepted, now)
    const replies = new Map(
      accepted.map(({ one, entry }) => {
        const view = viewOf(entry, one.person, now, { withdrawUntil: null })
        return [entry.id, { key: one.key, status: 201, reply: { entry: view, orderId: entry.orderId } }]
      }),
    )
    await storeReplies(tx, [...replies.values()], now)
    return decisions.map(decision => {
      if ('refused' in decision) return { failed: decision.refused }
      if ('replay' in decision) return { ok: decision.replay }
      const reply = replies.get('enters' in decision ? decision.enters.entry.id : decision.again.id)
      return reply ? { ok: reply.reply } : { failed: new Error('an entry without a reply') }
    })
  })
}

async function write(app: App, tx: Tx, accepted: readonly Accepted[], now: Date): Promise<void> {
  if (accepted.length === 0) return
  const rows = accepted.map(({ one, entry }) => ({
    id: entry.id,
    competition_id: entry.competitionId,
    organisation_id: entry.organisationId,
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
    select id, competition_id, organisation_id, track_id, person_id, number, state, entrant_name,
      affiliation, answers, decode(sealed, 'hex'), form_version, rules_version, order_id, hold_expires_at, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, competition_id uuid, organisation_id uuid,
      track_id uuid, person_id uuid, number text, state text, entrant_name text, affiliation text, answers jsonb, sealed text,
      form_version int, rules_version int, order_id uuid, hold_expires_at timestamptz)`.execute(tx)
  await recordHistory(
    tx,
    accepted.map(({ entry }) => ({
      entryId: entry.id,
      at: now,
      byPersonId: entry.personId,
      action: 'entered',
      fromState: null,
      toState: entry.state,
    })),
  )
  for (const { one, entry } of accepted)
    if (one.fileIds.length > 0)
      await claimFiles(tx, {
        fileIds: one.fileIds,
        ownerId: one.person.id,
        purpose: 'entry',
        subjectId: entry.id,
      })
  await announceAll(
    tx,
    accepted.map(({ entry }) => entryEntered(entry, now)),
  )
  await openOrders(
    tx,
    accepted.flatMap(({ competition, entry }) =>
      entry.orderId ? [entryOrder(competition, entry, entry.orderId, now)] : [],
    ),
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

/** Takes a place through this process's lane. Refusals as the route declares them. */
export function enterCompetition(app: App, entering: Entering): Promise<Entered> {
  const existing = lanes.get(app)
  const entryLane =
    existing ?? lane<Entering, Entered>({ maxBatch: 128, work: (_key, batch) => enterBatch(app, batch) })
  if (!existing) lanes.set(app, entryLane)
  return entryLane.run('entries', entering)
}
