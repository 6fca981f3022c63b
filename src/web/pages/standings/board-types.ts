import type { Board } from '../../../domains/standings/contract.ts'

export type { Board }
export type BoardRow = Board['rows'][number]
export type Prize = Board['prizes'][number]

/** Rows of one category, ranked first, in order of rank. */
export const rowsOf = (board: Board, category: string): BoardRow[] =>
  board.rows
    .filter(row => row.category === category)
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.entry < b.entry ? -1 : 1))

/** The prize that ends at this row of a ranking, and how many have won it. */
export const prizeEndingAt = (
  rows: readonly { rank: number | null }[],
  index: number,
  prizes: readonly { fromRank: number; toRank: number }[],
): number | undefined => {
  const rank = rows[index]?.rank
  const next = rows[index + 1]?.rank ?? null
  if (rank === null || rank === undefined) return undefined
  const found = prizes.findIndex(
    prize =>
      Math.ceil(rank) >= prize.fromRank &&
      Math.ceil(rank) <= prize.toRank &&
      (next === null || Math.ceil(next) > prize.toRank),
  )
  return found === -1 ? undefined : found
}

export const winnersOf = (
  rows: readonly { rank: number | null }[],
  prize: { fromRank: number; toRank: number },
): number =>
  rows.filter(row => row.rank !== null && Math.ceil(row.rank) >= prize.fromRank && Math.ceil(row.rank) <= prize.toRank)
    .length
