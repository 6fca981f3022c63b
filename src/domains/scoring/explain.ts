import type { EntryResult, OccurrenceResult } from './results-schema.ts'
import type { Rounding } from './rounding.ts'
import type { ScoringRules } from './scoring-rules.ts'

/**
 * One line of the public explanation of a result. `step` names what was done (pages have a sentence for each), `figures`
 * are decimal text in the order they were used, `result` the figure before rounding, `rounded` the one carried on.
 */
export interface ExplainStep {
  step:
    | 'panel'
    | 'points'
    | 'aspect'
    | 'attempt'
    | 'criterion'
    | 'segment'
    | 'deduction'
    | 'carried'
    | 'overall'
    | 'tie-break'
  at: { segment?: string; criterion?: string; aspect?: string; occurrence?: string }
  figures: { name: string; value: string; dropped?: true }[]
  result: string
  rounded: string
  rounding?: Rounding
}

/** Lists how an entry's total came about, in the order it was computed. */
export function explainEntry(rules: ScoringRules, entry: EntryResult): ExplainStep[] {
  const steps: ExplainStep[] = []
  for (const segment of entry.segments) {
    const rule = rules.segments.find(candidate => candidate.id === segment.segment)
    for (const criterion of segment.criteria) {
      const criterionRule = rule?.criteria.find(candidate => candidate.id === criterion.criterion)
      const place = { segment: segment.segment, criterion: criterion.criterion }
      for (const aspect of criterion.aspects) {
        const aspectRule = criterionRule?.aspects.find(candidate => candidate.id === aspect.aspect)
        const panel = aspectRule?.kind === 'judged' ? rules.panels[aspectRule.panel] : undefined
        for (const item of aspect.occurrences) {
          const at = { ...place, aspect: aspect.aspect, occurrence: item.occurrence }
          if (item.panel)
            steps.push(
              step('panel', at, judgeFigures(item.panel), item.panel.average, item.panel.rounded, panel?.round),
            )
          steps.push(
            step('points', at, pointFigures(item), item.beforeRounding, item.points, aspectRule?.rounding.points),
          )
        }
        if (aspect.occurrences.length > 1) {
          const figures = aspect.occurrences.map(item =>
            figure(item.occurrence, item.points, aspect.left?.includes(item.occurrence)),
          )
          const at = { ...place, aspect: aspect.aspect }
          steps.push(step('aspect', at, figures, aspect.beforeRounding, aspect.points, aspectRule?.rounding.total))
        }
      }
      for (const attempt of criterion.attempts ?? []) {
        const at = { ...place, occurrence: attempt.occurrence }
        const figures = criterion.aspects.flatMap(aspect =>
          aspect.occurrences
            .filter(item => item.occurrence === attempt.occurrence)
            .map(item => figure(aspect.aspect, item.points)),
        )
        steps.push(
          step('attempt', at, figures, attempt.beforeRounding, attempt.points, criterionRule?.rounding.attempt),
        )
      }
      const figures = criterion.attempts
        ? criterion.attempts.map(item => figure(item.occurrence, item.points, item.left))
        : criterion.aspects.map(item => figure(item.aspect, item.points, !item.counts))
      steps.push(
        step('criterion', place, figures, criterion.beforeRounding, criterion.total, criterionRule?.rounding.total),
      )
    }
    const at = { segment: segment.segment }
    for (const line of segment.deductions)
      steps.push(step('deduction', at, [figure(line.deduction, line.value)], line.points, line.points))
    const parts = [
      ...segment.criteria.map(item => figure(item.criterion, item.weighted)),
      ...segment.deductions.map(item => figure(item.deduction, item.points)),
    ]
    steps.push(step('segment', at, parts, segment.beforeRounding, segment.own, rule?.rounding.own))
    if (segment.carried.length > 0) {
      const carried = [
        figure(segment.segment, segment.own),
        ...segment.carried.map(item => figure(item.segment, item.points)),
      ]
      steps.push(step('carried', at, carried, segment.total, segment.total, rule?.rounding.total))
    }
  }
  if (entry.total !== null && entry.beforeRounding !== null) {
    const figures = [
      ...entry.segments.map(item => figure(item.segment, item.weighted)),
      ...entry.deductions.map(item => figure(item.deduction, item.points)),
    ]
    steps.push(step('overall', {}, figures, entry.beforeRounding, entry.total, rules.overall.rounding.total))
  }
  for (const item of entry.tie?.steps ?? []) {
    const figures = Object.entries(item.figures).flatMap(([name, values]) => values.map(value => figure(name, value)))
    steps.push(step('tie-break', {}, figures, item.outcome, item.outcome))
  }
  return steps
}

function step(
  name: ExplainStep['step'],
  at: ExplainStep['at'],
  figures: ExplainStep['figures'],
  result: string,
  rounded: string,
  rounding?: Rounding,
): ExplainStep {
  return { step: name, at, figures, result, rounded, ...(rounding && rounding.mode !== 'none' && { rounding }) }
}

function figure(name: string, value: string, dropped?: boolean): ExplainStep['figures'][number] {
  return { name, value, ...(dropped && { dropped: true as const }) }
}

function judgeFigures(panel: NonNullable<OccurrenceResult['panel']>) {
  return panel.judges
    .filter(mark => mark.value !== null)
    .map(mark => figure(mark.judge, mark.value ?? '', mark.state.includes('dropped')))
}

function pointFigures(item: OccurrenceResult) {
  return [
    figure('converted', item.converted),
    ...(item.factor === '1' ? [] : [figure('factor', item.factor)]),
    ...(item.multiplier === undefined ? [] : [figure('multiplier', item.multiplier)]),
    ...(item.base === undefined ? [] : [figure('base', item.base)]),
  ]
}
