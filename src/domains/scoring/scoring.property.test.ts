import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeResults } from './compute-results.ts'
import { decimal } from './decimal.ts'
import { round, roundingModes } from './rounding.ts'
import { type ScoreRow, scoreRow } from './score-rows.ts'
import { onePanel } from './testing.ts'

const rules = onePanel(
  { trim: { high: 1, low: 1 }, round: { mode: 'half-up', decimals: 2 } },
  { factor: '1.6', rounding: { points: { mode: 'half-up', decimals: 2 } } },
)
/** Quarter points from 0 to 10 as exact text. */
const mark = fc.integer({ min: 0, max: 40 }).map(quarters => decimal(quarters).dividedBy(4).toFixed())
const panel = fc.array(mark, { minLength: 3, maxLength: 11 })
const field = fc.array(fc.array(mark, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 })

function rowsOf(entries: readonly (readonly string[])[]): ScoreRow[] {
  return entries.flatMap((marks, entry) =>
    marks.map((value, judge) => scoreRow({ entry: `E${entry}`, aspect: 'a', judge: `J${judge}`, value })),
  )
}

function computed(rows: readonly ScoreRow[]) {
  const outcome = computeResults(rules, rows)
  if (!outcome.ok) throw new Error(outcome.mistakes[0]?.message ?? '')
  return outcome.results.results
}
const totalOf = (marks: readonly string[]) => decimal(computed(rowsOf([marks]))[0]?.total ?? '')

test('which judge gave which mark does not matter to the total', () => {
  fc.assert(
    fc.property(
      panel.chain(marks => fc.tuple(fc.constant(marks), fc.shuffledSubarray(marks, { minLength: marks.length }))),
      ([marks, shuffled]) => {
        expect(totalOf(shuffled).toFixed()).toBe(totalOf(marks).toFixed())
      },
    ),
  )
})

test('the order of rows changes nothing at all', () => {
  fc.assert(
    fc.property(
      field
        .map(rowsOf)
        .chain(rows => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      ([rows, shuffled]) => {
        expect(computed(shuffled)).toEqual(computed(rows))
      },
    ),
  )
})

test('a higher mark never lowers a total', () => {
  fc.assert(
    fc.property(panel, fc.nat(), mark, (marks, position, other) => {
      const index = position % marks.length
      const raised = marks.map((value, at) =>
        at === index && decimal(other).greaterThan(decimal(value)) ? other : value,
      )
      expect(totalOf(raised).greaterThanOrEqualTo(totalOf(marks))).toBe(true)
    }),
  )
})

test('ranks are a total preorder that agrees with the totals', () => {
  fc.assert(
    fc.property(field.map(rowsOf), rows => {
      const list = computed(rows)
      for (const a of list)
        for (const b of list) {
          const totals = decimal(a.total ?? '').comparedTo(decimal(b.total ?? ''))
          expect(Math.sign((b.rank ?? 0) - (a.rank ?? 0))).toBe(totals)
        }
      const before = (entry: (typeof list)[number]) =>
        list.filter(other => (other.rank ?? 0) < (entry.rank ?? 0)).length
      for (const entry of list) expect(entry.rank).toBe(before(entry) + 1)
    }),
  )
})

/** Rounds numerator ÷ denominator to an integer by whole-number arithmetic alone. */
function roundedByIntegers(numerator: bigint, denominator: bigint, mode: (typeof roundingModes)[number]): bigint {
  const quotient = numerator / denominator
  const rest = numerator % denominator
  if (rest === 0n) return quotient
  const away = quotient + (numerator < 0n ? -1n : 1n)
  const twice = rest < 0n ? -2n * rest : 2n * rest
  switch (mode) {
    case 'truncate':
      return quotient
    case 'floor':
      return numerator < 0n ? away : quotient
    case 'ceil':
      return numerator < 0n ? quotient : away
    case 'half-up':
      return twice >= denominator ? away : quotient
    case 'half-down':
      return twice > denominator ? away : quotient
    case 'half-even':
      return twice > denominator || (twice === denominator && quotient % 2n !== 0n) ? away : quotient
  }
}

test('rounding agrees with whole-number arithmetic in every mode', () => {
  const numerator = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
  fc.assert(
    fc.property(
      numerator,
      fc.bigInt({ min: 1n, max: 2000n }),
      fc.constantFrom(...roundingModes),
      fc.integer({ min: 0, max: 6 }),
      (top, bottom, mode, decimals) => {
        const ours = round(decimal(top.toString()).dividedBy(decimal(bottom.toString())), { mode, decimals })
        const scaled = roundedByIntegers(top * 10n ** BigInt(decimals), bottom, mode)
        expect(ours.times(decimal(10).pow(decimals)).toFixed()).toBe(decimal(scaled.toString()).toFixed())
      },
    ),
    { numRuns: 2000 },
  )
})

test('dividing and multiplying back gives the figure itself, so rounding down loses nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 5000 }), (value, divisor) => {
      const back = decimal(value).dividedBy(divisor).times(divisor)
      expect(round(back, { mode: 'floor', decimals: 0 }).toNumber()).toBe(value)
    }),
  )
})
