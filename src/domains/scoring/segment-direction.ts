import type { ScoringRules } from './scoring-rules.ts'

/**
 * How a segment is ranked: as it says itself, else as the whole. Where the whole adds up places, a low sum wins, but that says
 * nothing about the points of a segment: there the highest is first.
 */
export function directionIn(rules: ScoringRules, segment: string | undefined): 'ascending' | 'descending' {
  const own = rules.segments.find(candidate => candidate.id === segment)?.direction
  if (own) return own
  return segment !== undefined && rules.overall.combine.method === 'places' ? 'descending' : rules.ranking.direction
}
