export { compareRuleSets, type RuleDifference } from './compare-rule-sets.ts'
export { computeResults, type Outcome } from './compute-results.ts'
export { type ExplainStep, explainEntry } from './explain.ts'
export { mistake, type Place, type ScoringMistake } from './mistake.ts'
export { checkRules, type ParsedRules, parseRules } from './parse-rules.ts'
export {
  type AspectResult,
  type CriterionResult,
  type EntryResult,
  entryResult,
  type JudgeMark,
  type Results,
  results,
  type SegmentResult,
  type Tie,
} from './results-schema.ts'
export { type Label, labelText } from './rules-parts.ts'
export { type ScoreRow, readScores, scoreColumns, scoreRow } from './score-rows.ts'
export {
  type Aspect,
  type Criterion,
  type Deduction,
  type ScoringRules,
  type ScoringRulesInput,
  scoringRules,
  type Segment,
  type TieBreak,
} from './scoring-rules.ts'
