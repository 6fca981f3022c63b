import { factorOf, conversionOf, scaleMaximum } from './aspect-score.ts'
import { convert, FormulaError, NoConversion } from './convert.ts'
import { decimal, sum, text, zero, type Decimal } from './decimal.ts'
import { highest, trimFor, weightedMean } from './panel-score.ts'
import type { Combine, Conversion } from './rules-parts.ts'
import type { Aspect, Criterion, ScoringRules, Segment } from './scoring-rules.ts'

export interface Maxima {
  /** What the weighted segments can add up to; null where something has no upper end (a degree of difficulty, an open scale). */
  total: string | null
  segments: {
    segment: string
    maximum: string | null
    criteria: { criterion: string; maximum: string | null; aspects: { aspect: string; maximum: string | null }[] }[]
  }[]
}

/** The highest points every part of a rule set allows. */
export function maximum(rules: ScoringRules, category = ''): Maxima {
  const segments = rules.segments.map(segment => ({ segment, value: segmentMaximum(rules, segment, category) }))
  const shown = (value: Decimal | undefined) => (value === undefined ? null : text(value))
  const total =
    rules.overall.combine.method === 'sum'
      ? sumOf(segments.map(item => times(item.value, decimal(item.segment.weight))))
      : undefined
  return {
    total: shown(total),
    segments: segments.map(({ segment, value }) => ({
      segment: segment.id,
      maximum: shown(value),
      criteria: segment.criteria.map(criterion => ({
        criterion: criterion.id,
        maximum: shown(criterionMaximum(rules, criterion, category)),
        aspects: criterion.aspects.map(aspect => ({
          aspect: aspect.id,
          maximum: shown(aspectMaximum(rules, aspect, category)),
        })),
      })),
    })),
  }
}

function times(value: Decimal | undefined, by: Decimal): Decimal | undefined {
  return value?.times(by)
}

function sumOf(values: readonly (Decimal | undefined)[]): Decimal | undefined {
  const known = values.filter(value => value !== undefined)
  return known.length === values.length ? sum(known) : undefined
}

function segmentMaximum(rules: ScoringRules, segment: Segment, category: string): Decimal | undefined {
  if (segment.combine.method !== 'sum') return undefined
  const total = sumOf(
    segment.criteria.map(criterion => times(criterionMaximum(rules, criterion, category), decimal(criterion.weight))),
  )
  const ceiling = segment.ceiling === undefined ? undefined : decimal(segment.ceiling)
  return ceiling && (total === undefined || total.greaterThan(ceiling)) ? ceiling : total
}

/** The declared maximum of a criterion, or what its aspects allow. */
export function criterionMaximum(rules: ScoringRules, criterion: Criterion, category: string): Decimal | undefined {
  if (criterion.max !== undefined) return decimal(criterion.max)
  if (criterion.ceiling !== undefined) return decimal(criterion.ceiling)
  const counted = criterion.aspects.filter(aspect => aspect.counts)
  const parts = counted.map(aspect => aspectMaximum(rules, aspect, category))
  const known = parts.filter(part => part !== undefined)
  if (known.length < parts.length || (criterion.attempts && criterion.attempts.expected === undefined)) return undefined
  const once = combined(
    criterion.combine,
    known,
    counted.map(aspect => decimal(aspect.weight)),
  )
  const all = criterion.attempts
    ? times(once, decimal(taken(criterion.attempts.combine, criterion.attempts.expected ?? 1)))
    : once
  return all && criterion.convert ? highestConverted(criterion.convert, all) : all
}

function combined(how: Combine, values: readonly Decimal[], weights: readonly Decimal[]): Decimal | undefined {
  switch (how.method) {
    case 'sum':
      return sum(values)
    case 'mean':
      return values.length === 0 ? zero : sum(values).dividedBy(values.length)
    case 'weighted-mean':
      return weightedMean(values, weights)
    case 'max':
      return highest(values)
    case 'min':
    case 'median':
    case 'first':
    case 'last':
    case 'product':
    case 'formula':
      return undefined
  }
}

/** How many of so many equal figures the combination adds up. */
function taken(how: Combine, count: number): number {
  if (how.method !== 'sum') return 1
  const dropped = how.drop ? how.drop.best + how.drop.worst : 0
  return Math.min(how.best ?? count, count - dropped)
}

/** What one aspect can be worth; undefined when nothing bounds it. */
export function aspectMaximum(rules: ScoringRules, aspect: Aspect, category: string): Decimal | undefined {
  if (aspect.effect === 'subtract') return zero
  if (aspect.multiplier === 'required' || aspect.base === 'required') return undefined
  const panel = aspect.kind === 'judged' ? rules.panels[aspect.panel] : undefined
  if (aspect.max !== undefined && (aspect.kind === 'measured' || aspect.convert)) return decimal(aspect.max)
  const top = aspect.kind === 'judged' ? scaleMaximum(panel) : limit(aspect)
  const bounded = top === undefined && !aspect.convert ? undefined : (top ?? zero)
  if (bounded === undefined) return undefined
  const summed =
    panel?.average === 'sum'
      ? panel.size === undefined
        ? undefined
        : bounded.times(panel.size - trimFor(panel, panel.size).high - trimFor(panel, panel.size).low)
      : bounded
  if (summed === undefined) return undefined
  const how = conversionOf(aspect, panel)
  const converted = how ? highestConverted(how, top === undefined ? undefined : summed) : summed
  const { expected, combine } = aspect.occurrences ?? { expected: 1, combine: undefined }
  const count = combine && expected !== undefined ? taken(combine, expected) : expected
  return count === undefined ? undefined : times(times(converted, factorOf(aspect, category)), decimal(count))
}

function limit(aspect: Extract<Aspect, { kind: 'measured' }>): Decimal | undefined {
  return aspect.range?.max === undefined ? undefined : decimal(aspect.range.max)
}

function highestConverted(how: Conversion, top: Decimal | undefined): Decimal | undefined {
  switch (how.type) {
    case 'bands':
    case 'table':
    case 'interpolate':
      return highest(how.points.map(point => decimal(point.points)))
    case 'relative':
      return decimal(how.max)
    case 'linear':
    case 'proportional':
    case 'power':
    case 'formula':
      if (top === undefined) return undefined
      try {
        return convert(how, top)
      } catch (error) {
        if (error instanceof FormulaError || error instanceof NoConversion) return undefined
        throw error
      }
  }
}
