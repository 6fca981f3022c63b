import { compare, decimal, one, parseDecimal, sum, text, textRounded, zero, type Decimal } from './decimal.ts'
import { mistake, type Place, type ScoringMistake } from './mistake.ts'
import { naturalOrder } from './order.ts'
import type { JudgeMark, PanelDetail } from './results-schema.ts'
import { round } from './rounding.ts'
import type { Panel } from './rules-parts.ts'

/** One judge's mark, read: `value` is undefined where the mark is missing. */
export interface Mark {
  judge: string
  given: string
  row: number
  value?: Decimal
  /** The score given, where the value is a place. */
  score?: Decimal
  clamped?: boolean
}

type Reader = (given: string) => { value?: Decimal; clamped?: boolean } | ScoringMistake

/** Reads one mark against the panel's scale; a missing token gives no value. */
export function readMark(panel: Panel, given: string, at: Place): ReturnType<Reader> {
  const mark = given.trim()
  if (panel.missing.tokens.includes(mark)) return {}
  const { scale } = panel
  const word = scale.values?.[mark]
  if (word !== undefined) return { value: decimal(word) }
  const number = parseDecimal(mark)
  const numeric = scale.values === undefined || scale.min !== undefined || scale.max !== undefined
  if (number === undefined || !numeric) {
    const known = Object.keys(scale.values ?? {})
    if (known.length > 0)
      return mistake('not-on-scale', { ...at, column: at.column ?? 'value' }, { value: mark, known: known.join(', ') })
    return mistake('not-a-number', { ...at, column: at.column ?? 'value' }, { value: mark })
  }
  const min = scale.min === undefined ? undefined : decimal(scale.min)
  const max = scale.max === undefined ? undefined : decimal(scale.max)
  if ((min && number.lessThan(min)) || (max && number.greaterThan(max))) {
    if (panel.outOfRange === 'missing') return {}
    if (panel.outOfRange === 'clamp')
      return { value: min && number.lessThan(min) ? min : (max ?? number), clamped: true }
    return mistake(
      'out-of-range',
      { ...at, column: at.column ?? 'value' },
      { value: mark, min: min ? text(min) : '–', max: max ? text(max) : '–' },
    )
  }
  if (
    scale.step !== undefined &&
    !number
      .minus(min ?? zero)
      .modulo(decimal(scale.step))
      .isZero()
  )
    return mistake('off-step', { ...at, column: at.column ?? 'value' }, { value: mark, step: String(scale.step) })
  return { value: number }
}

/** How many of the highest and lowest are dropped from so many scores. */
export function trimFor(panel: Panel, count: number): { high: number; low: number } {
  if (!('bySize' in panel.trim)) return panel.trim
  const line = [...panel.trim.bySize].sort((a, b) => a.from - b.from).findLast(entry => entry.from <= count)
  return line ?? { high: 0, low: 0 }
}

/**
 * One panel's marks for one thing become one figure: missing marks, trimming, (weighted) average, rounding, in this order.
 * Which of several equal marks is dropped is decided by judge name; it never changes the figure.
 */
export function panelScore(
  panel: Panel,
  marks: readonly Mark[],
  at: Place,
): { detail: PanelDetail; value: Decimal } | ScoringMistake[] {
  const present = marks.filter(mark => mark.value !== undefined)
  const missing = Math.max(marks.length, panel.size ?? 0) - present.length
  const mistakes: ScoringMistake[] = []
  if (panel.size !== undefined && marks.length > panel.size)
    mistakes.push(mistake('too-many-judges', at, { count: marks.length, size: panel.size }))
  if (missing > 0 && panel.missing.policy === 'refuse')
    mistakes.push(mistake('panel-incomplete', at, { missing, present: present.length }))
  if (present.length < panel.minimum)
    mistakes.push(mistake('too-few-judges', at, { present: present.length, minimum: panel.minimum }))
  if (mistakes.length > 0) return mistakes

  const values = present.map(mark => mark.value ?? zero)
  const spread = values.length === 0 ? zero : highest(values).minus(lowest(values))
  const tooWide = panel.spread !== undefined && compare(spread, decimal(panel.spread.max)) > 0
  if (tooWide && panel.spread?.action === 'refuse')
    return [mistake('spread-too-wide', at, { spread: text(spread), max: String(panel.spread.max) })]

  const used = withFilled(panel, marks, values, missing)
  const counting = used.filter(item => item.value !== undefined)
  const { high, low } = trimFor(panel, counting.length)
  if (high + low >= counting.length)
    return [mistake('trim-too-large', at, { drop: high + low, present: counting.length })]
  const sorted = counting.sort((a, b) => compare(a.value ?? zero, b.value ?? zero) || naturalOrder(a.judge, b.judge))
  for (const [index, item] of sorted.entries())
    item.dropped = index < low ? 'low' : index >= sorted.length - high ? 'high' : undefined
  const kept = sorted.filter(item => item.dropped === undefined)
  const average = averageOf(panel, kept)
  const value = round(average, panel.round)
  const detail: PanelDetail = {
    judges: used.sort((a, b) => naturalOrder(a.judge, b.judge)).map(item => shown(panel, item)),
    counted: kept.length,
    average: text(average),
    rounded: textRounded(value, panel.round),
    spread: text(spread),
    ...(tooWide && { spreadTooWide: true as const }),
  }
  return { detail, value }
}

interface Used extends Mark {
  filled?: boolean
  dropped?: 'high' | 'low' | undefined
}

function withFilled(panel: Panel, marks: readonly Mark[], values: Decimal[], missing: number): Used[] {
  const { policy } = panel.missing
  if (policy !== 'zero' && policy !== 'mean') return marks.map(mark => ({ ...mark }))
  const value = policy === 'zero' || values.length === 0 ? zero : sum(values).dividedBy(values.length)
  const named: Used[] = marks.map(mark => (mark.value === undefined ? { ...mark, value, filled: true } : { ...mark }))
  const nameless = missing - marks.filter(mark => mark.value === undefined).length
  for (let index = 1; index <= nameless; index += 1)
    named.push({ judge: `+${index}`, given: '', row: 0, value, filled: true })
  return named
}

function averageOf(panel: Panel, kept: readonly Used[]): Decimal {
  const values = kept.map(item => item.value ?? zero)
  const weights = kept.map(item => decimal(panel.weights?.[item.judge] ?? 1))
  switch (panel.average) {
    case 'max':
      return highest(values)
    case 'min':
      return lowest(values)
    case 'median':
      return median(values)
    case 'sum':
      return sum(values.map((value, index) => value.times(weights[index] ?? one)))
    case 'mean':
      return weightedMean(values, weights)
  }
}

/** Σ value × weight ÷ Σ weight; 0 when all weights are 0. */
export function weightedMean(values: readonly Decimal[], weights: readonly Decimal[]): Decimal {
  const weight = sum(weights)
  if (weight.isZero()) return zero
  return sum(values.map((value, index) => value.times(weights[index] ?? one))).dividedBy(weight)
}

export function median(values: readonly Decimal[]): Decimal {
  const sorted = [...values].sort(compare)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? zero
  return sorted.length % 2 === 1 ? upper : upper.plus(sorted[middle - 1] ?? zero).dividedBy(2)
}

export function highest(values: readonly Decimal[]): Decimal {
  return values.reduce((best, value) => (value.greaterThan(best) ? value : best), values[0] ?? zero)
}

export function lowest(values: readonly Decimal[]): Decimal {
  return values.reduce((best, value) => (value.lessThan(best) ? value : best), values[0] ?? zero)
}

function shown(panel: Panel, item: Used): JudgeMark {
  const weight = panel.weights?.[item.judge]
  return {
    judge: item.judge,
    given: item.given,
    value: item.value === undefined ? null : text(item.value),
    state: stateOf(item),
    ...(item.clamped && { clamped: true as const }),
    ...(item.score && { score: text(item.score) }),
    ...(weight !== undefined && { weight: text(decimal(weight)) }),
  }
}

function stateOf(item: Used): JudgeMark['state'] {
  if (item.value === undefined) return 'missing'
  if (item.filled) return item.dropped ? 'filled-dropped' : 'filled'
  return item.dropped ? `dropped-${item.dropped}` : 'counted'
}
