import { parse } from 'csv-parse/sync'
import {
  computeResults,
  type EntryResult,
  explainEntry,
  importScores,
  mistake,
  parseRules,
  readScores,
  type Results,
  type ScoreMapping,
  type ScoreRow,
  type ScoringMistake,
  type ScoringRules,
  scoreMapping,
} from '../../domains/scoring/index.ts'
import { type Command, CommandRefusal, type Io, readArguments, UsageError } from '../command.ts'

const usage = `
usage: palestra panel RULES.json SCORES.csv [--map MAPPING.json] [--explain] [--compact] [--csv]

Computes results from a rule set and from judged and measured scores in long form (one row a judge and aspect).
Both formats are described with examples of many sports in docs/tools/panel.md.

  RULES.json   a rule set (palestra-rules/1)
  SCORES.csv   columns entry,aspect,value and, as needed, category,segment,occurrence,judge,multiplier,base,name,note
               either may be - for standard input, and either may be gzipped
  --map        how a table of another layout (one column a judge) becomes the long form (palestra-mapping/1)
  --explain    add to every result the list of its computing steps
  --compact    print the JSON on one line
  --csv        print only ranks, totals and segment totals, as CSV

Prints { "schema", "rules", "results": [...], "flags": [...] }. Exit status 0; 1 when the rules or scores are refused (one
JSON object on standard error, with every mistake under "mistakes"); 2 for wrong usage.
`

/** Refuses with the first mistake in front and all of them in the list. */
export function refuseMistakes(mistakes: readonly ScoringMistake[], file: string): CommandRefusal {
  const [first] = mistakes
  const more = mistakes.length > 1 ? ` (and ${mistakes.length - 1} more)` : ''
  return new CommandRefusal(
    first?.code ?? 'scoring.refused',
    `${first?.message ?? ''}${more}`,
    { file, ...first?.at },
    { mistakes: mistakes.map(({ code, message, at }) => ({ code, message, at })) },
  )
}

/** Parses JSON text or refuses it. */
export function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CommandRefusal(
      'command.not-json',
      `${file} is not JSON: ${error instanceof Error ? error.message : ''}`,
      { file },
    )
  }
}

/** Parses CSV text (comma, semicolon or tab) into a table, or refuses it. */
export function readTable(text: string, file: string): string[][] {
  const [firstLine = ''] = text.split(/\r?\n/, 1)
  const delimiter = [',', ';', '\t'].find(mark => firstLine.includes(mark)) ?? ','
  try {
    return parse(text, { delimiter, relax_column_count: true, bom: true, skip_empty_lines: false })
  } catch (error) {
    throw new CommandRefusal('command.not-csv', `${file} is not CSV: ${error instanceof Error ? error.message : ''}`, {
      file,
    })
  }
}

function longForm(table: string[][], file: string): ScoreRow[] {
  const { rows, mistakes } = readScores(table)
  if (mistakes.length > 0) throw refuseMistakes(mistakes, file)
  return rows
}

function mapped(table: string[][], mapping: ScoreMapping, file: string): ScoreRow[] {
  const { rows, mistakes } = importScores(table, mapping)
  if (mistakes.length === 0) return rows
  throw refuseMistakes(
    mistakes.map(({ row, column, ...rest }) => ({ ...rest, at: { row, column } })),
    file,
  )
}

async function readMapping(file: string, io: Io): Promise<ScoreMapping> {
  const parsed = scoreMapping.safeParse(readJson(await io.readInput(file), file))
  if (parsed.success) return parsed.data
  const mistakes = parsed.error.issues.map(issue => {
    const path = issue.path.map(String).join('.')
    return mistake('mapping-shape', { path }, { problem: `${path || 'mapping'}: ${issue.message}` })
  })
  throw refuseMistakes(mistakes, file)
}

/** Ranks and totals as CSV; the last column says what settled a tie or why there is no rank. */
function shortTable(rules: ScoringRules, { results }: Results): string {
  const segments = rules.segments.map(segment => segment.id)
  const lines = results.map(entry => [
    entry.category,
    entry.rank === null ? '' : String(entry.rank),
    entry.entry,
    entry.total ?? '',
    ...segments.map(id => entry.segments.find(segment => segment.segment === id)?.total ?? ''),
    remark(entry),
  ])
  return [['category', 'rank', 'entry', 'total', ...segments, 'remark'], ...lines]
    .map(cells => `${cells.map(cell => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`)
    .join('')
}

function remark({ tie, unranked }: EntryResult): string {
  if (unranked !== undefined) return unranked
  if (!tie) return ''
  if (tie.settledAt === null) return tie.shared ? `shared with ${tie.with.join(' ')}` : ''
  return `tie-break ${tie.settledAt}: ${tie.steps.find(step => step.step === tie.settledAt)?.by ?? ''}`
}

async function run(args: string[], io: Io): Promise<number> {
  const { positional, flags, options } = readArguments(args, {
    explain: 'flag',
    compact: 'flag',
    map: 'value',
    csv: 'flag',
  })
  const [rulesFile, scoresFile, ...rest] = positional
  if (rulesFile === undefined || scoresFile === undefined || rest.length > 0)
    throw new UsageError('Give a rule set and a file of scores.')
  if (rulesFile === '-' && scoresFile === '-') throw new UsageError('Only one of the two can be standard input.')
  const rules = parseRules(readJson(await io.readInput(rulesFile), rulesFile))
  if (!rules.ok) throw refuseMistakes(rules.mistakes, rulesFile)
  const mapping = options.map === undefined ? undefined : await readMapping(options.map, io)
  const table = readTable(await io.readInput(scoresFile), scoresFile)
  const rows = mapping ? mapped(table, mapping, scoresFile) : longForm(table, scoresFile)
  const outcome = computeResults(rules.rules, rows)
  if (!outcome.ok) throw refuseMistakes(outcome.mistakes, scoresFile)
  const { results } = outcome
  if (flags.has('csv')) {
    io.out(shortTable(rules.rules, results))
    return 0
  }
  const printed = flags.has('explain')
    ? { ...results, results: results.results.map(entry => ({ ...entry, steps: explainEntry(rules.rules, entry) })) }
    : results
  io.out(`${JSON.stringify(printed, null, flags.has('compact') ? undefined : 2)}\n`)
  return 0
}

export const command: Command = {
  name: 'panel',
  summary: 'results with every intermediate figure from a rule set and judges’ scores',
  usage,
  run,
}
