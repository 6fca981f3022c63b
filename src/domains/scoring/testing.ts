import { computeResults } from './compute-results.ts'
import { parseRules } from './parse-rules.ts'
import type { EntryResult } from './results-schema.ts'
import { readScores } from './score-rows.ts'
import type { ScoringRules } from './scoring-rules.ts'

/** A rule set from as little as a test needs; throws on a mistake in it. */
export function someRules(parts: Record<string, unknown>): ScoringRules {
  const parsed = parseRules({ schema: 'palestra-rules/1', name: 'test', ...parts })
  if (!parsed.ok) throw new Error(parsed.mistakes.map(found => found.message).join('\n'))
  return parsed.rules
}

/** One segment with one judged aspect `a`. */
export function onePanel(
  panel: Record<string, unknown>,
  aspect: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) {
  return someRules({
    panels: { p: panel },
    segments: [{ id: 's', criteria: [{ id: 'c', aspects: [{ id: 'a', kind: 'judged', panel: 'p', ...aspect }] }] }],
    ...more,
  })
}

/** Scores written as a small table, one line a row, cells separated by spaces (`_` is an empty cell). */
export function table(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map(line =>
      line
        .trim()
        .split(/\s+/)
        .map(cell => (cell === '_' ? '' : cell)),
    )
}

/** Results of a table written in the test; throws when it is refused. */
export function resultsOf(rules: ScoringRules, text: string): EntryResult[] {
  const outcome = computeResults(rules, readScores(table(text)).rows)
  if (!outcome.ok)
    throw new Error(outcome.mistakes.map(found => `${found.code} ${JSON.stringify(found.at)}`).join('\n'))
  return outcome.results.results
}

/** Codes of the mistakes of a table, without their prefix; empty when it is accepted. */
export function refusedFor(rules: ScoringRules, text: string): string[] {
  const read = readScores(table(text))
  if (read.mistakes.length > 0) return read.mistakes.map(found => found.code.replace('scoring.', ''))
  const outcome = computeResults(rules, read.rows)
  return outcome.ok ? [] : outcome.mistakes.map(found => found.code.replace('scoring.', ''))
}
