import type { Reader } from '../../kernel/db.ts'
import { type Competition, prizesOf, type RuleSet, ruleSetAt, tracksOf } from '../competitions/index.ts'
import { found } from '../../kernel/policy.ts'
import { confirmedEntries, type Entry } from '../entries/index.ts'
import { organisationById } from '../organisations/index.ts'
import { parseRules, type ResultBundle, type Results, type ScoreRow, sealBundle } from '../scoring/index.ts'
import type { Board } from './contract.ts'
import { figuresOf, type Run } from './queries.ts'

interface Published {
  board: Board
  bundle: ResultBundle
}

/** What goes public with a run: the board pages read, and the bundle strangers check. Judges appear by seat label only. */
export async function publishedForm(reader: Reader, competition: Competition, run: Run): Promise<Published> {
  const { scores, results } = await figuresOf(reader, run.id)
  const set = found(await ruleSetAt(reader, competition.id, run.rulesVersion))
  const entries = new Map((await confirmedEntries(reader, competition.id)).map(entry => [entry.number, entry]))
  const bundle = await bundleOf(reader, competition, run, set, scores, results)
  return { board: await boardOf(reader, competition, run, set, { scores, results, entries, bundle }), bundle }
}

async function bundleOf(
  reader: Reader,
  competition: Competition,
  run: Run,
  set: RuleSet,
  scores: ScoreRow[],
  results: Results,
): Promise<ResultBundle> {
  const organisation = await organisationById(reader, competition.organisationId)
  const names = new Map(results.results.map(entry => [`${entry.category} ${entry.entry}`, entry]))
  const filled = (row: ScoreRow) =>
    Object.fromEntries(
      (['category', 'segment', 'occurrence', 'judge', 'multiplier', 'base', 'note'] as const).flatMap(field =>
        row[field] === '' ? [] : [[field, row[field]]],
      ),
    )
  return sealBundle({
    competition: {
      id: competition.id,
      slug: competition.slug,
      title: {
        en: competition.title.en || competition.title['zh-CN'],
        'zh-CN': competition.title['zh-CN'] || competition.title.en,
      },
      ...(organisation
        ? {
            organisation: {
              en: organisation.name.en || organisation.name['zh-CN'],
              'zh-CN': organisation.name['zh-CN'] || organisation.name.en,
            },
          }
        : {}),
    },
    stage: run.state === 'final' ? 'final' : 'provisional',
    publishedAt: (run.finalAt ?? run.provisionalAt ?? run.computedAt).toISOString(),
    rules: { version: set.version, set: set.scoring },
    entries: [...names.values()].map(entry => ({
      code: entry.entry,
      ...(entry.category ? { category: entry.category } : {}),
      ...(entry.name ? { name: entry.name } : {}),
    })),
    scores: scores.map(row => ({ entry: row.entry, aspect: row.aspect, value: row.value, ...filled(row) })),
    results,
  })
}

async function boardOf(
  reader: Reader,
  competition: Competition,
  run: Run,
  set: RuleSet,
  parts: { scores: ScoreRow[]; results: Results; entries: Map<string, Entry>; bundle: ResultBundle },
): Promise<Board> {
  const parsed = parseRules(set.scoring)
  const rules = parsed.ok ? parsed.rules : undefined
  const tracks = await tracksOf(reader, competition.id)
  const codeOf = new Map(tracks.map(track => [track.id, track.code]))
  const present = new Set(parts.results.results.map(entry => entry.category))
  const ruleCategories = (rules?.categories ?? []).map(one => {
    const label = one.label ?? one.id
    return { id: one.id, name: typeof label === 'string' ? { 'zh-CN': label, en: label } : label }
  })
  const categories = [...tracks.map(track => ({ id: track.code, name: track.name })), ...ruleCategories].filter(
    (one, index, all) => present.has(one.id) && all.findIndex(other => other.id === one.id) === index,
  )
  for (const id of present)
    if (id !== '' && !categories.some(one => one.id === id)) categories.push({ id, name: { 'zh-CN': id, en: id } })
  return {
    competition: {
      id: competition.id,
      slug: competition.slug,
      title: competition.title,
      heading: competition.heading,
      organisationId: competition.organisationId,
    },
    stage: run.state === 'final' ? 'final' : 'provisional',
    provisionalAt: (run.provisionalAt ?? run.computedAt).toISOString(),
    objectionsUntil: run.objectionsUntil?.toISOString() ?? null,
    finalAt: run.finalAt?.toISOString() ?? null,
    rulesVersion: run.rulesVersion,
    rulesSha256: parts.bundle.rules.sha256,
    bundleSha256: parts.bundle.sha256,
    judges: new Set(parts.scores.flatMap(row => (row.judge === '' ? [] : [`${row.segment} ${row.judge}`]))).size,
    scores: parts.scores.length,
    categories,
    segments: (rules?.segments ?? []).map(segment => ({
      id: segment.id,
      label: segment.label ?? segment.id,
      criteria: segment.criteria.map(criterion => ({ id: criterion.id, label: criterion.label ?? criterion.id })),
    })),
    prizes: (await prizesOf(reader, competition.id)).map(prize => ({
      category: prize.trackId === null ? null : (codeOf.get(prize.trackId) ?? null),
      name: prize.name,
      fromRank: prize.fromRank,
      toRank: prize.toRank,
    })),
    rows: parts.results.results.map(result => ({
      entry: result.entry,
      name: result.name ?? parts.entries.get(result.entry)?.entrantName ?? result.entry,
      affiliation: parts.entries.get(result.entry)?.affiliation ?? '',
      category: result.category,
      rank: result.rank,
      total: result.total,
      unranked: result.unranked ?? result.status ?? null,
      tied: result.tie !== undefined,
      segments: result.segments.map(segment => ({
        segment: segment.segment,
        total: segment.total,
        rank: segment.rank,
        criteria: segment.criteria.map(criterion => ({ criterion: criterion.criterion, total: criterion.weighted })),
      })),
    })),
  }
}
