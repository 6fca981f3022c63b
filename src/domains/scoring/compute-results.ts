import { decimal, text, zero, type Decimal } from './decimal.ts'
import { type EntryScores, gatherScores } from './gather-scores.ts'
import { mistake, type ScoringMistake } from './mistake.ts'
import { entryOf, naturalOrder } from './order.ts'
import { type OverallScore, placePoints, scoreOverall, segmentsOf } from './overall-score.ts'
import { type Contender, rankEntries, type Ranked } from './ranking.ts'
import { readCells } from './readings.ts'
import type { EntryResult, Results } from './results-schema.ts'
import { round } from './rounding.ts'
import type { ScoreRow } from './score-rows.ts'
import { directionIn } from './segment-direction.ts'
import type { ScoringRules } from './scoring-rules.ts'
import { addCarried, type ScoredSegment, scoreSegment } from './segment-score.ts'
import { bindSteps, preferences } from './tie-breaks.ts'

export type Outcome = { ok: true; results: Results } | { ok: false; mistakes: ScoringMistake[] }

/** One entry on its way to a rank. */
interface Runner {
  id: string
  scores: EntryScores
  segments: Map<string, ScoredSegment>
  overall?: OverallScore
}

type Treatment = ScoringRules['ranking']['statuses'][string]['treatment']

/**
 * From a rule set and scores in long form to results with every intermediate figure. Pure and deterministic: the order of
 * rows does not matter. Refuses with all mistakes it can find, each with its row where it has one.
 */
export function computeResults(rules: ScoringRules, rows: readonly ScoreRow[]): Outcome {
  const gathered = gatherScores(rules, rows)
  const mistakes = gathered.mistakes
  const readings = readCells(rules, gathered.entries, mistakes)
  const runners = gathered.entries.map(scores => ({
    id: `${scores.category}\u0000${scores.entry}`,
    scores,
    segments: new Map<string, ScoredSegment>(),
  }))
  // A cell that could not be read is a mistake already; what is missing because of it is not reported a second time.
  const unreadable = mistakes.length > 0
  for (const runner of runners)
    for (const segment of segmentsOf(rules, runner.scores.category)) {
      const { scores } = runner
      if (!scores.cells.has(segment.id)) continue
      const lenient = [scores.statuses.get(segment.id), scores.statuses.get('')].some(
        status => status !== undefined && rules.ranking.statuses[status]?.treatment !== 'keep',
      )
      const scope = {
        rules,
        category: scores.category,
        segment: segment.id,
        entry: scores.entry,
        readings,
        mistakes,
        lenient: lenient || unreadable,
      }
      const scored = scoreSegment(scope, segment, scores)
      if (treatmentIn(rules, scores, segment.id) === 'zero') {
        scored.own = zero
        scored.result.own = '0'
      }
      addCarried(scored, runner.segments)
      runner.segments.set(segment.id, scored)
    }
  if (mistakes.length > 0) return { ok: false, mistakes }

  const pools = new Map<string, Runner[]>()
  for (const runner of runners)
    entryOf(pools, rules.ranking.across === 'all' ? '' : runner.scores.category, () => []).push(runner)
  const list: EntryResult[] = []
  for (const pool of pools.values()) list.push(...rankPool(rules, pool, mistakes))
  if (mistakes.length > 0) return { ok: false, mistakes }
  return {
    ok: true,
    results: {
      schema: 'palestra-panel/1',
      rules: { name: rules.name, version: rules.version },
      results: list,
      flags: flagsOf(list),
    },
  }
}

function treatmentIn(rules: ScoringRules, scores: EntryScores, segment: string): Treatment | undefined {
  const status = scores.statuses.get(segment)
  return status === undefined ? undefined : rules.ranking.statuses[status]?.treatment
}

function rankPool(rules: ScoringRules, pool: readonly Runner[], mistakes: ScoringMistake[]): EntryResult[] {
  const subjects = new Map(
    pool.map(runner => [runner.id, { category: runner.scores.category, segments: runner.segments }]),
  )
  const better = (value: Decimal, direction = rules.ranking.direction) => {
    const compared = round(value, rules.ranking.compare)
    return direction === 'descending' ? compared : compared.negated()
  }
  const placePointsOf = new Map<string, Map<string, Decimal>>()
  for (const segment of rules.segments) {
    const present = pool.filter(runner => runner.segments.has(segment.id))
    const contenders = present.map(runner =>
      contender(runner, [better(runner.segments.get(segment.id)?.total ?? zero, directionIn(rules, segment.id))]),
    )
    const treated = present.map(runner => ({ runner, treatment: treatmentIn(rules, runner.scores, segment.id) }))
    const ranks = rankWithStatuses(contenders, treated, own =>
      rankEntries(own, bindSteps(rules, segment.tieBreaks, subjects, segment.id), rules.ranking.places),
    )
    const sharing = new Map<number, number>()
    for (const { rank } of ranks.values()) sharing.set(rank, (sharing.get(rank) ?? 0) + 1)
    const points = new Map<string, Decimal>()
    for (const runner of present) {
      const scored = runner.segments.get(segment.id)
      const ranked = ranks.get(runner.id)
      if (!scored || !ranked) continue
      scored.result.rank = ranked.rank
      if (ranked.tie) scored.result.tie = ranked.tie
      points.set(runner.id, placePoints(rules, ranked.rank, sharing.get(ranked.rank) ?? 1))
    }
    placePointsOf.set(segment.id, points)
  }

  for (const runner of pool)
    runner.overall = scoreOverall(
      rules,
      runner.scores,
      runner.segments,
      segment => placePointsOf.get(segment)?.get(runner.id),
      mistakes,
    )
  if (rules.overall.combine.method === 'judge-majority') countJudges(rules, pool, subjects)

  const treated = pool.map(runner => ({ runner, treatment: overallTreatment(rules, runner) }))
  for (const { runner, treatment } of treated)
    if (treatment === 'zero' && runner.overall && rules.ranking.statuses[runner.scores.statuses.get('') ?? '']) {
      runner.overall.total = zero
      runner.overall.totalText = '0'
    }
  const contenders = pool
    .filter(runner => runner.overall?.unranked === undefined || overallTreatment(rules, runner) === 'last')
    .map(runner => {
      const total = better(runner.overall?.total ?? zero)
      return contender(
        runner,
        rules.overall.combine.method === 'furthest' ? [decimal(runner.overall?.reached ?? -1), total] : [total],
      )
    })
  const ranks = rankWithStatuses(contenders, treated, own =>
    rankEntries(own, bindSteps(rules, rules.ranking.tieBreaks, subjects, undefined), rules.ranking.places),
  )
  if (rules.ranking.unresolved === 'refuse')
    for (const runner of pool) {
      const tie = ranks.get(runner.id)?.tie
      if (tie?.shared)
        mistakes.push(mistake('tie-unresolved', { entry: runner.scores.entry }, { entries: tie.with.join(', ') }))
    }
  return pool
    .map(runner => entryResult(rules, runner, ranks.get(runner.id)))
    .sort(
      (a, b) =>
        (rules.ranking.across === 'all' ? 0 : naturalOrder(a.category, b.category)) ||
        (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) ||
        naturalOrder(a.entry, b.entry) ||
        naturalOrder(a.category, b.category),
    )
}

function contender(runner: Runner, figures: readonly Decimal[]): Contender {
  return { id: runner.id, entry: runner.scores.entry, figures }
}

/** Unranked entries get no rank; those placed last share the place after all others. */
function rankWithStatuses(
  contenders: readonly Contender[],
  treated: readonly { runner: Runner; treatment: Treatment | undefined }[],
  rank: (contenders: Contender[]) => Map<string, Ranked>,
): Map<string, Ranked> {
  const by = new Map(treated.map(({ runner, treatment }) => [runner.id, treatment]))
  const normal = contenders.filter(item => !['unranked', 'last'].includes(by.get(item.id) ?? ''))
  const ranks = rank(normal)
  for (const item of contenders) if (by.get(item.id) === 'last') ranks.set(item.id, { rank: normal.length + 1 })
  return ranks
}

/** The strictest treatment among the overall status and those of the segments. */
function overallTreatment(rules: ScoringRules, runner: Runner): Treatment | undefined {
  const treatments = [...runner.scores.statuses.values()].map(status => rules.ranking.statuses[status]?.treatment)
  return (['unranked', 'last', 'zero', 'keep'] as const).find(treatment => treatments.includes(treatment))
}

function countJudges(rules: ScoringRules, pool: readonly Runner[], subjects: Parameters<typeof preferences>[1]) {
  const ids = pool.map(runner => runner.id)
  for (const runner of pool) {
    if (!runner.overall) continue
    const count = decimal(preferences(rules, subjects, runner.id, ids, undefined))
    runner.overall = { ...runner.overall, before: count, total: count, totalText: text(count) }
  }
}

function entryResult(rules: ScoringRules, runner: Runner, ranked: Ranked | undefined): EntryResult {
  const { scores, overall } = runner
  const status = scores.statuses.get('') ?? [...scores.statuses.values()][0]
  const scored = runner.segments.size > 0 && overall !== undefined
  const reason = ranked ? undefined : (status ?? overall?.unranked ?? 'no-scores')
  return {
    entry: scores.entry,
    category: scores.category,
    ...(scores.name !== '' && { name: scores.name }),
    rank: ranked?.rank ?? null,
    total: scored ? overall.totalText : null,
    beforeRounding: scored ? text(overall.before) : null,
    ...(status !== undefined && { status }),
    ...(reason !== undefined && { unranked: reason }),
    deductions: overall?.deductions ?? [],
    ...(ranked?.tie && { tie: ranked.tie }),
    segments: rules.segments.flatMap(segment => runner.segments.get(segment.id)?.result ?? []),
  }
}

function flagsOf(list: readonly EntryResult[]): Results['flags'] {
  return list.flatMap(({ entry, category, segments }) =>
    segments.flatMap(({ segment, criteria }) =>
      criteria
        .flatMap(criterion => criterion.aspects)
        .flatMap(({ aspect, occurrences }) =>
          occurrences
            .filter(item => item.panel?.spreadTooWide)
            .map(item => ({
              entry,
              category,
              segment,
              aspect,
              occurrence: item.occurrence,
              spread: item.panel?.spread ?? '0',
            })),
        ),
    ),
  )
}
