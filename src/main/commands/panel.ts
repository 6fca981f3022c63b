import { parse } from 'csv-parse/sync'
import {
  computeResults,
  explainEntry,
  parseRules,
  readScores,
  type ScoringMistake,
} from '../../domains/scoring/index.ts'
import { type Command, CommandRefusal, type Io, readArguments, UsageError } from '../command.ts'

const usage = `
usage: palestra panel RULES.json SCORES.csv [--explain] [--compact]

Computes results from a rule set and from judged and measured scores in long form (one row a judge and aspect).
Both formats are described with examples of many sports in docs/tools/panel.md.

  RULES.json   a rule set (palestra-rules/1)
  SCORES.csv   columns entry,aspect,value and, as needed, category,segment,occurrence,judge,multiplier,base,name,note
               either may be - for standard input, and either may be gzipped
  --explain    add to every result the list of its computing steps
  --compact    print the JSON on one line

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

async function run(args: string[], io: Io): Promise<number> {
  const { positional, flags } = readArguments(args, { explain: 'flag', compact: 'flag' })
  const [rulesFile, scoresFile, ...rest] = positional
  if (rulesFile === undefined || scoresFile === undefined || rest.length > 0)
    throw new UsageError('Give a rule set and a file of scores.')
  if (rulesFile === '-' && scoresFile === '-') throw new UsageError('Only one of the two can be standard input.')
  const rules = parseRules(readJson(await io.readInput(rulesFile), rulesFile))
  if (!rules.ok) throw refuseMistakes(rules.mistakes, rulesFile)
  const scores = readScores(readTable(await io.readInput(scoresFile), scoresFile))
  if (scores.mistakes.length > 0) throw refuseMistakes(scores.mistakes, scoresFile)
  const outcome = computeResults(rules.rules, scores.rows)
  if (!outcome.ok) throw refuseMistakes(outcome.mistakes, scoresFile)
  const { results } = outcome
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
