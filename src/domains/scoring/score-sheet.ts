import { conversionOf, factorOf, signed } from './aspect-score.ts'
import { convert, FormulaError, NoConversion } from './convert.ts'
import { decimal, one, parseDecimal, sum, text, zero, type Decimal } from './decimal.ts'
import { aspectMaximum, criterionMaximum } from './maximum.ts'
import { mistake, type ScoringMistake } from './mistake.ts'
import { entryOf } from './order.ts'
import { highest, lowest, readMark } from './panel-score.ts'
import { readMeasure } from './read-measure.ts'
import { round } from './rounding.ts'
import type { Aspect, ScoringRules, Segment } from './scoring-rules.ts'

/** One figure on a judge's sheet (or a measured value shown on it). */
export interface SheetMark {
  aspect: string
  occurrence?: string
  value: string
  multiplier?: string
  base?: string
}

export interface SheetProgress {
  scored: number
  of: number
  /** Aspects without a mark, in the order of the sheet. */
  open: string[]
  mistakes: ScoringMistake[]
  complete: boolean
}

interface SheetOptions {
  /** The first segment when not given. */
  segment?: string
  category?: string
}

function segmentOf(rules: ScoringRules, id: string | undefined): Segment | undefined {
  return id === undefined ? rules.segments[0] : rules.segments.find(segment => segment.id === id)
}

/** Reads a mark as the engine would: a judge's mark against the scale, a measured value against its range. */
function valueOf(rules: ScoringRules, aspect: Aspect, mark: SheetMark): Decimal | ScoringMistake | undefined {
  const at = { aspect: aspect.id, ...(mark.occurrence !== undefined && { occurrence: mark.occurrence }) }
  if (aspect.kind === 'measured') {
    if (mark.value.trim() === '') return undefined
    const read = readMeasure(aspect, mark.value)
    return 'value' in read ? read.value : mistake(read.name, at, read.params)
  }
  const panel = rules.panels[aspect.panel]
  if (!panel) return mistake('rules-unknown-panel', at, { panel: aspect.panel })
  const read = readMark(panel, mark.value, at)
  return 'code' in read ? read : read.value
}

/** How far a judge is with one sheet: aspects with a usable mark, those open, and marks that cannot stand. */
export function sheetProgress(
  rules: ScoringRules,
  marks: readonly SheetMark[],
  options: SheetOptions = {},
): SheetProgress {
  const aspects = (segmentOf(rules, options.segment)?.criteria ?? []).flatMap(criterion => criterion.aspects)
  const mistakes: ScoringMistake[] = []
  const done = new Set<string>()
  for (const mark of marks) {
    const aspect = aspects.find(candidate => candidate.id === mark.aspect)
    if (!aspect) {
      mistakes.push(
        mistake('unknown-aspect', { aspect: mark.aspect }, { aspect: mark.aspect, segment: options.segment ?? '' }),
      )
      continue
    }
    const value = valueOf(rules, aspect, mark)
    if (value === undefined) continue
    if ('code' in value) mistakes.push(value)
    else done.add(aspect.id)
  }
  const open = aspects.filter(aspect => !done.has(aspect.id)).map(aspect => aspect.id)
  return { scored: done.size, of: aspects.length, open, mistakes, complete: open.length === 0 && mistakes.length === 0 }
}

export interface SheetTotal {
  /** Points of the marks so far, and what those aspects are worth at most: “41.5 of 52.5 scored so far”. */
  points: string
  ofScored: string | null
  maximum: string | null
  criteria: {
    criterion: string
    /** null while nothing of the criterion is scored. */
    points: string | null
    ofScored: string | null
    maximum: string | null
    aspects: { aspect: string; points: string; maximum: string | null }[]
  }[]
}

/** What one judge's marks are worth alone, criterion by criterion. Marks that cannot be read count as not given. */
export function sheetTotal(rules: ScoringRules, marks: readonly SheetMark[], options: SheetOptions = {}): SheetTotal {
  const category = options.category ?? ''
  const criteria = (segmentOf(rules, options.segment)?.criteria ?? []).map(criterion => {
    const aspects = criterion.aspects.flatMap(aspect => {
      const own = marks.filter(mark => mark.aspect === aspect.id)
      const points = own.flatMap(mark => pointsOf(rules, aspect, mark, category) ?? [])
      return points.length === 0 || !aspect.counts
        ? []
        : [{ aspect, points: sum(points), most: aspectMaximum(rules, aspect, category) }]
    })
    const weight = decimal(criterion.weight)
    const most = aspects.map(item => item.most)
    return {
      criterion: criterion.id,
      aspects,
      points: aspects.length === 0 ? undefined : sum(aspects.map(item => item.points)).times(weight),
      ofScored: most.includes(undefined) ? undefined : sum(most.map(value => value ?? zero)).times(weight),
      maximum: criterionMaximum(rules, criterion, category)?.times(weight),
    }
  })
  const shown = (value: Decimal | undefined) => (value === undefined ? null : text(value))
  const started = criteria.filter(item => item.points !== undefined)
  const all = (pick: (item: (typeof criteria)[number]) => Decimal | undefined, of: typeof criteria) =>
    of.some(item => pick(item) === undefined) ? null : text(sum(of.map(item => pick(item) ?? zero)))
  return {
    points: text(sum(started.map(item => item.points ?? zero))),
    ofScored: all(item => item.ofScored, started),
    maximum: all(item => item.maximum, criteria),
    criteria: criteria.map(item => ({
      criterion: item.criterion,
      points: shown(item.points),
      ofScored: shown(item.ofScored),
      maximum: shown(item.maximum),
      aspects: item.aspects.map(scored => ({
        aspect: scored.aspect.id,
        points: text(scored.points),
        maximum: shown(scored.most),
      })),
    })),
  }
}

function pointsOf(rules: ScoringRules, aspect: Aspect, mark: SheetMark, category: string): Decimal | undefined {
  const value = valueOf(rules, aspect, mark)
  if (value === undefined || 'code' in value) return undefined
  const how = conversionOf(aspect, aspect.kind === 'judged' ? rules.panels[aspect.panel] : undefined)
  const multiplier = parseDecimal(mark.multiplier ?? '') ?? one
  const base = parseDecimal(mark.base ?? '') ?? zero
  try {
    const converted = how ? convert(how, value, { variables: { multiplier, base } }) : value
    const product = round(converted.times(factorOf(aspect, category)).times(multiplier), aspect.rounding.product)
    return signed(aspect, round(product.plus(base), aspect.rounding.points))
  } catch (error) {
    if (error instanceof FormulaError || error instanceof NoConversion) return undefined
    throw error
  }
}

export interface JudgeScore {
  entry?: string
  segment?: string
  aspect: string
  occurrence?: string
  judge: string
  value: string
}

export interface SpreadViolation {
  entry: string
  segment: string
  aspect: string
  occurrence: string
  spread: string
  max: string
  /** Refused results until scored again, or only noted. */
  action: 'refuse' | 'flag'
  judges: { judge: string; value: string }[]
}

/** Where judges are further apart than the rule set allows: what must be discussed and scored again. */
export function spreadViolations(rules: ScoringRules, scores: readonly JudgeScore[]): SpreadViolation[] {
  const groups = new Map<string, JudgeScore[]>()
  for (const score of scores) {
    const segment = score.segment || (rules.segments.length === 1 ? (rules.segments[0]?.id ?? '') : '')
    const key = JSON.stringify([score.entry ?? '', segment, score.aspect, score.occurrence || '1'])
    entryOf(groups, key, () => []).push({ ...score, segment })
  }
  return [...groups.values()].flatMap(group => {
    const [first] = group
    const aspect = rules.segments
      .find(segment => segment.id === first?.segment)
      ?.criteria.flatMap(criterion => criterion.aspects)
      .find(candidate => candidate.id === first?.aspect)
    const panel = aspect?.kind === 'judged' ? rules.panels[aspect.panel] : undefined
    if (!first || !panel?.spread) return []
    const values = group.flatMap(score => {
      const read = readMark(panel, score.value, {})
      return 'code' in read || read.value === undefined ? [] : [read.value]
    })
    const spread = highest(values).minus(lowest(values))
    if (values.length < 2 || spread.lessThanOrEqualTo(decimal(panel.spread.max))) return []
    return [
      {
        entry: first.entry ?? '',
        segment: first.segment ?? '',
        aspect: first.aspect,
        occurrence: first.occurrence || '1',
        spread: text(spread),
        max: String(panel.spread.max),
        action: panel.spread.action,
        judges: group.map(({ judge, value }) => ({ judge, value })),
      },
    ]
  })
}
