import { compareRuleSets, parseRules, type RuleDifference } from '../scoring/index.ts'
import { type TextChange, textDifference } from './text-difference.ts'
import type { RuleSet } from './versions.ts'

export interface RuleComparison {
  text: { 'zh-CN': TextChange[]; en: TextChange[] }
  scoring: RuleDifference[]
  objectionDays: { before: number; after: number }
}

type Compared = Pick<RuleSet, 'text' | 'scoring' | 'objectionDays'>

/** What changed from one version to another. Scoring is compared with its defaults filled in: writing one out changes nothing. */
export function comparisonOf(before: Compared, after: Compared): RuleComparison {
  return {
    text: {
      'zh-CN': textDifference(before.text['zh-CN'], after.text['zh-CN']),
      en: textDifference(before.text.en, after.text.en),
    },
    scoring: compareRuleSets(whole(before.scoring), whole(after.scoring)),
    objectionDays: { before: before.objectionDays, after: after.objectionDays },
  }
}

function whole(scoring: Record<string, unknown>): unknown {
  const parsed = parseRules(scoring)
  return parsed.ok ? parsed.rules : scoring
}

export function isSame(comparison: RuleComparison): boolean {
  return (
    comparison.text['zh-CN'].length === 0 &&
    comparison.text.en.length === 0 &&
    comparison.scoring.length === 0 &&
    comparison.objectionDays.before === comparison.objectionDays.after
  )
}
