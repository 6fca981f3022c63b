import isuMapping from './mappings/isu-judge-scores.json' with { type: 'json' }
import cnSkills from './rule-sets/cn-skills-five-judges.json' with { type: 'json' }
import diving2000 from './rule-sets/diving-2000.json' with { type: 'json' }
import diving2024 from './rule-sets/diving-2024.json' with { type: 'json' }
import isu2017 from './rule-sets/isu-2017.json' with { type: 'json' }
import weightedRubric from './rule-sets/weighted-rubric.json' with { type: 'json' }
import worldSkills from './rule-sets/worldskills.json' with { type: 'json' }
import { type ScoreMapping, scoreMapping } from './import-scores.ts'
import { type ScoringRules, scoringRules } from './scoring-rules.ts'

const written = {
  'weighted-rubric': weightedRubric,
  'cn-skills-five-judges': cnSkills,
  worldskills: worldSkills,
  'isu-2017': isu2017,
  'diving-2024': diving2024,
  'diving-2000': diving2000,
} as const

export type RuleSetTemplateId = keyof typeof written

export interface RuleSetTemplate {
  id: string
  /** As the file is written; defaults not filled in. */
  source: unknown
  rules: ScoringRules
}

/** Ready-made rule sets an organiser can start from, the most general first. */
export function ruleSetTemplates(): RuleSetTemplate[] {
  return Object.entries(written).map(([id, source]) => ({ id, source, rules: scoringRules.parse(source) }))
}

/** Ready-made column mappings of known table layouts. */
export function scoreMappingTemplates(): { id: string; mapping: ScoreMapping }[] {
  return [{ id: 'isu-judge-scores', mapping: scoreMapping.parse(isuMapping) }]
}
