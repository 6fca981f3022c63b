import type { resultsDesk } from '../../../domains/standings/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'

export type Desk = ReplyOf<typeof resultsDesk>
export type Run = Desk['runs'][number]
export type RankedResult = NonNullable<Desk['results']>['results'][number]

/** Ranked rows of one category in order, the unranked at the end. */
export const rankedOf = (results: readonly RankedResult[], category: string): RankedResult[] =>
  results
    .filter(one => one.category === category)
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.entry < b.entry ? -1 : 1))

/** The run all figures of the desk are of. */
export const newestOf = (desk: Desk): Run | undefined =>
  desk.runs.find(run => run.state === 'computed' || run.state === 'provisional' || run.state === 'final')
