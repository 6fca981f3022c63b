import type { RankedResult } from './desk-types.ts'

export interface JudgeSpread {
  judge: string
  segment: string
  /** Mean of (mark − mean of all judges for the same performance), as a share of that panel's spread of marks. */
  mean: number
  /** Half the 95 % interval of the mean: 1.96 standard errors. */
  half: number
  marks: number
}

/**
 * How strictly each judge marked: the mean difference from the panel's mean for the same aspect of the same entry, in the
 * units of the marks. Marks count whether or not they were dropped later. Fewer than five marks say nothing.
 */
export const judgeSpreads = (results: readonly RankedResult[]): JudgeSpread[] => {
  const differences = new Map<string, { judge: string; segment: string; values: number[] }>()
  for (const result of results)
    for (const segment of result.segments)
      for (const criterion of segment.criteria)
        for (const aspect of criterion.aspects)
          for (const { panel } of aspect.occurrences) {
            const marks = (panel?.judges ?? []).flatMap(mark => {
              const value = Number(mark.score ?? mark.value)
              return mark.value === null || mark.state.startsWith('filled') || !Number.isFinite(value)
                ? []
                : [{ judge: mark.judge, value }]
            })
            if (marks.length < 2) continue
            const mean = marks.reduce((sum, mark) => sum + mark.value, 0) / marks.length
            for (const mark of marks) {
              const key = `${segment.segment} ${mark.judge}`
              const kept = differences.get(key) ?? { judge: mark.judge, segment: segment.segment, values: [] }
              kept.values.push(mark.value - mean)
              differences.set(key, kept)
            }
          }
  return [...differences.values()]
    .filter(one => one.values.length >= 5)
    .map(({ judge, segment, values }) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
      return { judge, segment, mean, half: 1.96 * Math.sqrt(variance / values.length), marks: values.length }
    })
    .sort((a, b) => a.mean - b.mean)
}
