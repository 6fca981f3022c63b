import type { Reader } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import type { TableFile } from '../../kernel/http/table-file.ts'
import type { Locale } from '../../kernel/policy.ts'
import type { Competition } from '../competitions/index.ts'
import { confirmedEntries } from '../entries/index.ts'
import { labelText } from '../scoring/index.ts'
import words from './i18n/table.json' with { type: 'json' }
import { figuresOf, runsOf } from './queries.ts'

/** The newest ranking as rows: figures stay exact decimal text, one column for each segment and criterion. */
export async function resultTable(reader: Reader, competition: Competition, locale: Locale): Promise<TableFile> {
  const run = (await runsOf(reader, competition.id)).find(one =>
    ['computed', 'provisional', 'final'].includes(one.state),
  )
  if (!run) throw refuse('standings.no-scores')
  const { results } = (await figuresOf(reader, run.id)).results
  const entries = new Map((await confirmedEntries(reader, competition.id)).map(entry => [entry.number, entry]))
  const parts = new Map<string, string>()
  for (const result of results)
    for (const segment of result.segments) {
      const name = labelText(segment.label, locale, segment.segment)
      for (const criterion of segment.criteria)
        parts.set(
          `${segment.segment} ${criterion.criterion}`,
          `${name} · ${labelText(criterion.label, locale, criterion.criterion)}`,
        )
      parts.set(`${segment.segment} deducted`, `${name} · ${words.deducted[locale]}`)
      parts.set(segment.segment, name)
    }
  const word = (key: 'category' | 'rank' | 'entry' | 'name' | 'affiliation' | 'total' | 'unranked') =>
    words[key][locale]
  return {
    name: `${competition.slug}-results`,
    columns: [
      word('category'),
      word('rank'),
      word('entry'),
      word('name'),
      word('affiliation'),
      ...parts.values(),
      word('total'),
      word('unranked'),
    ],
    rows: results.map(result => {
      const figures = new Map(
        result.segments.flatMap(segment => [
          ...segment.criteria.map(
            criterion => [`${segment.segment} ${criterion.criterion}`, criterion.weighted] as const,
          ),
          [`${segment.segment} deducted`, segment.deducted] as const,
          [segment.segment, segment.total] as const,
        ]),
      )
      const entry = entries.get(result.entry)
      return [
        result.category,
        result.rank,
        result.entry,
        entry?.entrantName ?? result.name ?? '',
        entry?.affiliation ?? '',
        ...[...parts.keys()].map(key => figures.get(key) ?? ''),
        result.total,
        result.unranked ?? result.status ?? '',
      ]
    }),
  }
}
