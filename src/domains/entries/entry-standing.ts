import type { App } from '../../kernel/app.ts'
import { found, type Person } from '../../kernel/policy.ts'
import { type Money, toWire } from '../../kernel/money.ts'
import { orderById } from '../commerce/index.ts'
import {
  type Competition,
  competitionById,
  competitionsById,
  datesOfMany,
  entryFormOf,
  partOf,
  stagesOf,
  stateAt,
  tracksOfMany,
  withdrawalPercent,
} from '../competitions/index.ts'
import { organisationsByIds } from '../organisations/index.ts'
import type { BriefCompetition, EntryStanding } from './contract.ts'
import { answerFiles } from './answer-files.ts'
import { historyOf } from './history.ts'
import { can } from './policy.ts'
import { entryById } from './queries.ts'
import { type Entry, viewOf } from './rows.ts'
import { readSealedAnswers } from './sealed-answers.ts'
import { withdrawalEnded } from './withdraw-entry.ts'

/** Entries with their competitions, in the order given; competitions are read together. */
export async function standingsOf(app: App, entries: readonly Entry[], person: Person) {
  const reader = app.db.kysely
  const now = app.clock.now()
  const ids = [...new Set(entries.map(entry => entry.competitionId))]
  const competitions = await competitionsById(reader, ids)
  const [dates, tracks, organisations] = await Promise.all([
    datesOfMany(reader, ids),
    tracksOfMany(reader, ids),
    organisationsByIds(
      reader,
      [...competitions.values()].map(one => one.organisationId),
    ),
  ])
  const stages = new Map(await Promise.all(ids.map(async id => [id, await stagesOf(reader, id)] as const)))
  const brief = (competition: Competition, trackId: string | null): BriefCompetition => ({
    id: competition.id,
    slug: competition.slug,
    title: competition.title,
    organisation: found(organisations.get(competition.organisationId)).name,
    state: stateAt(competition, now),
    zone: competition.zone,
    track: (tracks.get(competition.id) ?? []).find(track => track.id === trackId)?.name ?? null,
    dates: (dates.get(competition.id) ?? []).map(({ kind, stage, name, note, startsAt, endsAt }) => ({
      kind,
      stage,
      name,
      note,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
    })),
    stages: (stages.get(competition.id) ?? []).map(({ code, name, kind }) => ({ code, name, kind })),
    free: competition.fee.minor === 0n,
    payFirst: competition.payFirst,
  })
  return entries.flatMap(entry => {
    const competition = competitions.get(entry.competitionId)
    if (!competition) return []
    const withdrawUntil = withdrawalEnded(competition) ? now : null
    return [{ entry: viewOf(entry, person, now, { withdrawUntil }), competition: brief(competition, entry.trackId) }]
  })
}

/** Everything the page of one's own entry says. Not found for anybody else. */
export async function entryStanding(app: App, entryId: string, person: Person): Promise<EntryStanding> {
  const reader = app.db.kysely
  const now = app.clock.now()
  const glimpse = await entryById(reader, entryId)
  const entry = found(glimpse, glimpse !== undefined && can.read(person, glimpse))
  const competition = found(await competitionById(reader, entry.competitionId))
  const [[standing], form, personal, lines, order] = await Promise.all([
    standingsOf(app, [entry], person),
    entryFormOf(reader, competition.id),
    readSealedAnswers(app, reader, entryId),
    historyOf(reader, entryId),
    entry.orderId ? orderById(reader, entry.orderId) : undefined,
  ])
  const { version, fields } = found(form)
  const kept: Money | null = order?.state === 'paid' ? order.total : null
  const percent = withdrawalPercent(competition.refund, competition.closesAt ?? now, now)
  return {
    ...found(standing),
    form: { version, fields },
    personal,
    files: await answerFiles(reader, { ...entry.answers, ...personal }, file => file.ownerPersonId === person.id),
    history: lines.map(line => ({
      at: line.at.toISOString(),
      action: line.action,
      toState: line.to_state,
      note: line.note,
      own: line.by_person_id === person.id,
    })),
    order: order
      ? {
          id: order.id,
          number: order.number,
          state: order.state,
          total: toWire(order.total),
          refunded: toWire(order.refunding),
        }
      : null,
    refund: kept ? { percent, amount: toWire({ currency: kept.currency, minor: partOf(kept.minor, percent) }) } : null,
    refundText: competition.refund.text,
  }
}
