import { z } from 'zod'
import type { Locale } from '../../i18n/locale.ts'

/**
 * What a rule set says, told for readers: read loosely from the data, because the engine and its whole schema are far too
 * heavy for a public page. What a future rule set says besides is left out, never wrong.
 */
const label = z.union([z.string(), z.object({ en: z.string(), 'zh-CN': z.string() })])
const figure = z.union([z.string(), z.number()])
const rounding = z.object({ mode: z.string(), decimals: z.number().optional() })
const aspect = z.object({
  id: z.string(),
  kind: z.string(),
  label: label.optional(),
  max: figure.optional(),
  panel: z.string().optional(),
  levels: z.array(z.object({ value: figure, label: label.optional(), text: label.optional() })).optional(),
})
const outline = z.object({
  panels: z
    .record(
      z.string(),
      z.object({
        label: label.optional(),
        size: z.number().optional(),
        minimum: z.number().optional(),
        scale: z.object({ min: figure.optional(), max: figure.optional(), step: figure.optional() }).optional(),
        trim: z
          .union([
            z.object({ bySize: z.array(z.object({ from: z.number(), high: z.number(), low: z.number() })) }),
            z.object({ high: z.number().default(0), low: z.number().default(0) }),
          ])
          .optional(),
        average: z.string().optional(),
        round: rounding.optional(),
      }),
    )
    .default({}),
  segments: z.array(
    z.object({
      id: z.string(),
      label: label.optional(),
      weight: figure.optional(),
      criteria: z.array(
        z.object({
          id: z.string(),
          label: label.optional(),
          max: figure.optional(),
          weight: figure.optional(),
          aspects: z.array(aspect),
        }),
      ),
    }),
  ),
  ranking: z
    .object({
      compare: rounding.optional(),
      tieBreaks: z
        .array(
          z.object({
            by: z.string(),
            segment: z.string().optional(),
            criterion: z.string().optional(),
            aspect: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
})
export type ScoringOutline = z.output<typeof outline>

export const scoringOutline = (scoring: Record<string, unknown>): ScoringOutline | null => {
  const read = outline.safeParse(scoring)
  return read.success ? read.data : null
}

export const labelIn = (text: z.output<typeof label> | undefined, locale: Locale, otherwise: string): string =>
  text === undefined ? otherwise : typeof text === 'string' ? text : text[locale] || otherwise

/** The name of what a tie-break compares, found in the rule set itself. */
export const namedIn = (rules: ScoringOutline, id: string, locale: Locale): string => {
  for (const segment of rules.segments) {
    if (segment.id === id) return labelIn(segment.label, locale, id)
    for (const criterion of segment.criteria) {
      if (criterion.id === id) return labelIn(criterion.label, locale, id)
      for (const one of criterion.aspects) if (one.id === id) return labelIn(one.label, locale, id)
    }
  }
  return id
}
