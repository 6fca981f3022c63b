import { parseRules, type ScoringRules } from '../scoring/index.ts'
import { prizeTotal } from './prize-total.ts'
import type { ScheduleDate } from './rows.ts'
import { missingDates } from './schedule.ts'
import type { DraftContent, Missing } from './sections.ts'

type Text = { 'zh-CN': string; en: string }
const locales = ['zh-CN', 'en'] as const

/**
 * Everything a draft still needs before it may be announced, each with the step where it is done. Nothing missing is an
 * empty list. `dates` are the schedule's lines as stored; `now` decides whether entry would already be over.
 */
export function missingFrom(content: DraftContent, dates: readonly ScheduleDate[], now: Date): Missing[] {
  const wrong: Missing[] = []
  const say = (step: Missing['step'], code: string, params: Record<string, unknown> = {}): void =>
    void wrong.push({ step, code: `missing.${code}`, params })
  const bothTexts = (step: Missing['step'], what: string, text: Text, params: Record<string, unknown> = {}): void => {
    for (const locale of locales) if (text[locale].trim() === '') say(step, what, { ...params, locale })
  }

  const { basics, divisions, form, fee, rules, prizes } = content
  bothTexts('basics', 'title', basics.title)
  bothTexts('basics', 'summary', basics.summary)
  bothTexts('basics', 'body', basics.body)

  if (divisions.tracks.length === 0) say('divisions', 'track')
  for (const track of divisions.tracks) bothTexts('divisions', 'track-name', track.name, { track: track.code })
  if (divisions.stages.length === 0) say('divisions', 'stage')
  for (const stage of divisions.stages) {
    bothTexts('divisions', 'stage-name', stage.name, { stage: stage.code })
    if (stage.kind === 'submission' && (!stage.work || (stage.work.files.most === 0 && stage.work.fields.length === 0)))
      say('divisions', 'stage-work', { stage: stage.code })
    if (stage.work && stage.work.files.most > 0 && stage.work.files.kinds.length === 0)
      say('divisions', 'stage-file-kinds', { stage: stage.code })
  }
  const trackPlaces = divisions.tracks.map(track => track.places)
  if (fee.places !== null && trackPlaces.every(places => places !== null)) {
    const sum = trackPlaces.reduce((total: number, places) => total + (places ?? 0), 0)
    if (sum < fee.places) say('fee', 'track-places', { places: fee.places, sum })
  }

  // No field of one's own is needed: name and affiliation are always asked.
  for (const field of form.fields) bothTexts('form', 'field-label', field.label, { field: field.key })
  for (const field of form.fields)
    if (field.kind === 'choice' || field.kind === 'multiple')
      for (const option of field.options) bothTexts('form', 'option-label', option.label, { field: field.key })

  wrong.push(...missingDates(dates, divisions.stages, rules.objectionDays, now))

  if (fee.fee.minor !== '0' && fee.refund.steps.length > 0) bothTexts('fee', 'refund-text', fee.refund.text)

  bothTexts('rules', 'rules-text', rules.text)
  wrong.push(...missingScoring(rules.scoring, divisions))

  for (const prize of prizes.prizes) bothTexts('prizes', 'prize-name', prize.name)
  wrong.push(...overlappingPrizes(prizes.prizes))
  const total = prizeTotal(prizes.prizes, divisions.tracks.length)
  const funded = prizes.funding.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n)
  if (total > 0n && funded !== total)
    say('prizes', 'funding', { total: total.toString(), funded: funded.toString(), currency: fee.fee.currency })
  return wrong
}

function missingScoring(scoring: DraftContent['rules']['scoring'], divisions: DraftContent['divisions']): Missing[] {
  if (scoring === null) return [{ step: 'rules', code: 'missing.scoring', params: {} }]
  const parsed = parseRules(scoring)
  if (!parsed.ok)
    return parsed.mistakes.slice(0, 20).map(mistake => ({
      step: 'rules',
      code: 'missing.scoring-wrong',
      params: { code: mistake.code, ...mistake.params, ...mistake.at },
    }))
  return scoringFit(parsed.rules, divisions)
}

/** Segments of the rule set are the stages, and its categories, where it names any, the tracks. */
export function scoringFit(rules: ScoringRules, divisions: DraftContent['divisions']): Missing[] {
  const wrong: Missing[] = []
  const stages = divisions.stages.map(stage => stage.code)
  const segments = rules.segments.map(segment => segment.id)
  for (const segment of segments)
    if (!stages.includes(segment))
      wrong.push({ step: 'rules', code: 'missing.segment-without-stage', params: { segment } })
  for (const stage of stages)
    if (!segments.includes(stage))
      wrong.push({ step: 'rules', code: 'missing.stage-without-segment', params: { stage } })
  const tracks = divisions.tracks.map(track => track.code)
  if (rules.categories)
    for (const { id } of rules.categories)
      if (!tracks.includes(id))
        wrong.push({ step: 'rules', code: 'missing.category-without-track', params: { track: id } })
  return wrong
}

/** Two prizes for one rank of one track, unless one of them is for all tracks. */
function overlappingPrizes(prizes: DraftContent['prizes']['prizes']): Missing[] {
  return prizes.flatMap((prize, index) =>
    prizes
      .slice(0, index)
      .filter(other => other.track === prize.track && other.fromRank <= prize.toRank && prize.fromRank <= other.toRank)
      .map(other => ({
        step: 'prizes' as const,
        code: 'missing.prizes-overlap',
        params: { first: other.name, second: prize.name },
      })),
  )
}
