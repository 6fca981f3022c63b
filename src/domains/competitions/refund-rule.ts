import type { Refund } from './sections.ts'

const day = 86_400_000

/**
 * Per cent of the fee that goes back to somebody who withdraws at `now`. A step `{ daysBeforeClose: n, percent }` holds
 * until n days before entry closes; the step that ends soonest after now counts, and after the last nothing goes back.
 */
export function withdrawalPercent(refund: Refund, closesAt: Date, now: Date): number {
  const standing = refund.steps
    .map(step => ({ percent: step.percent, until: closesAt.getTime() - step.daysBeforeClose * day }))
    .filter(step => now.getTime() <= step.until)
    .sort((a, b) => a.until - b.until)
  return standing[0]?.percent ?? 0
}

/** `percent` of an amount in minor units, halves up. */
export function partOf(minor: bigint, percent: number): bigint {
  return (minor * BigInt(percent) + 50n) / 100n
}
