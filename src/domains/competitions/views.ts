import type { z } from 'zod'
import type { Reader } from '../../kernel/db.ts'
import { toWire } from '../../kernel/money.ts'
import { type Actor, found } from '../../kernel/policy.ts'
import { type Organisation, organisationsByIds, summaryView } from '../organisations/index.ts'
import { type Announcement, announcementsOf } from './announcements.ts'
import type { announcement, CompetitionCard, CompetitionPage, DateLine, ruleVersion } from './contract.ts'
import { stateAt } from './lifecycle.ts'
import { can } from './policy.ts'
import { type EntryCount, entryCounts } from './ports.ts'
import { prizeTotal } from './prize-total.ts'
import { datesOf, datesOfMany, prizesOf, stagesOf, tracksOf } from './queries.ts'
import { renderBoth } from './render-markdown.ts'
import type { Competition, ScheduleDate } from './rows.ts'
import { entryFormOf, type RuleSet, ruleSetVersions } from './versions.ts'

/** Rows as replies show them. */

const nobody: EntryCount = { confirmed: 0, taken: 0, confirmedByTrack: {} }

export function dateView(date: ScheduleDate): DateLine {
  return {
    kind: date.kind,
    stage: date.stage,
    name: date.name,
    note: date.note,
    startsAt: date.startsAt.toISOString(),
    endsAt: date.endsAt?.toISOString() ?? null,
  }
}

export function ruleVersionView(rules: RuleSet): z.infer<typeof ruleVersion> {
  return {
    version: rules.version,
    reason: rules.reason,
    publishedAt: rules.publishedAt?.toISOString() ?? '',
    sha256: rules.sha256 ?? '',
  }
}

export function announcementView(made: Announcement): z.infer<typeof announcement> {
  return {
    id: made.id,
    kind: made.kind,
    title: made.title,
    bodyHtml: renderBoth(made.body),
    publishedAt: made.publishedAt.toISOString(),
  }
}

/** The dates a published competition always has (the table checks it). */
function window(competition: Competition): { opensAt: string; closesAt: string } {
  return { opensAt: found(competition.opensAt).toISOString(), closesAt: found(competition.closesAt).toISOString() }
}

export async function cardViews(reader: Reader, list: readonly Competition[], now: Date): Promise<CompetitionCard[]> {
  const ids = list.map(one => one.id)
  const [organisations, dates, counts] = await Promise.all([
    organisationsByIds(reader, [...new Set(list.map(one => one.organisationId))]),
    datesOfMany(reader, ids),
    entryCounts.get()(reader, ids),
  ])
  return list.map(competition => {
    const { id, slug, name } = found(organisations.get(competition.organisationId))
    return {
      id: competition.id,
      slug: competition.slug,
      title: competition.title,
      summary: competition.summary,
      format: competition.format,
      organisation: { id, slug, name },
      state: stateAt(competition, now),
      zone: competition.zone,
      fee: toWire(competition.fee),
      places: competition.places,
      confirmed: counts.get(competition.id)?.confirmed ?? 0,
      ...window(competition),
      dates: (dates.get(competition.id) ?? []).map(dateView),
    }
  })
}

export async function pageView(
  reader: Reader,
  competition: Competition,
  organisation: Organisation,
  actor: Actor,
  now: Date,
): Promise<CompetitionPage> {
  const { id } = competition
  const [tracks, stages, dates, prizes, form, versions, announcements, counts] = await Promise.all([
    tracksOf(reader, id),
    stagesOf(reader, id),
    datesOf(reader, id),
    prizesOf(reader, id),
    entryFormOf(reader, id),
    ruleSetVersions(reader, id),
    announcementsOf(reader, id),
    entryCounts.get()(reader, [id]),
  ])
  const count = counts.get(id) ?? nobody
  const rules = found(versions[0])
  const { currency } = competition.fee
  const total = prizeTotal(
    prizes.map(prize => ({ ...prize, track: prize.trackId, amountMinor: prize.amount.minor.toString() })),
    tracks.length,
  )
  return {
    id,
    slug: competition.slug,
    title: competition.title,
    heading: competition.heading,
    summary: competition.summary,
    bodyHtml: renderBoth(competition.body),
    facts: competition.facts,
    organisation: summaryView(organisation),
    state: stateAt(competition, now),
    zone: competition.zone,
    fee: toWire(competition.fee),
    payFirst: competition.payFirst,
    holdMinutes: competition.holdMinutes,
    places: competition.places,
    taken: count.taken,
    confirmed: count.confirmed,
    ...window(competition),
    closeReason: competition.closeReason,
    cancelReason: competition.cancelReason,
    refund: competition.refund,
    eligibility: competition.eligibility,
    tracks: tracks.map(({ id: trackId, code, name, about, places }) => ({
      id: trackId,
      code,
      name,
      about,
      places,
      confirmed: count.confirmedByTrack[trackId] ?? 0,
    })),
    stages: stages.map(({ code, name, about, kind, promotes }) => ({ code, name, about, kind, promotes })),
    dates: dates.map(dateView),
    prizes: prizes.map(({ id: prizeId, trackId, name, fromRank, toRank, amount, extra }) => ({
      id: prizeId,
      trackId,
      name,
      fromRank,
      toRank,
      amount: toWire(amount),
      extra,
    })),
    prizeTotal: { currency, minor: total.toString() },
    funding: competition.funding.map(line => ({ name: line.name, amount: { currency, minor: line.amountMinor } })),
    judging: competition.judging,
    rules: { version: rules.version, textHtml: renderBoth(rules.text), objectionDays: rules.objectionDays },
    ruleVersions: versions.map(ruleVersionView),
    announcements: announcements.map(announcementView),
    formFields: form?.fields.length ?? 0,
    can: { manage: can.readAsStaff(actor, competition) },
  }
}
