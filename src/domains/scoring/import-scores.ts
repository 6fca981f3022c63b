import { z } from 'zod'
import { type Outcome, computeResults } from './compute-results.ts'
import { mistake, type ScoringMistake } from './mistake.ts'
import { type ScoreRow, scoreRow } from './score-rows.ts'
import type { ScoringRules } from './scoring-rules.ts'

const columnName = z.string().min(1).max(200)

/**
 * Where a field comes from: a column (by name), a column whose text is changed on the way, or one fixed text. `remove` takes
 * pieces out, `choose` gives a text for the first piece contained, `map` for the whole text; what no line of `choose` or `map`
 * knows is a mistake unless `otherwise` says `keep`.
 */
const source = z.union([
  columnName,
  z.strictObject({
    column: columnName,
    remove: z.array(z.string().min(1)).max(100).optional(),
    choose: z
      .array(z.strictObject({ contains: z.string().min(1), give: z.string() }))
      .max(200)
      .optional(),
    map: z.record(z.string(), z.string()).optional(),
    otherwise: z.enum(['refuse', 'keep']).default('refuse'),
  }),
  z.strictObject({ value: z.string() }),
])
type Source = z.output<typeof source>

const line = z.strictObject({
  /** Only for rows whose column has one of these texts. */
  when: z.strictObject({ column: columnName, is: z.array(z.string()).min(1) }).optional(),
  aspect: source,
  /** One column a judge; the column's name is the judge's. */
  judges: z.array(columnName).min(1).max(200).optional(),
  judge: source.optional(),
  value: source.optional(),
  occurrence: source.optional(),
  multiplier: source.optional(),
  base: source.optional(),
  note: source.optional(),
  /** Texts that mean that no mark was given. */
  missing: z.array(z.string()).max(50).default([]),
  /** The row says the same as other rows of the entry and segment (a total repeated on each): taken once, and they must agree. */
  once: z.boolean().default(false),
  /** Rows with an empty value say nothing. */
  skipEmpty: z.boolean().default(false),
})

/** How a table of any layout (one column a judge, totals repeated on each row) becomes scores in long form. */
export const scoreMapping = z.strictObject({
  schema: z.literal('palestra-mapping/1'),
  /** Line of the column names, from 1. */
  header: z.int().min(1).max(1000).default(1),
  entry: source,
  category: source.optional(),
  segment: source.optional(),
  name: source.optional(),
  lines: z.array(line).min(1).max(200),
})
export type ScoreMapping = z.output<typeof scoreMapping>
export type ScoreMappingInput = z.input<typeof scoreMapping>

/** A mistake of a table, by row (from 1, as a spreadsheet counts) and column name. */
export interface ImportMistake {
  row: number
  column: string
  code: string
  message: string
  params: Record<string, string | number>
}

export interface Imported {
  rows: ScoreRow[]
  mistakes: ImportMistake[]
}

type Read = (cells: readonly string[], row: number) => string

/** Turns a parsed table (CSV or a spreadsheet's cells as text) into scores in long form; collects every mistake. */
export function importScores(table: readonly (readonly string[])[], mapping: ScoreMapping): Imported {
  const header = (table[mapping.header - 1] ?? []).map(cell => cell.replace(/^\uFEFF/, '').trim())
  const mistakes: ImportMistake[] = []
  const known = new Set<string>()
  const need = (column: string) => {
    if (!header.includes(column) && !known.has(column))
      mistakes.push(importMistake(mistake('column-missing', { row: mapping.header, column }, { column })))
    known.add(column)
    return header.indexOf(column)
  }
  const reader = (from: Source | undefined): Read | undefined =>
    from === undefined ? undefined : readerOf(from, need, mistakes)
  const fields = {
    entry: reader(mapping.entry),
    category: reader(mapping.category),
    segment: reader(mapping.segment),
    name: reader(mapping.name),
  }
  const lines = mapping.lines.map(rule => ({
    rule,
    when: rule.when && { at: need(rule.when.column), is: new Set(rule.when.is) },
    judges: rule.judges?.map(column => ({ column, at: need(column) })),
    aspect: reader(rule.aspect),
    judge: reader(rule.judge),
    value: reader(rule.value),
    occurrence: reader(rule.occurrence),
    multiplier: reader(rule.multiplier),
    base: reader(rule.base),
    note: reader(rule.note),
    columns: columnsOf(mapping, rule),
  }))
  if (mistakes.length > 0) return { rows: [], mistakes }

  const rows: ScoreRow[] = []
  const taken = new Map<string, { value: string; row: number }>()
  for (const [index, cells] of table.entries()) {
    const row = index + 1
    if (row <= mapping.header || cells.every(cell => cell.trim() === '')) continue
    const common = {
      row,
      entry: fields.entry?.(cells, row) ?? '',
      category: fields.category?.(cells, row) ?? '',
      segment: fields.segment?.(cells, row) ?? '',
      name: fields.name?.(cells, row) ?? '',
    }
    for (const item of lines) {
      if (item.when && !item.when.is.has((cells[item.when.at] ?? '').trim())) continue
      const shared = {
        ...common,
        aspect: item.aspect?.(cells, row) ?? '',
        occurrence: item.occurrence?.(cells, row) ?? '',
        multiplier: item.multiplier?.(cells, row) ?? '',
        base: item.base?.(cells, row) ?? '',
        note: item.note?.(cells, row) ?? '',
      }
      const mark = (text: string) => (item.rule.missing.includes(text) ? '' : text)
      for (const { column, at } of item.judges ?? [])
        rows.push(
          scoreRow({
            ...shared,
            judge: column,
            value: mark((cells[at] ?? '').trim()),
            columns: { ...item.columns, value: column, judge: column },
          }),
        )
      if (item.judges) continue
      const value = mark(item.value?.(cells, row) ?? '')
      if (item.rule.skipEmpty && value === '') continue
      if (item.rule.once) {
        const key = [common.category, common.entry, common.segment, shared.aspect, shared.occurrence].join('\u0000')
        const before = taken.get(key)
        if (before && before.value !== value) {
          const column = item.columns.value ?? 'value'
          mistakes.push(
            importMistake(mistake('import-differs', { row, column }, { value, before: before.value, row: before.row })),
          )
        }
        if (before) continue
        taken.set(key, { value, row })
      }
      rows.push(scoreRow({ ...shared, judge: item.judge?.(cells, row) ?? '', value, columns: item.columns }))
    }
  }
  if (rows.length === 0 && mistakes.length === 0) mistakes.push(importMistake(mistake('table-empty')))
  return { rows, mistakes }
}

/** The import with everything the rules find wrong with it, and the results when nothing is. */
export function previewImport(
  rules: ScoringRules,
  table: readonly (readonly string[])[],
  mapping: ScoreMapping,
): Imported & { outcome?: Outcome } {
  const imported = importScores(table, mapping)
  if (imported.mistakes.length > 0) return imported
  const outcome = computeResults(rules, imported.rows)
  const mistakes = outcome.ok ? [] : outcome.mistakes.map(importMistake)
  return { rows: imported.rows, mistakes: mistakes.sort((a, b) => a.row - b.row), outcome }
}

function importMistake(found: ScoringMistake): ImportMistake {
  const { code, message, params, at } = found
  const where = [at.entry, at.segment, at.aspect, at.occurrence].filter(Boolean).join(' · ')
  return { row: at.row ?? 0, column: at.column ?? '', code, message, params: { ...params, ...(where && { where }) } }
}

function columnsOf(mapping: ScoreMapping, rule: ScoreMapping['lines'][number]): Partial<Record<string, string>> {
  const named = {
    entry: mapping.entry,
    category: mapping.category,
    segment: mapping.segment,
    aspect: rule.aspect,
    judge: rule.judge,
    value: rule.value,
    occurrence: rule.occurrence,
    multiplier: rule.multiplier,
    base: rule.base,
  }
  return Object.fromEntries(
    Object.entries(named).flatMap(([field, from]) => {
      const column =
        from === undefined ? undefined : typeof from === 'string' ? from : 'column' in from ? from.column : undefined
      return column === undefined ? [] : [[field, column]]
    }),
  )
}

function readerOf(from: Source, need: (column: string) => number, mistakes: ImportMistake[]): Read {
  if (typeof from !== 'string' && 'value' in from) return () => from.value
  const rule = typeof from === 'string' ? { column: from } : from
  const at = need(rule.column)
  if (typeof from === 'string') return cells => (cells[at] ?? '').trim()
  return (cells, row) => {
    const given = (cells[at] ?? '').trim()
    const cleaned = (from.remove ?? []).reduce((text, piece) => text.replaceAll(piece, ''), given).trim()
    if (!from.choose && !from.map) return cleaned
    const known = from.choose?.find(choice => cleaned.includes(choice.contains))?.give ?? from.map?.[cleaned]
    if (known !== undefined) return known
    if (from.otherwise === 'keep') return cleaned
    mistakes.push(
      importMistake(
        mistake('import-unknown-text', { row, column: from.column }, { value: given, column: from.column }),
      ),
    )
    return ''
  }
}
