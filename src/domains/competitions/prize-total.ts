/**
 * Browser-safe: what all prizes cost, in minor units. A prize without a track is given in every track; with one ranking
 * that is once.
 */
export function prizeTotal(
  prizes: readonly { track: string | null; fromRank: number; toRank: number; amountMinor: string }[],
  tracks: number,
): bigint {
  return prizes.reduce((sum, prize) => {
    const winners = BigInt(prize.toRank - prize.fromRank + 1) * BigInt(prize.track === null ? Math.max(1, tracks) : 1)
    return sum + BigInt(prize.amountMinor) * winners
  }, 0n)
}
