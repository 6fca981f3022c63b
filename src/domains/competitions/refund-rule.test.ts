import { expect, test } from 'vitest'
import { addMs, instant } from '../../kernel/clock.ts'
import { partOf, withdrawalPercent } from './refund-rule.ts'

const closesAt = instant('2026-12-05T10:00:00Z')
const days = (count: number) => addMs(closesAt, -count * 86_400_000)
const refund = {
  steps: [
    { daysBeforeClose: 0, percent: 50 },
    { daysBeforeClose: 10, percent: 90 },
  ],
  rejectedPercent: 100,
  text: { 'zh-CN': '', en: '' },
}

test('the step that ends soonest counts, to the very second; after the last nothing comes back', () => {
  const percents = [days(11), days(10), addMs(days(10), 1), closesAt, addMs(closesAt, 1)].map(now =>
    withdrawalPercent(refund, closesAt, now),
  )
  expect(percents).toEqual([90, 90, 50, 50, 0])
  expect(withdrawalPercent({ ...refund, steps: [] }, closesAt, days(20))).toBe(0)
})

test('a part of an amount is rounded to the nearest minor unit', () => {
  expect([partOf(12_000n, 80), partOf(101n, 50), partOf(99n, 33), partOf(0n, 80)]).toEqual([9_600n, 51n, 33n, 0n])
})
