import { decimal } from './decimal.ts'
import { formula, FormulaError, variableName } from './formula.ts'
import { mistake, type ScoringMistake } from './mistake.ts'
import type { Combine, Conversion } from './rules-parts.ts'
import { type Criterion, type ScoringRules, scoringRules, type Segment, type TieBreak } from './scoring-rules.ts'

export type ParsedRules = { ok: true; rules: ScoringRules } | { ok: false; mistakes: ScoringMistake[] }

/** Reads a rule set: its shape first, then everything the shape cannot say (references, formulas, divisions). */
export function parseRules(input: unknown): ParsedRules {
  const parsed = scoringRules.safeParse(input)
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(issue =>
      mistake(
        'rules-shape',
        { path: pathText(issue.path) },
        { problem: `${pathText(issue.path) || 'rules'}: ${issue.message}` },
      ),
    )
    return { ok: false, mistakes }
  }
  const mistakes = checkRules(parsed.data)
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, rules: parsed.data }
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}

/** What is wrong with a well-shaped rule set. */
export function checkRules(rules: ScoringRules): ScoringMistake[] {
  const found: ScoringMistake[] = []
  found.push(
    ...twice(
      rules.segments.map(segment => segment.id),
      'segments',
    ),
  )
  found.push(
    ...twice(
      rules.overall.deductions.map(deduction => deduction.id),
      'overall.deductions',
    ),
  )
  for (const [name, panel] of Object.entries(rules.panels)) {
    const path = `panels.${name}`
    if (panel.scale.step !== undefined && decimal(panel.scale.step).lessThanOrEqualTo(0))
      found.push(mistake('rules-division', { path }, { problem: `${path}.scale.step` }))
    const { min, max } = panel.scale
    if (min !== undefined && max !== undefined && decimal(min).greaterThanOrEqualTo(decimal(max)))
      found.push(mistake('rules-order', { path }, { problem: `${path}.scale.min`, other: 'max' }))
    const size = panel.size
    if (size !== undefined && !('bySize' in panel.trim) && panel.trim.high + panel.trim.low >= size)
      found.push(mistake('rules-trim', { path }, { size, drop: panel.trim.high + panel.trim.low }))
  }
  for (const [index, segment] of rules.segments.entries()) found.push(...checkSegment(rules, segment, index))
  const overall = rules.overall.combine
  if (overall.method === 'formula')
    found.push(
      ...checkFormula(
        overall.formula,
        rules.segments.map(segment => segment.id),
        'overall.combine.formula',
      ),
    )
  found.push(
    ...rules.ranking.tieBreaks.flatMap((step, at) => checkStep(rules, step, undefined, `ranking.tieBreaks.${at}`)),
  )
  return found
}

function twice(ids: readonly string[], path: string): ScoringMistake[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(id =>
    mistake('rules-id-twice', { path }, { id }),
  )
}

function checkSegment(rules: ScoringRules, segment: Segment, index: number): ScoringMistake[] {
  const path = `segments.${segment.id}`
  const ids = [
    ...segment.criteria.flatMap(criterion => criterion.aspects.map(aspect => aspect.id)),
    ...segment.deductions.map(deduction => deduction.id),
  ]
  const found = [
    ...twice(ids, path),
    ...twice(
      segment.criteria.map(criterion => criterion.id),
      `${path}.criteria`,
    ),
  ]
  for (const criterion of segment.criteria)
    found.push(...checkCriterion(rules, criterion, `${path}.criteria.${criterion.id}`))
  found.push(
    ...checkCombine(
      segment.combine,
      segment.criteria.map(criterion => criterion.id),
      `${path}.combine`,
    ),
  )
  for (const deduction of segment.deductions)
    if (deduction.type === 'started' && decimal(deduction.per).lessThanOrEqualTo(0))
      found.push(mistake('rules-division', { path }, { problem: `${path}.deductions.${deduction.id}.per` }))
  for (const line of segment.carry)
    if (!rules.segments.slice(0, index).some(earlier => earlier.id === line.segment))
      found.push(mistake('rules-carry-order', { path: `${path}.carry` }, { segment: line.segment }))
  for (const category of segment.categories ?? [])
    if (rules.categories && !rules.categories.some(known => known.id === category))
      found.push(mistake('rules-unknown-reference', { path }, { kind: 'category', id: category }))
  return [
    ...found,
    ...segment.tieBreaks.flatMap((step, at) => checkStep(rules, step, segment, `${path}.tieBreaks.${at}`)),
  ]
}

function checkCriterion(rules: ScoringRules, criterion: Criterion, path: string): ScoringMistake[] {
  const found: ScoringMistake[] = []
  const ids = criterion.aspects.map(aspect => aspect.id)
  found.push(...checkCombine(criterion.combine, ids, `${path}.combine`))
  if (criterion.attempts) found.push(...checkCombine(criterion.attempts.combine, [], `${path}.attempts.combine`))
  if (criterion.convert) found.push(...checkConversion(criterion.convert, ['x'], `${path}.convert`))
  for (const aspect of criterion.aspects) {
    const at = `${path}.aspects.${aspect.id}`
    if (aspect.kind === 'judged' && !rules.panels[aspect.panel])
      found.push(mistake('rules-unknown-panel', { path: at }, { panel: aspect.panel }))
    if (aspect.convert) found.push(...checkConversion(aspect.convert, ['x', 'multiplier', 'base'], `${at}.convert`))
    if (aspect.occurrences) found.push(...checkCombine(aspect.occurrences.combine, [], `${at}.occurrences.combine`))
  }
  return found
}

function checkCombine(combine: Combine, names: readonly string[], path: string): ScoringMistake[] {
  if (combine.method !== 'formula') return []
  return checkFormula(combine.formula ?? '', names, `${path}.formula`)
}

function checkConversion(how: Conversion, names: readonly string[], path: string): ScoringMistake[] {
  switch (how.type) {
    case 'formula':
      return checkFormula(how.formula, names, `${path}.formula`)
    case 'linear':
      return decimal(how.dividedBy).isZero()
        ? [mistake('rules-division', { path }, { problem: `${path}.dividedBy` })]
        : []
    case 'proportional':
      return decimal(how.from).isZero() ? [mistake('rules-division', { path }, { problem: `${path}.from` })] : []
    case 'bands':
    case 'table':
    case 'interpolate':
      return twice(
        how.points.map(point => decimal(point.at).toFixed()),
        `${path}.points`,
      )
    case 'power':
    case 'relative':
      return []
  }
}

function checkFormula(source: string, names: readonly string[], path: string): ScoringMistake[] {
  try {
    const known = names.map(variableName)
    return formula(source)
      .variables.filter(name => !known.includes(name))
      .map(name => mistake('rules-formula-name', { path }, { name, known: known.join(', ') || '–' }))
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    return [mistake('rules-formula', { path }, { problem: error.message })]
  }
}

function checkStep(rules: ScoringRules, step: TieBreak, home: Segment | undefined, path: string): ScoringMistake[] {
  const missing = (kind: string, id: string) => [mistake('rules-unknown-reference', { path }, { kind, id })]
  const named = 'segment' in step ? step.segment : undefined
  if (named !== undefined && !rules.segments.some(segment => segment.id === named)) return missing('segment', named)
  const scope = rules.segments.filter(segment => segment.id === (named ?? home?.id ?? segment.id))
  const criteria = scope.flatMap(segment => segment.criteria)
  const aspects = criteria.flatMap(criterion => criterion.aspects)
  if (
    'criterion' in step &&
    step.criterion !== undefined &&
    !criteria.some(criterion => criterion.id === step.criterion)
  )
    return missing('criterion', step.criterion)
  if ('aspect' in step && step.aspect !== undefined && !aspects.some(aspect => aspect.id === step.aspect))
    return missing('aspect', step.aspect)
  if (step.by === 'top-marks')
    return (step.aspects ?? [])
      .filter(id => !aspects.some(aspect => aspect.id === id))
      .flatMap(id => missing('aspect', id))
  return []
}
