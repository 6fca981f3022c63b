import type { z } from 'zod'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { type Competition, ruleSetAt, type Track, tracksOf } from '../competitions/index.ts'
import { importEntries } from '../entries/index.ts'
import { importPanelScores, panelsOf } from '../judging/index.ts'
import {
  computeResults,
  type ImportMistake,
  parseRules,
  previewImport,
  readScores,
  type Results,
  scoreMapping,
  scoreMappingTemplates,
  type ScoreRow,
  type ScoringRules,
} from '../scoring/index.ts'
import type * as contract from './contract.ts'
import { readTable } from './read-table.ts'

type Upload = z.output<(typeof contract)['importPreview']['body']>

export interface ReadImport {
  columns: string[]
  rows: ScoreRow[]
  mistakes: ImportMistake[]
  results: Results | null
}

async function rulesOf(tx: Tx, competition: Competition): Promise<ScoringRules> {
  const parsed = parseRules((await ruleSetAt(tx, competition.id))?.scoring)
  if (!parsed.ok) throw refuse('standings.no-rules')
  return parsed.rules
}

function mappingOf(given: Upload['mapping']) {
  if (given === null) return null
  const written = typeof given === 'string' ? scoreMappingTemplates().find(one => one.id === given)?.mapping : given
  const parsed = scoreMapping.safeParse(written)
  if (!parsed.success) throw refuse('standings.unknown-mapping', { mapping: typeof given === 'string' ? given : '' })
  return parsed.data
}

/** Reads a table with the competition's rules: rows, every mistake by row and column, and the results it would give. */
export async function readImport(tx: Tx, competition: Competition, upload: Upload): Promise<ReadImport> {
  const rules = await rulesOf(tx, competition)
  const table = await readTable(upload.format, upload.content)
  const mapping = mappingOf(upload.mapping)
  const columns = (table[(mapping?.header ?? 1) - 1] ?? []).map(cell => cell.trim())
  if (mapping) {
    const { rows, mistakes, outcome } = previewImport(rules, table, mapping)
    return { columns, rows, mistakes, results: outcome?.ok ? outcome.results : null }
  }
  const { rows, mistakes } = readScores(table)
  const outcome = mistakes.length > 0 ? undefined : computeResults(rules, rows)
  const found = outcome && !outcome.ok ? outcome.mistakes : mistakes
  return {
    columns,
    rows,
    mistakes: found.map(one => ({
      row: one.at.row ?? 0,
      column: one.at.column ?? '',
      code: one.code,
      message: one.message,
      params: one.params,
    })),
    results: outcome?.ok ? outcome.results : null,
  }
}

/** Writes a table without mistakes: entries, works, the judges' sheets (locked) and measured values, all or nothing. */
export async function importTable(tx: Tx, competition: Competition, upload: Upload, by: string, now: Date) {
  const read = await readImport(tx, competition, upload)
  if (read.mistakes.length > 0) throw refuse('standings.import-mistakes', { count: read.mistakes.length })
  if ((await panelsOf(tx, competition.id)).length > 0) throw refuse('standings.already-scored')
  const tracks = await tracksOf(tx, competition.id)
  const categories = new Set(read.rows.map(row => row.category)).size
  const people = new Map<string, { number: string; name: string; category: string; affiliation: string }>()
  for (const row of read.rows) {
    const id = `${row.category}\u0000${row.entry}`
    const known = people.get(id)
    if (!known)
      people.set(id, { number: row.entry, name: row.name || row.entry, category: row.category, affiliation: '' })
  }
  const numbers = new Set([...people.values()].map(one => one.number))
  if (numbers.size < people.size) throw refuse('standings.import-mistakes', { count: people.size - numbers.size })
  const entryIds = await importEntries(
    tx,
    competition,
    [...people.values()].map(one => ({
      number: one.number,
      entrantName: one.name,
      affiliation: one.affiliation,
      trackId: trackFor(tracks, categories, one.category),
    })),
    by,
    now,
  )
  const written = await importPanelScores(tx, competition, read.rows, entryIds, now)
  return { entries: entryIds.size, ...written }
}

/** A category of the file is a track of the competition, by code or by either name; one category needs no tracks. */
function trackFor(tracks: readonly Track[], categories: number, category: string): string | null {
  if (tracks.length === 0 && categories < 2) return null
  const plain = category.trim().toLowerCase()
  const track = tracks.find(
    one =>
      [one.code, one.name.en, one.name['zh-CN']].some(name => name.toLowerCase() === plain) ||
      one.code === plain.replace(/[^a-z0-9]+/g, '-'),
  )
  if (!track) throw refuse('entries.track-unknown', { category })
  return track.id
}
