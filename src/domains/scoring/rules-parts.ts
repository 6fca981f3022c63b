import { z } from 'zod'
import { figure, noRounding, rounding } from './rounding.ts'

/** Names in rule sets and score files: letters of any script, digits, dot, dash, underscore. */
export const ruleId = z
  .string()
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u, 'letters, digits, dot, dash or underscore')

/** A text for people: one string, or both languages. */
export const label = z.union([
  z.string().min(1).max(300),
  z.strictObject({ en: z.string().min(1).max(600), 'zh-CN': z.string().min(1).max(600) }),
])
export type Label = z.output<typeof label>

/** The label in a language, or the id where the rule set has none. */
export function labelText(value: Label | undefined, locale: 'en' | 'zh-CN', fallback = ''): string {
  if (value === undefined) return fallback
  return typeof value === 'string' ? value : value[locale]
}

export const round = rounding.default(noRounding)

/** Which judge scores are possible, and what stands for a mark that is not a number. */
export const scale = z.strictObject({
  min: figure.optional(),
  max: figure.optional(),
  /** Marks are multiples of this, counted from `min` (or from 0). */
  step: figure.optional(),
  /** Marks written as words or letters: `{ "A": 95, "B": 85 }`. */
  values: z.record(z.string().min(1), figure).optional(),
})

export const trim = z.union([
  z.strictObject({ high: z.int().min(0).max(50).default(0), low: z.int().min(0).max(50).default(0) }),
  /** By the number of scores present: the last line whose `from` is reached counts. */
  z.strictObject({
    bySize: z
      .array(z.strictObject({ from: z.int().min(0), high: z.int().min(0), low: z.int().min(0) }))
      .min(1)
      .max(50),
  }),
])

export const panel = z.strictObject({
  label: label.optional(),
  /** Number of judges; more is a mistake, fewer are missing judges. */
  size: z.int().min(1).max(200).optional(),
  /** Fewer scores than this, missing ones taken out, refuse the result. */
  minimum: z.int().min(1).max(200).default(1),
  scale: scale.default({}),
  outOfRange: z.enum(['refuse', 'clamp', 'missing']).default('refuse'),
  missing: z
    .strictObject({
      tokens: z.array(z.string().max(20)).max(20).default(['', '-']),
      policy: z.enum(['drop', 'refuse', 'mean', 'zero']).default('drop'),
    })
    .default({ tokens: ['', '-'], policy: 'drop' }),
  /** `places`: every judge's scores for this aspect are first turned into places, 1 the highest, equal scores sharing the mean place. */
  use: z.enum(['scores', 'places']).default('scores'),
  trim: trim.default({ high: 0, low: 0 }),
  average: z.enum(['mean', 'sum', 'median', 'max', 'min']).default('mean'),
  /** Weight by judge name; a judge not named weighs 1. */
  weights: z.record(z.string().min(1), figure).optional(),
  /** Largest minus smallest score may not pass `max`; `refuse` asks for a new judgement, `flag` only notes it. */
  spread: z.strictObject({ max: figure, action: z.enum(['refuse', 'flag']).default('refuse') }).optional(),
  round,
})
export type Panel = z.output<typeof panel>

const point = z.strictObject({ at: figure, points: figure })

/** Turns a figure x into points. */
export const conversion = z.discriminatedUnion('type', [
  /** (x − minus) × times ÷ dividedBy + plus */
  z.strictObject({
    type: z.literal('linear'),
    minus: figure.default(0),
    times: figure.default(1),
    dividedBy: figure.default(1),
    plus: figure.default(0),
  }),
  /** x ÷ from × to */
  z.strictObject({ type: z.literal('proportional'), from: figure, to: figure }),
  /** The points of the last line whose `at` is not above x; below the first line: the first line's points. */
  z.strictObject({ type: z.literal('bands'), points: z.array(point).min(1).max(500) }),
  /** Straight lines between the points, level outside them. */
  z.strictObject({ type: z.literal('interpolate'), points: z.array(point).min(2).max(500) }),
  /** Exactly these figures and no other. */
  z.strictObject({ type: z.literal('table'), points: z.array(point).min(1).max(500) }),
  /** times × |x − from| to the power, and 0 on the wrong side of `from` (tables of athletics). */
  z.strictObject({
    type: z.literal('power'),
    times: figure,
    from: figure,
    power: figure,
    better: z.enum(['higher', 'lower']),
  }),
  /** max × x ÷ best, or max × best ÷ x when lower is better; the best is taken within segment and category. */
  z.strictObject({ type: z.literal('relative'), max: figure, better: z.enum(['higher', 'lower']) }),
  z.strictObject({ type: z.literal('formula'), formula: z.string().min(1).max(500) }),
])
export type Conversion = z.output<typeof conversion>

/** How several figures become one. */
export const combine = z.strictObject({
  /** First keep only so many of the best (or, with `drop`, lose so many of the worst and best). */
  best: z.int().min(1).max(1000).optional(),
  bestIs: z.enum(['higher', 'lower']).default('higher'),
  drop: z.strictObject({ best: z.int().min(0).default(0), worst: z.int().min(0).default(0) }).optional(),
  method: z
    .enum(['sum', 'mean', 'weighted-mean', 'median', 'max', 'min', 'first', 'last', 'product', 'formula'])
    .default('sum'),
  formula: z.string().min(1).max(500).optional(),
})
export type Combine = z.output<typeof combine>
export const sumOf = { method: 'sum', bestIs: 'higher' } as const
