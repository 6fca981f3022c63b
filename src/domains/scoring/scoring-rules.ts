import { z } from 'zod'
import { figure, noRounding } from './rounding.ts'
import { combine, conversion, label, panel, round, ruleId, sumOf } from './rules-parts.ts'

const factor = z.union([figure, z.strictObject({ byCategory: z.record(z.string().min(1), figure), otherwise: figure })])

const level = z.strictObject({ value: figure, label: label.optional(), text: label.optional() })

const aspectRounding = z
  .strictObject({ converted: round, product: round, points: round, total: round })
  .default({ converted: noRounding, product: noRounding, points: noRounding, total: noRounding })

const aspectShape = {
  id: ruleId,
  label: label.optional(),
  text: label.optional(),
  /** Marks that can be won; with a scale maximum and no `convert`, the score is brought to this maximum in proportion. */
  max: figure.optional(),
  convert: conversion.optional(),
  factor: factor.default(1),
  /** A figure of the row: `multiplier` (degree of difficulty) and `base` (base value). */
  multiplier: z.enum(['none', 'optional', 'required']).default('none'),
  base: z.enum(['none', 'optional', 'required']).default('none'),
  effect: z.enum(['add', 'subtract']).default('add'),
  /** False: recorded and usable in formulas and tie-breaks, worth no points of its own. */
  counts: z.boolean().default(true),
  /** Weight within the criterion when its figures are combined by `weighted-mean`. */
  weight: figure.default(1),
  /** What it means that an entry has no row for this aspect. */
  absent: z.enum(['refuse', 'zero', 'skip']).default('refuse'),
  /** Elements of a programme, dives of a round, attempts: how many, and how they become one figure. */
  occurrences: z
    .strictObject({
      expected: z.int().min(1).max(1000).optional(),
      most: z.int().min(1).max(1000).optional(),
      combine: combine.default(sumOf),
    })
    .optional(),
  rounding: aspectRounding,
}

const judged = z.strictObject({
  ...aspectShape,
  kind: z.literal('judged'),
  /** Name of a panel. */
  panel: ruleId,
  levels: z.array(level).max(20).optional(),
})

const measured = z.strictObject({
  ...aspectShape,
  kind: z.literal('measured'),
  /** `duration` reads 1:02.35 as 62.35 s, `instant` an ISO 8601 time as seconds since 1970. */
  format: z.enum(['number', 'duration', 'instant']).default('number'),
  unit: label.optional(),
  range: z.strictObject({ min: figure.optional(), max: figure.optional() }).optional(),
})

const aspect = z.discriminatedUnion('kind', [judged, measured])
export type Aspect = z.output<typeof aspect>
export type JudgedAspect = z.output<typeof judged>

const criterion = z.strictObject({
  id: ruleId,
  label: label.optional(),
  text: label.optional(),
  weight: figure.default(1),
  max: figure.optional(),
  aspects: z.array(aspect).min(1).max(400),
  /** When given, the aspects of one occurrence are combined first (one dive, one jump, one run), then the occurrences. */
  attempts: z
    .strictObject({ expected: z.int().min(1).max(1000).optional(), combine: combine.default(sumOf) })
    .optional(),
  combine: combine.default(sumOf),
  convert: conversion.optional(),
  floor: figure.optional(),
  ceiling: figure.optional(),
  rounding: z
    .strictObject({ attempt: round, combined: round, total: round, weighted: round })
    .default({ attempt: noRounding, combined: noRounding, total: noRounding, weighted: noRounding }),
})
export type Criterion = z.output<typeof criterion>

const deduction = z.strictObject({
  id: ruleId,
  label: label.optional(),
  /** `points`: the value itself; `count`: value × each; `started`: each for every started `per`; `percent`: value per cent of the sum of criteria. */
  type: z.enum(['points', 'count', 'started', 'percent']).default('points'),
  each: figure.default(1),
  per: figure.default(1),
  most: figure.optional(),
  effect: z.enum(['add', 'subtract']).default('subtract'),
  round,
})
export type Deduction = z.output<typeof deduction>

const direction = z.enum(['descending', 'ascending'])
const step = { label: label.optional(), direction: direction.optional() }

export const tieBreak = z.discriminatedUnion('by', [
  /** The segment's own points, carried total or place. */
  z.strictObject({
    by: z.literal('segment'),
    segment: ruleId,
    of: z.enum(['total', 'own', 'place']).default('total'),
    ...step,
  }),
  z.strictObject({ by: z.literal('criterion'), segment: ruleId.optional(), criterion: ruleId, ...step }),
  z.strictObject({
    by: z.literal('aspect'),
    segment: ruleId.optional(),
    aspect: ruleId,
    of: z.enum(['points', 'value']).default('points'),
    ...step,
  }),
  /** Number of judges' scores equal to `mark` (default: the scale's maximum), in all aspects or those named. */
  z.strictObject({
    by: z.literal('top-marks'),
    segment: ruleId.optional(),
    aspects: z.array(ruleId).optional(),
    mark: figure.optional(),
    ...step,
  }),
  /** The best single occurrence of an aspect (or attempt of a criterion), then the second best, and so on. */
  z.strictObject({
    by: z.literal('countback'),
    segment: ruleId.optional(),
    aspect: ruleId.optional(),
    criterion: ruleId.optional(),
    ...step,
  }),
  /** Segment totals, best first. */
  z.strictObject({ by: z.literal('best-segment'), ...step }),
  /** How many times a judge, by the sum of that judge's own points, puts the entry before another of the tied entries. */
  z.strictObject({ by: z.literal('judge-majority'), segment: ruleId.optional(), ...step }),
  /** All judges' scores, none dropped. */
  z.strictObject({ by: z.literal('untrimmed'), segment: ruleId.optional(), ...step }),
  /** Points deducted; fewer is better. */
  z.strictObject({ by: z.literal('deductions'), segment: ruleId.optional(), ...step }),
  z.strictObject({ by: z.literal('share'), ...step }),
])
export type TieBreak = z.output<typeof tieBreak>

const ends = { floor: figure.optional(), ceiling: figure.optional() }

const segment = z.strictObject({
  id: ruleId,
  label: label.optional(),
  weight: figure.default(1),
  /** Only these categories have this segment. */
  categories: z.array(z.string().min(1)).optional(),
  criteria: z.array(criterion).min(1).max(100),
  combine: combine.default(sumOf),
  deductions: z.array(deduction).max(100).default([]),
  ...ends,
  /** Points taken along from earlier segments. */
  carry: z
    .array(z.strictObject({ segment: ruleId, weight: figure.default(1), of: z.enum(['own', 'total']).default('own') }))
    .default([]),
  rounding: z
    .strictObject({ sum: round, own: round, carried: round, total: round })
    .default({ sum: noRounding, own: noRounding, carried: noRounding, total: noRounding }),
  /** Which total ranks first in this segment; without it, as in the overall ranking. */
  direction: direction.optional(),
  tieBreaks: z.array(tieBreak).max(50).default([]),
})
export type Segment = z.output<typeof segment>

const overallMethod = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('sum') }),
  z.strictObject({ method: z.literal('mean') }),
  z.strictObject({ method: z.literal('weighted-mean') }),
  z.strictObject({ method: z.literal('best'), count: z.int().min(1) }),
  /** Entries that reached a later segment stand before all others; within it, that segment's total. */
  z.strictObject({ method: z.literal('furthest') }),
  /** Places in the segments, times the weights; with `points`, the points of the place (first place first), 0 beyond the list. */
  z.strictObject({
    method: z.literal('places'),
    points: z.array(figure).max(1000).optional(),
    shared: z.enum(['best', 'mean']).default('best'),
  }),
  z.strictObject({ method: z.literal('formula'), formula: z.string().min(1).max(500) }),
  /** Judges who put the entry before its opponents (boxing). */
  z.strictObject({ method: z.literal('judge-majority') }),
])

const overall = z.strictObject({
  combine: overallMethod.default({ method: 'sum' }),
  /** An entry without rows in a segment. */
  absent: z.enum(['unranked', 'zero', 'skip']).default('unranked'),
  deductions: z.array(deduction).max(100).default([]),
  ...ends,
  rounding: z
    .strictObject({ weighted: round, sum: round, total: round })
    .default({ weighted: noRounding, sum: noRounding, total: noRounding }),
})

const statusRule = z.strictObject({
  label: label.optional(),
  /** `unranked`: listed without a rank; `last`: a shared last place; `zero`: the segment counts 0; `keep`: ranked as scored. */
  treatment: z.enum(['unranked', 'last', 'zero', 'keep']),
})
export const usualStatuses = {
  DNS: { treatment: 'unranked' },
  DNF: { treatment: 'unranked' },
  WD: { treatment: 'unranked' },
  DSQ: { treatment: 'unranked' },
} as const

const ranking = z.strictObject({
  direction: direction.default('descending'),
  /** Totals are compared after this rounding. */
  compare: round,
  /** After two shared first places comes: `standard` 3, `dense` 2; `modified` gives both 2; `mean` gives both 1.5; `ordinal` 1 and 2 by name. */
  places: z.enum(['standard', 'dense', 'modified', 'mean', 'ordinal']).default('standard'),
  tieBreaks: z.array(tieBreak).max(50).default([]),
  /** What is left after the chain: a shared place, or a refusal to publish. */
  unresolved: z.enum(['share', 'refuse']).default('share'),
  across: z.enum(['category', 'all']).default('category'),
  statuses: z.record(z.string().min(1).max(20), statusRule).default(usualStatuses),
})

/**
 * A rule set as data: from the scores of judges and instruments to ranks. Schema, defaults and meaning of every field are
 * described, with examples, in docs/tools/panel.md.
 */
export const scoringRules = z.strictObject({
  schema: z.literal('palestra-rules/1'),
  name: label,
  version: z.int().min(1).default(1),
  text: label.optional(),
  source: z.string().max(1000).optional(),
  categories: z.array(z.strictObject({ id: z.string().min(1).max(200), label: label.optional() })).optional(),
  panels: z.record(ruleId, panel).default({}),
  segments: z.array(segment).min(1).max(50),
  overall: overall.default({
    combine: { method: 'sum' },
    absent: 'unranked',
    deductions: [],
    rounding: { weighted: noRounding, sum: noRounding, total: noRounding },
  }),
  ranking: ranking.default({
    direction: 'descending',
    compare: noRounding,
    places: 'standard',
    tieBreaks: [],
    unresolved: 'share',
    across: 'category',
    statuses: usualStatuses,
  }),
})
/** A rule set with every default filled in. */
export type ScoringRules = z.output<typeof scoringRules>
/** A rule set as an author writes it. */
export type ScoringRulesInput = z.input<typeof scoringRules>
