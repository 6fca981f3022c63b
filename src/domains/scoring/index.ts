export { compareRuleSets, type RuleDifference } from './compare-rule-sets.ts'
export { computeResults, type Outcome } from './compute-results.ts'
export { type ExplainStep, explainEntry } from './explain.ts'
export {
  type Imported,
  type ImportMistake,
  importScores,
  previewImport,
  type ScoreMapping,
  type ScoreMappingInput,
  scoreMapping,
} from './import-scores.ts'
export { type Maxima, maximum } from './maximum.ts'
export { mistake, type Place, type ScoringMistake } from './mistake.ts'
export { checkRules, type ParsedRules, parseRules } from './parse-rules.ts'
export {
  type BundleDifference,
  type BundleScore,
  type BundleVerdict,
  bundleSha256,
  canonicalSha256,
  type ResultBundle,
  type ResultBundleDraft,
  resultBundle,
  sealBundle,
  verifyBundle,
} from './result-bundle.ts'
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
export { type RuleSetTemplate, type RuleSetTemplateId, ruleSetTemplates, scoreMappingTemplates } from './rule-sets.ts'
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
export {
  type JudgeScore,
  type SheetMark,
  type SheetProgress,
  type SheetTotal,
  type SpreadViolation,
  sheetProgress,
  sheetTotal,
  spreadViolations,
} from './score-sheet.ts'
export { decimal, parseDecimal, text as decimalText } from './decimal.ts'
export { type Rounding, round as roundFigure } from './rounding.ts'
