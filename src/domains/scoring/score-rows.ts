import { mistake, type ScoringMistake } from './mistake.ts'

/** One line of the long form. Every field is text as written; absent columns are empty. */
export interface ScoreRow {
  /** Line of the table, the header being 1. */
  row: number
  entry: string
  category: string
  segment: string
  aspect: string
  occurrence: string
  judge: string
  value: string
  multiplier: string
  base: string
  name: string
  /** What the score is for, in words or codes (the element skated, the dive's number); shown, never computed with. */
  note: string
  /** Columns of the source table, where they have other names than here (imports). */
  columns?: Partial<Record<string, string>>
}

export const scoreColumns = [
  'entry',
  'category',
  'segment',
  'aspect',
  'occurrence',
  'judge',
  'value',
  'multiplier',
  'base',
  'name',
  'note',
] as const
const required = ['entry', 'aspect', 'value'] as const

/** A row with every unused field empty. */
export function scoreRow(fields: Partial<ScoreRow> & Pick<ScoreRow, 'entry' | 'aspect' | 'value'>): ScoreRow {
  return {
    row: 0,
    category: '',
    segment: '',
    occurrence: '',
    judge: '',
    multiplier: '',
    base: '',
    name: '',
    note: '',
    ...fields,
  }
}

/**
 * Reads a table in long form (first row: column names in any order) into score rows. Empty lines are passed over. Collects
 * every mistake of the header and of row lengths.
 */
export function readScores(table: readonly (readonly string[])[]): { rows: ScoreRow[]; mistakes: ScoringMistake[] } {
  const mistakes: ScoringMistake[] = []
  const header = (table[0] ?? []).map(cell =>
    cell
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  )
  if (header.length === 0) return { rows: [], mistakes: [mistake('table-empty')] }
  const columns = new Map<string, number>()
  const known: readonly string[] = scoreColumns
  for (const [index, column] of header.entries()) {
    if (!known.includes(column))
      mistakes.push(mistake('unknown-column', { row: 1, column }, { column, known: known.join(', ') }))
    else if (columns.has(column)) mistakes.push(mistake('column-twice', { row: 1, column }, { column }))
    else columns.set(column, index)
  }
  for (const column of required)
    if (!columns.has(column)) mistakes.push(mistake('column-missing', { row: 1, column }, { column }))
  if (mistakes.length > 0) return { rows: [], mistakes }

  const rows: ScoreRow[] = []
  for (const [index, cells] of table.entries()) {
    if (index === 0 || cells.every(cell => cell.trim() === '')) continue
    const row = index + 1
    if (cells.length > header.length)
      mistakes.push(mistake('row-too-long', { row }, { cells: cells.length, columns: header.length }))
    const cell = (column: string) => (cells[columns.get(column) ?? -1] ?? '').trim()
    rows.push({
      row,
      entry: cell('entry'),
      category: cell('category'),
      segment: cell('segment'),
      aspect: cell('aspect'),
      occurrence: cell('occurrence'),
      judge: cell('judge'),
      value: cell('value'),
      multiplier: cell('multiplier'),
      base: cell('base'),
      name: cell('name'),
      note: cell('note'),
    })
  }
  if (rows.length === 0) mistakes.push(mistake('table-empty'))
  return { rows, mistakes }
}
