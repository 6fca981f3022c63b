import { decimal, parseDecimal, sum, type Decimal } from './decimal.ts'
import { mistake, type Place, type ScoringMistake } from './mistake.ts'
import { entryOf, naturalOrder } from './order.ts'
import { readMeasure } from './read-measure.ts'
import type { ScoreRow } from './score-rows.ts'
import type { Aspect, ScoringRules, Segment } from './scoring-rules.ts'

/** What was recorded for one occurrence of one aspect. */
export interface Cell {
  occurrence: string
  judges: { judge: string; given: string; row: number; column: string }[]
  measured?: { given: string; value: Decimal; row: number }
  multiplier?: Decimal
  base?: Decimal
  note?: string
  row: number
}

export interface EntryScores {
  entry: string
  category: string
  name: string
  /** Status by segment; '' is the whole competition. */
  statuses: Map<string, string>
  /** segment → aspect → occurrence */
  cells: Map<string, Map<string, Map<string, Cell>>>
  /** segment ('' overall) → deduction → sum of values */
  deductions: Map<string, Map<string, Decimal>>
}

export const statusAspect = '#status'

interface Target {
  segment?: Segment
  aspect?: Aspect
  deduction?: string
}

const key = (...parts: string[]) => parts.join('\u0000')

/** Sorts the rows under entries, segments, aspects and occurrences; collects every mistake it meets. */
export function gatherScores(rules: ScoringRules, rows: readonly ScoreRow[]) {
  const mistakes: ScoringMistake[] = []
  const entries = new Map<string, EntryScores>()
  const find = targets(rules)
  const seen = new Map<string, number>()

  for (const row of rows) {
    const at = placeOf(row)
    if (row.entry === '') {
      mistakes.push(mistake('entry-missing', { ...at, column: columnOf(row, 'entry') }))
      continue
    }
    if (rules.categories && !rules.categories.some(category => category.id === row.category)) {
      mistakes.push(
        mistake('unknown-category', { ...at, column: columnOf(row, 'category') }, { category: row.category }),
      )
      continue
    }
    const target = find(row, at)
    if ('code' in target) {
      mistakes.push(target)
      continue
    }
    const scores = entryOf(entries, key(row.category, row.entry), () => newEntry(row))
    if (row.name !== '') scores.name = row.name
    const occurrence = row.occurrence || '1'
    const segment = target.segment?.id ?? ''
    const identity = key(row.category, row.entry, segment, row.aspect, occurrence, row.judge)
    const before = seen.get(identity)
    if (before !== undefined && (target.aspect || row.aspect === statusAspect)) {
      mistakes.push(mistake('given-twice', at, { before }))
      continue
    }
    seen.set(identity, row.row)
    if (row.aspect === statusAspect) {
      if (rules.ranking.statuses[row.value] === undefined)
        mistakes.push(
          mistake(
            'unknown-status',
            { ...at, column: columnOf(row, 'value') },
            { status: row.value, known: Object.keys(rules.ranking.statuses).join(', ') },
          ),
        )
      else scores.statuses.set(segment, row.value)
    } else if (target.deduction !== undefined) {
      const value = parseDecimal(row.value)
      if (value === undefined || (value.isNegative() && !value.isZero())) {
        mistakes.push(mistake('deduction-value', { ...at, column: columnOf(row, 'value') }, { value: row.value }))
        continue
      }
      const list = entryOf(scores.deductions, segment, () => new Map<string, Decimal>())
      list.set(target.deduction, sum([list.get(target.deduction) ?? decimal(0), value]))
    } else if (target.aspect) {
      const aspects = entryOf(scores.cells, segment, () => new Map<string, Map<string, Cell>>())
      const occurrences = entryOf(aspects, row.aspect, () => new Map<string, Cell>())
      const cell = entryOf(occurrences, occurrence, () => ({ occurrence, judges: [], row: row.row }))
      mistakes.push(...fill(cell, target.aspect, row, at))
    }
  }
  const sorted = [...entries.values()].sort(
    (a, b) => naturalOrder(a.category, b.category) || naturalOrder(a.entry, b.entry),
  )
  return { entries: sorted, mistakes }
}

/** The column's name in the table the row came from. */
function columnOf(row: ScoreRow, column: string): string {
  return row.columns?.[column] ?? column
}

function newEntry(row: ScoreRow): EntryScores {
  const { entry, category } = row
  return { entry, category, name: '', statuses: new Map(), cells: new Map(), deductions: new Map() }
}

function placeOf(row: ScoreRow): Place {
  const at: Place = { entry: row.entry, aspect: row.aspect }
  if (row.row > 0) at.row = row.row
  if (row.category) at.category = row.category
  if (row.segment) at.segment = row.segment
  if (row.occurrence) at.occurrence = row.occurrence
  if (row.judge) at.judge = row.judge
  return at
}

/** Which aspect or deduction of which segment a row speaks of. */
function targets(rules: ScoringRules) {
  const only = rules.segments.length === 1 ? rules.segments[0] : undefined
  const aspects = new Map<string, Target>()
  for (const segment of rules.segments) {
    for (const aspect of segment.criteria.flatMap(criterion => criterion.aspects))
      aspects.set(key(segment.id, aspect.id), { segment, aspect })
    for (const deduction of segment.deductions)
      aspects.set(key(segment.id, deduction.id), { segment, deduction: deduction.id })
  }
  const overall = new Set(rules.overall.deductions.map(deduction => deduction.id))

  return (row: ScoreRow, at: Place): Target | ScoringMistake => {
    const named = row.segment === '' ? only : rules.segments.find(segment => segment.id === row.segment)
    if (row.segment !== '' && !named)
      return mistake(
        'unknown-segment',
        { ...at, column: columnOf(row, 'segment') },
        { segment: row.segment, known: rules.segments.map(segment => segment.id).join(', ') },
      )
    if (row.aspect === statusAspect) return row.segment !== '' && named ? { segment: named } : {}
    if (row.segment === '' && overall.has(row.aspect)) return { deduction: row.aspect }
    if (!named) return mistake('segment-missing', { ...at, column: columnOf(row, 'segment') })
    const target = aspects.get(key(named.id, row.aspect))
    if (!target)
      return mistake(
        'unknown-aspect',
        { ...at, column: columnOf(row, 'aspect') },
        { aspect: row.aspect, segment: named.id },
      )
    if (named.categories && !named.categories.includes(row.category))
      return mistake(
        'segment-not-of-category',
        { ...at, column: columnOf(row, 'segment') },
        { segment: named.id, category: row.category },
      )
    return target
  }
}

function fill(cell: Cell, aspect: Aspect, row: ScoreRow, at: Place): ScoringMistake[] {
  const mistakes: ScoringMistake[] = []
  if (row.note !== '') cell.note ??= row.note
  if (aspect.kind === 'judged') {
    if (row.judge === '')
      mistakes.push(mistake('judge-missing', { ...at, column: columnOf(row, 'judge') }, { aspect: aspect.id }))
    else cell.judges.push({ judge: row.judge, given: row.value, row: row.row, column: columnOf(row, 'value') })
  } else if (row.judge !== '') {
    mistakes.push(mistake('judge-not-wanted', { ...at, column: columnOf(row, 'judge') }, { aspect: aspect.id }))
  } else if (row.value !== '' || aspect.absent === 'refuse') {
    const read = readMeasure(aspect, row.value)
    if ('value' in read) cell.measured = { given: row.value, value: read.value, row: row.row }
    else mistakes.push(mistake(read.name, { ...at, column: columnOf(row, 'value') }, read.params))
  }
  for (const column of ['multiplier', 'base'] as const) {
    const given = row[column]
    if (given === '') continue
    const value = parseDecimal(given)
    const before = cell[column]
    if (aspect[column] === 'none')
      mistakes.push(
        mistake('column-not-wanted', { ...at, column: columnOf(row, column) }, { column, aspect: aspect.id }),
      )
    else if (value === undefined)
      mistakes.push(mistake('not-a-number', { ...at, column: columnOf(row, column) }, { value: given }))
    else if (before !== undefined && !before.equals(value))
      mistakes.push(
        mistake(
          'column-differs',
          { ...at, column: columnOf(row, column) },
          { column, value: given, before: before.toFixed() },
        ),
      )
    else cell[column] = value
  }
  return mistakes
}
