import { compare, decimal, type Decimal } from './decimal.ts'
import type { Cell, EntryScores } from './gather-scores.ts'
import { mistake, type Place, type ScoringMistake } from './mistake.ts'
import { entryOf } from './order.ts'
import { type Mark, panelScore, readMark } from './panel-score.ts'
import type { PanelDetail } from './results-schema.ts'
import type { Aspect, JudgedAspect, ScoringRules } from './scoring-rules.ts'

/** The figure a cell stands for before conversion, and where it came from. */
export interface Reading {
  value: Decimal
  panel?: PanelDetail
  given?: string
}

export interface Readings {
  of: Map<Cell, Reading>
  /** Highest and lowest figure by category, segment and aspect. */
  best: (category: string, segment: string, aspect: string) => { highest: Decimal; lowest: Decimal } | undefined
}

const key = (...parts: string[]) => parts.join('\u0000')

/** Reads every cell: marks against scales, panels into averages, measured values as they are. */
export function readCells(rules: ScoringRules, entries: readonly EntryScores[], mistakes: ScoringMistake[]): Readings {
  const aspects = new Map<string, Aspect>()
  for (const segment of rules.segments)
    for (const aspect of segment.criteria.flatMap(criterion => criterion.aspects))
      aspects.set(key(segment.id, aspect.id), aspect)

  const cells = [...walk(entries)].map(found => ({ ...found, aspect: aspects.get(key(found.segment, found.aspectId)) }))
  const marks = new Map<Cell, Mark[]>()
  const pools = new Map<string, Mark[]>()
  for (const { cell, aspect, place, category } of cells) {
    if (aspect?.kind !== 'judged') continue
    const read = marksOf(rules, aspect, cell, place, mistakes)
    marks.set(cell, read)
    if (rules.panels[aspect.panel]?.use !== 'places') continue
    for (const mark of read)
      entryOf(pools, key(category, place.segment ?? '', aspect.id, cell.occurrence, mark.judge), () => []).push(mark)
  }
  for (const pool of pools.values()) turnIntoPlaces(pool)

  const of = new Map<Cell, Reading>()
  const extremes = new Map<string, { highest: Decimal; lowest: Decimal }>()
  for (const { cell, aspect, place, category } of cells) {
    const reading = readingOf(rules, aspect, cell, marks.get(cell) ?? [], place, mistakes)
    if (!reading) continue
    of.set(cell, reading)
    const known = entryOf(extremes, key(category, place.segment ?? '', place.aspect ?? ''), () => ({
      highest: reading.value,
      lowest: reading.value,
    }))
    if (reading.value.greaterThan(known.highest)) known.highest = reading.value
    if (reading.value.lessThan(known.lowest)) known.lowest = reading.value
  }
  return { of, best: (category, segment, aspect) => extremes.get(key(category, segment, aspect)) }
}

function* walk(entries: readonly EntryScores[]) {
  for (const { entry, category, cells } of entries)
    for (const [segment, aspects] of cells)
      for (const [aspectId, occurrences] of aspects)
        for (const cell of occurrences.values()) {
          const place: Place = { entry, segment, aspect: aspectId, occurrence: cell.occurrence }
          if (category) place.category = category
          if (cell.row > 0) place.row = cell.row
          yield { category, segment, aspectId, cell, place }
        }
}

function marksOf(
  rules: ScoringRules,
  aspect: JudgedAspect,
  cell: Cell,
  place: Place,
  mistakes: ScoringMistake[],
): Mark[] {
  const panel = rules.panels[aspect.panel]
  if (!panel) return []
  return cell.judges.map(({ judge, given, row, column }) => {
    const at = { ...place, judge, column, ...(row > 0 && { row }) }
    const read = readMark(panel, given, at)
    if ('code' in read) {
      mistakes.push(read)
      return { judge, given, row }
    }
    return { judge, given, row, ...read }
  })
}

/** 1 for the highest score of a judge; equal scores share the mean of their places. */
function turnIntoPlaces(pool: Mark[]) {
  const scores = pool.flatMap(mark => (mark.value === undefined ? [] : [mark.value]))
  for (const mark of pool) {
    const own = mark.value
    if (own === undefined) continue
    const above = scores.filter(score => compare(score, own) > 0).length
    const equal = scores.filter(score => compare(score, own) === 0).length
    mark.score = own
    mark.value = decimal(2 * above + equal + 1).dividedBy(2)
  }
}

function readingOf(
  rules: ScoringRules,
  aspect: Aspect | undefined,
  cell: Cell,
  marks: readonly Mark[],
  place: Place,
  mistakes: ScoringMistake[],
): Reading | undefined {
  if (!aspect) return undefined
  for (const column of ['multiplier', 'base'] as const)
    if (aspect[column] === 'required' && cell[column] === undefined)
      mistakes.push(mistake('column-wanted', { ...place, column }, { column, aspect: aspect.id }))
  if (aspect.kind === 'measured') return cell.measured && { value: cell.measured.value, given: cell.measured.given }
  const panel = rules.panels[aspect.panel]
  // Rows that name no judge are mistakes already.
  if (cell.judges.length === 0) return undefined
  if (
    !panel ||
    mistakes.some(known => known.at.row !== undefined && cell.judges.some(mark => mark.row === known.at.row))
  )
    return undefined
  if (aspect.absent !== 'refuse' && marks.every(mark => mark.value === undefined)) return undefined
  const score = panelScore(panel, marks, place)
  if (Array.isArray(score)) {
    mistakes.push(...score)
    return undefined
  }
  return { value: score.value, panel: score.detail }
}
