import type { App } from '../../kernel/app.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { Refusal, refuse } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { cancelOrder, lockOrder, openOrders, requestRefund } from '../commerce/index.ts'
import { type Competition, competitionById, partOf } from '../competitions/index.ts'
import { entryOrder } from './enter-competition.ts'
import { type EntryState, stateAfterAcceptance } from './lifecycle.ts'
import { moveEntry } from './move-entry.ts'
import { can } from './policy.ts'
import { entriesById, lockedEntry } from './queries.ts'
import type { Entry } from './rows.ts'

export interface Review {
  competitionId: string
  entryIds: readonly string[]
  verdict: 'accept' | 'return' | 'reject'
  note: string
  correctBy?: Date | undefined
}

const week = 7 * 86_400_000

/** Locks an entry behind its order, the order of locks of the house. */
export async function lockEntryAndOrder(tx: Tx, entryId: string): Promise<Entry> {
  const glimpse = (await entriesById(tx, [entryId])).get(entryId)
  if (glimpse?.orderId) await lockOrder(tx, glimpse.orderId)
  return lockedEntry(tx, entryId)
}

/** Gives back what was paid, or closes the order that was not. `percent` of the total. */
export async function returnFee(
  tx: Tx,
  entry: Entry,
  percent: number,
  reason: string,
  by: string | null,
  at: Date,
): Promise<void> {
  if (!entry.orderId) return
  const order = found(await lockOrder(tx, entry.orderId))
  if (order.state === 'open') await cancelOrder(tx, { orderId: order.id, by, reason }, at)
  if (order.state !== 'paid') return
  const minor = partOf(order.total.minor, percent)
  if (minor > 0n)
    await requestRefund(tx, { orderId: order.id, amount: { currency: order.total.currency, minor }, reason, by }, at)
}

async function reviewOne(
  tx: Tx,
  competition: Competition,
  entryId: string,
  review: Review,
  person: Person,
  now: Date,
): Promise<EntryState> {
  const entry = found(await lockEntryAndOrder(tx, entryId))
  if (entry.competitionId !== competition.id) throw refuse('kernel.not-found')
  if (!['in-review', 'returned'].includes(entry.state)) throw refuse('entries.wrong-state', { state: entry.state })
  const by = { byPersonId: person.id, at: now, note: review.note }
  if (review.verdict === 'return') {
    const correctBy = review.correctBy ?? addMs(now, week)
    return (await moveEntry(tx, competition, entry, { ...by, to: 'returned', action: 'returned', correctBy })).state
  }
  if (review.verdict === 'reject') {
    await moveEntry(tx, competition, entry, { ...by, to: 'rejected', action: 'rejected' })
    await returnFee(tx, entry, competition.refund.rejectedPercent, 'rejected', person.id, now)
    return 'rejected'
  }
  const to = stateAfterAcceptance({ free: competition.fee.minor === 0n, payFirst: competition.payFirst })
  if (to === 'confirmed') return (await moveEntry(tx, competition, entry, { ...by, to, action: 'accepted' })).state
  const orderId = newId()
  const holdExpiresAt = addMs(now, Math.max(competition.holdMinutes * 60_000, week))
  const held = await moveEntry(tx, competition, entry, { ...by, to, action: 'accepted', holdExpiresAt, orderId })
  await openOrders(tx, [entryOrder(competition, held, orderId, now)], now)
  return held.state
}

/** Reviews many entries, each in its own transaction: one that cannot be reviewed does not hold up the others. */
export async function reviewEntries(app: App, review: Review, person: Person) {
  const competition = found(await competitionById(app.db.kysely, review.competitionId))
  authorise(can.review(person, competition), can.list(person, competition) ? 'kernel.not-allowed' : 'kernel.not-found')
  if (review.verdict !== 'accept' && review.note === '')
    throw refuse('entries.note-needed', {}, [{ path: 'note', code: 'form.required' }])
  const done: { id: string; state: EntryState }[] = []
  const refused: { id: string; code: string }[] = []
  for (const id of new Set(review.entryIds)) {
    try {
      const state = await app.db.transaction(tx => reviewOne(tx, competition, id, review, person, app.clock.now()))
      done.push({ id, state })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ id, code: error.code })
    }
  }
  return { done, refused }
}
