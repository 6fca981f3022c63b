import { checkRules, computeResults, explainEntry, parseRules, type ScoringRules } from '../scoring/index.ts'

type Row = Parameters<typeof computeResults>[1][number]

/** A step of the example: what it is about, the figures that went in, and what came out before and after rounding. */
export interface ExampleStep {
  step: string
  segment: string
  what: string
  figures: { name: string; value: string; dropped: boolean }[]
  result: string
  rounded: string
}

export type WorkedExample =
  | { ok: true; steps: ExampleStep[]; total: string }
  | { ok: false; mistakes: { code: string; message: string; path: string }[] }

/**
 * One made-up entry scored by the rule set, so that an author sees at once what a rule does. Marks are fixed by their
 * place (no chance), spread over the scale so that something is dropped and something is rounded. The engine is the one
 * that computes real results.
 */
export function workedExample(source: unknown, judges: number): WorkedExample {
  const parsed = parseRules(source)
  const wrong = parsed.ok ? checkRules(parsed.rules) : parsed.mistakes
  if (!parsed.ok || wrong.length > 0)
    return { ok: false, mistakes: wrong.map(({ code, message, at }) => ({ code, message, path: at.path ?? '' })) }
  const { rules } = parsed
  const outcome = computeResults(rules, exampleRows(rules, judges))
  if (!outcome.ok)
    return {
      ok: false,
      mistakes: outcome.mistakes.map(({ code, message, at }) => ({ code, message, path: at.aspect ?? '' })),
    }
  const entry = outcome.results.results[0]
  if (!entry) return { ok: false, mistakes: [] }
  const steps = explainEntry(rules, entry).map(({ step, at, figures, result, rounded }) => ({
    step,
    segment: at.segment ?? '',
    what: at.aspect ?? at.criterion ?? at.segment ?? '',
    figures: figures.map(one => ({ name: one.name, value: one.value, dropped: one.dropped ?? false })),
    result,
    rounded,
  }))
  return { ok: true, steps, total: entry.total ?? '' }
}

/** Shares of the scale that successive judges give: the ends are there to be dropped. */
const shares = [1, 0.8, 0.6, 0.7, 0.4, 0.9, 0.5]

function exampleRows(rules: ScoringRules, judges: number): Row[] {
  const category = rules.categories?.[0]?.id ?? ''
  const blank = {
    row: 0,
    entry: 'A',
    category,
    occurrence: '',
    judge: '',
    multiplier: '',
    base: '',
    name: '',
    note: '',
  }
  let place = 0
  return rules.segments.flatMap(segment =>
    segment.criteria.flatMap(criterion => {
      const attempts = criterion.attempts?.expected ?? 1
      return criterion.aspects.flatMap(aspect => {
        const times = aspect.occurrences?.expected ?? attempts
        return Array.from({ length: Math.min(times, 20) }, (_, index) => index).flatMap(occurrence => {
          const row = {
            ...blank,
            segment: segment.id,
            aspect: aspect.id,
            occurrence: times > 1 ? String(occurrence + 1) : '',
            ...(aspect.multiplier === 'required' ? { multiplier: '1' } : {}),
            ...(aspect.base === 'required' ? { base: '5' } : {}),
          }
          place += 1
          if (aspect.kind === 'measured') return [{ ...row, value: measured(aspect, place) }]
          const panel = rules.panels[aspect.panel]
          const scale = panel?.scale ?? {}
          return Array.from({ length: panel?.size ?? judges }, (__, judge) => ({
            ...row,
            judge: `J${judge + 1}`,
            value: panel?.spread
              ? near(scale, Number(panel.spread.max), (judge + place) % 2)
              : mark(scale, shares[(judge + place) % shares.length] ?? 0.5),
          }))
        })
      })
    }),
  )
}

/** A mark on the scale: a share of its width, at a whole number of steps. */
function mark(scale: ScoringRules['panels'][string]['scale'], share: number): string {
  const words = Object.keys(scale.values ?? {})
  if (words.length > 0) return words[Math.floor(share * (words.length - 1))] ?? ''
  const min = Number(scale.min ?? 0)
  const max = Number(scale.max ?? 10)
  const step = Number(scale.step ?? 1)
  return String(Math.round((min + Math.round(((max - min) * share) / step) * step) * 10_000) / 10_000)
}

/** Marks that lie no further apart than the rule set allows: one step above the middle, or on it. */
function near(scale: ScoringRules['panels'][string]['scale'], spread: number, odd: number): string {
  const step = Number(scale.step ?? 1)
  const middle = Number(mark(scale, 0.5))
  return String(odd === 1 && step <= spread ? middle - step : middle)
}

interface Measure {
  max?: string | number | undefined
  range?: { min?: string | number | undefined; max?: string | number | undefined } | undefined
  format: string
}

function measured(aspect: Measure, place: number): string {
  if (aspect.format === 'duration') return '62.35'
  if (aspect.format === 'instant') return '2026-11-22T14:32:07Z'
  const least = Number(aspect.range?.min ?? 0)
  const most = Number(aspect.range?.max ?? aspect.max ?? 10)
  // Yes or no is told as 1 or 0; a share of it would be neither.
  if (most - least <= 1) return String(most)
  return String(Math.round((least + (most - least) * (shares[place % shares.length] ?? 0.5)) * 10) / 10)
}
