import { wallClockOf } from '../../kernel/calendar.ts'
import type { Reader } from '../../kernel/db.ts'
import { datesOf, prizesOf, stagesOf, tracksOf } from './queries.ts'
import type { Competition } from './rows.ts'
import type { DraftContent } from './sections.ts'
import { draftRuleSet, entryFormOf, ruleSetAt } from './versions.ts'

/** Every section of a competition as it is edited: times as wall clocks of its zone, prizes by track code. */
export async function contentOf(reader: Reader, competition: Competition): Promise<DraftContent> {
  const { id, zone } = competition
  const [tracks, stages, dates, prizes, form, draft] = await Promise.all([
    tracksOf(reader, id),
    stagesOf(reader, id),
    datesOf(reader, id),
    prizesOf(reader, id),
    entryFormOf(reader, id),
    draftRuleSet(reader, id),
  ])
  const rules = draft ?? (await ruleSetAt(reader, id))
  const codes = new Map(tracks.map(track => [track.id, track.code]))
  return {
    basics: {
      slug: competition.slug,
      title: competition.heading,
      summary: competition.summary,
      body: competition.body,
      facts: competition.facts,
    },
    divisions: {
      tracks: tracks.map(({ code, name, about, places }) => ({ code, name, about, places })),
      stages: stages.map(({ code, name, about, kind, work, promotes }) => ({
        code,
        name,
        about,
        kind,
        work,
        promotes,
      })),
      eligibility: competition.eligibility,
    },
    form: { fields: form?.fields ?? [] },
    schedule: {
      zone,
      lines: dates.map(date => ({
        kind: date.kind,
        stage: date.stage,
        name: date.name,
        note: date.note,
        startsAt: wallClockOf(date.startsAt, zone),
        endsAt: date.endsAt && wallClockOf(date.endsAt, zone),
      })),
    },
    fee: {
      fee: { currency: competition.fee.currency, minor: competition.fee.minor.toString() },
      places: competition.places,
      holdMinutes: competition.holdMinutes,
      payFirst: competition.payFirst,
      refund: competition.refund,
    },
    rules: {
      text: rules?.text ?? { 'zh-CN': '', en: '' },
      scoring: rules && Object.keys(rules.scoring).length > 0 ? rules.scoring : null,
      objectionDays: rules?.objectionDays ?? 7,
    },
    prizes: {
      judging: competition.judging,
      prizes: prizes.map(prize => ({
        track: (prize.trackId && codes.get(prize.trackId)) ?? null,
        name: prize.name,
        fromRank: prize.fromRank,
        toRank: prize.toRank,
        amountMinor: prize.amount.minor.toString(),
        extra: prize.extra,
      })),
      funding: competition.funding,
    },
  }
}
