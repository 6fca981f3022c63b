import { z } from 'zod'
import { label } from './rules-parts.ts'

/** Every figure is decimal text: exact where it terminates within 30 significant digits. */
const figureText = z.string()
const name = label.optional()

const judgeMark = z.strictObject({
  judge: z.string(),
  given: z.string(),
  /** The figure used; null for a missing mark. */
  value: figureText.nullable(),
  state: z.enum(['counted', 'dropped-high', 'dropped-low', 'missing', 'filled', 'filled-dropped']),
  clamped: z.literal(true).optional(),
  /** The figure the judge gave, where places are used instead. */
  score: figureText.optional(),
  weight: figureText.optional(),
})
export type JudgeMark = z.output<typeof judgeMark>

const panelDetail = z.strictObject({
  judges: z.array(judgeMark),
  /** Number of scores the average is taken over. */
  counted: z.int(),
  average: figureText,
  rounded: figureText,
  spread: figureText,
  spreadTooWide: z.literal(true).optional(),
})
export type PanelDetail = z.output<typeof panelDetail>

const occurrenceResult = z.strictObject({
  occurrence: z.string(),
  note: z.string().optional(),
  panel: panelDetail.optional(),
  /** The measured value as given. */
  given: z.string().optional(),
  /** The figure entering the conversion: the rounded panel score or the measured value. */
  value: figureText,
  converted: figureText,
  factor: figureText,
  multiplier: figureText.optional(),
  base: figureText.optional(),
  product: figureText,
  beforeRounding: figureText,
  points: figureText,
})
export type OccurrenceResult = z.output<typeof occurrenceResult>

const aspectResult = z.strictObject({
  aspect: z.string(),
  label: name,
  kind: z.enum(['judged', 'measured']),
  counts: z.boolean(),
  occurrences: z.array(occurrenceResult),
  /** Occurrences left out by best-of or drop. */
  left: z.array(z.string()).optional(),
  beforeRounding: figureText,
  /** Signed as it enters the criterion. */
  points: figureText,
})
export type AspectResult = z.output<typeof aspectResult>

const attemptResult = z.strictObject({
  occurrence: z.string(),
  beforeRounding: figureText,
  points: figureText,
  left: z.literal(true).optional(),
})
export type AttemptResult = z.output<typeof attemptResult>

const criterionResult = z.strictObject({
  criterion: z.string(),
  label: name,
  aspects: z.array(aspectResult),
  attempts: z.array(attemptResult).optional(),
  combined: figureText,
  beforeRounding: figureText,
  total: figureText,
  weight: figureText,
  weighted: figureText,
})
export type CriterionResult = z.output<typeof criterionResult>

const deductionResult = z.strictObject({
  deduction: z.string(),
  label: name,
  value: figureText,
  /** Signed: negative takes points away. */
  points: figureText,
})
export type DeductionResult = z.output<typeof deductionResult>

const tieStep = z.strictObject({
  step: z.int(),
  by: z.string(),
  label: name,
  /** The compared figures of this entry and of those it was still tied with. */
  figures: z.record(z.string(), z.array(figureText)),
  outcome: z.enum(['separated', 'partly', 'equal']),
})

const tie = z.strictObject({
  with: z.array(z.string()),
  steps: z.array(tieStep),
  /** Number of the step (from 1) that settled this entry's place, or null where the place is shared. */
  settledAt: z.int().nullable(),
  shared: z.boolean(),
})
export type Tie = z.output<typeof tie>
export type TieStep = z.output<typeof tieStep>

/** A number, and not always whole: places shared by `mean` may be 1.5. */
const rank = z.number().nullable()

const segmentResult = z.strictObject({
  segment: z.string(),
  label: name,
  status: z.string().optional(),
  criteria: z.array(criterionResult),
  sum: figureText,
  deductions: z.array(deductionResult),
  deducted: figureText,
  beforeRounding: figureText,
  own: figureText,
  carried: z.array(z.strictObject({ segment: z.string(), weight: figureText, points: figureText })),
  total: figureText,
  rank,
  tie: tie.optional(),
  weight: figureText,
  weighted: figureText,
})
export type SegmentResult = z.output<typeof segmentResult>

export const entryResult = z.strictObject({
  entry: z.string(),
  category: z.string(),
  name: z.string().optional(),
  rank,
  total: figureText.nullable(),
  beforeRounding: figureText.nullable(),
  status: z.string().optional(),
  /** Why there is no rank: a status, or a segment without scores. */
  unranked: z.string().optional(),
  deductions: z.array(deductionResult),
  tie: tie.optional(),
  segments: z.array(segmentResult),
})
export type EntryResult = z.output<typeof entryResult>

export const results = z.strictObject({
  schema: z.literal('palestra-panel/1'),
  rules: z.strictObject({ name: label, version: z.int() }),
  results: z.array(entryResult),
  /** Judges' scores further apart than allowed, where the rule set only notes it. */
  flags: z.array(
    z.strictObject({
      entry: z.string(),
      category: z.string(),
      segment: z.string(),
      aspect: z.string(),
      occurrence: z.string(),
      spread: figureText,
    }),
  ),
})
export type Results = z.output<typeof results>
