import { describe, expect, it } from 'vitest'
import type { RankedResult } from './desk-types.ts'
import { judgeSpreads } from './severity-figures.ts'

const entry = (name: string, marks: Record<string, string>): RankedResult => ({
  entry: name,
  category: '',
  rank: 1,
  total: '1',
  beforeRounding: '1',
  deductions: [],
  segments: [
    {
      segment: 'final',
      criteria: [
        {
          criterion: 'A',
          aspects: [
            {
              aspect: 'A1',
              kind: 'judged',
              counts: true,
              occurrences: [
                {
                  occurrence: '1',
                  panel: {
                    judges: Object.entries(marks).map(([judge, value]) => ({
                      judge,
                      given: value,
                      value,
                      state: 'counted',
                    })),
                    counted: 3,
                    average: '0',
                    rounded: '0',
                    spread: '0',
                  },
                  value: '0',
                  converted: '0',
                  factor: '1',
                  product: '0',
                  beforeRounding: '0',
                  points: '0',
                },
              ],
              beforeRounding: '0',
              points: '0',
            },
          ],
          combined: '0',
          beforeRounding: '0',
          total: '0',
          weight: '1',
          weighted: '0',
        },
      ],
      sum: '0',
      deductions: [],
      deducted: '0',
      beforeRounding: '0',
      own: '0',
      carried: [],
      total: '0',
      rank: 1,
      weight: '1',
      weighted: '0',
    },
  ],
})

describe('how strictly judges marked', () => {
  it('gives each judge the mean difference from the panel, strictest first', () => {
    const spreads = judgeSpreads(['1', '2', '3', '4', '5'].map(name => entry(name, { J1: '1', J2: '2', J3: '3' })))
    expect(spreads.map(one => [one.judge, one.mean, one.half, one.marks])).toEqual([
      ['J1', -1, 0, 5],
      ['J2', 0, 0, 5],
      ['J3', 1, 0, 5],
    ])
  })

  it('widens the interval when a judge is strict only sometimes', () => {
    const marks = ['0', '3', '0', '3', '0', '3'].map((value, index) => entry(String(index), { J1: value, J2: '1.5' }))
    const first = judgeSpreads(marks).find(one => one.judge === 'J1')
    expect(first?.mean).toBeCloseTo(0)
    expect(first?.half).toBeCloseTo(1.96 * Math.sqrt((6 * 0.75 ** 2) / 5 / 6))
  })

  it('says nothing of a judge with fewer than five marks', () => {
    expect(judgeSpreads([entry('1', { J1: '1', J2: '2' })])).toEqual([])
  })
})
