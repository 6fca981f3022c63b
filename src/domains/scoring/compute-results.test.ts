import { describe, expect, test } from 'vitest'
import { onePanel, refusedFor, resultsOf, someRules } from './testing.ts'

const marks = (values: string[]) =>
  `entry aspect judge value\n${values.map((value, index) => `E a J${index + 1} ${value || '_'}`).join('\n')}`
const total = (panel: Record<string, unknown>, values: string[], aspect: Record<string, unknown> = {}) =>
  resultsOf(onePanel(panel, aspect), marks(values))[0]?.total

describe('a panel', () => {
  test('drops the highest and the lowest, and names them', () => {
    const [entry] = resultsOf(onePanel({ trim: { high: 1, low: 1 } }), marks(['7', '9', '8', '6']))
    expect(entry?.total).toBe('7.5')
    const judges = entry?.segments[0]?.criteria[0]?.aspects[0]?.occurrences[0]?.panel?.judges
    expect(judges?.map(mark => mark.state)).toEqual(['counted', 'dropped-high', 'counted', 'dropped-low'])
  })

  test('trims by the number of judges present', () => {
    const bySize = [
      { from: 0, high: 0, low: 0 },
      { from: 5, high: 1, low: 1 },
    ]
    expect(total({ trim: { bySize } }, ['1', '2', '3', '10'])).toBe('4')
    expect(total({ trim: { bySize } }, ['1', '2', '3', '10', '4'])).toBe('3')
  })

  test.each([
    ['drop', '8'],
    ['mean', '8'],
    ['zero', '5.33333333333333333333333333333'],
  ])('treats a missing judge by the policy %s', (policy, expected) => {
    expect(total({ size: 3, missing: { policy } }, ['7', '9', ''])).toBe(expected)
  })

  test('a judge without a row is as missing as one with an empty mark', () => {
    expect(total({ size: 3, missing: { policy: 'zero' } }, ['7', '9'])).toBe('5.33333333333333333333333333333')
    expect(refusedFor(onePanel({ size: 3, missing: { policy: 'refuse' } }), marks(['7', '9']))).toEqual([
      'panel-incomplete',
    ])
  })

  test('a token of the rule set means missing even where it looks like a number', () => {
    const panel = { scale: { min: 0.25, max: 10 }, missing: { tokens: ['0.0'] } }
    expect(total(panel, ['8', '0.0', '9'])).toBe('8.5')
  })

  test.each([
    ['mean', '7'],
    ['sum', '21'],
    ['median', '6'],
    ['max', '10'],
    ['min', '5'],
  ])('averages by %s', (average, expected) => {
    expect(total({ average }, ['5', '6', '10'])).toBe(expected)
  })

  test('weighs judges', () => {
    expect(total({ weights: { J1: 2 } }, ['9', '6'])).toBe('8')
  })

  test('keeps one third exact, so that a rule that rounds down does not lose a point', () => {
    const aspect = { factor: 3, rounding: { points: { mode: 'floor', decimals: 2 } } }
    expect(total({}, ['0', '0', '1'], aspect)).toBe('1')
  })

  test.each([
    ['a mark outside the scale', { scale: { max: 10 } }, ['11', '9'], 'out-of-range'],
    ['a mark between the steps', { scale: { min: 0, step: 0.25 } }, ['8.3', '9'], 'off-step'],
    ['a word', {}, ['good', '9'], 'not-a-number'],
    ['too many judges', { size: 1 }, ['8', '9'], 'too-many-judges'],
    ['too few judges', { minimum: 3 }, ['8', '9'], 'too-few-judges'],
    ['nothing left after trimming', { trim: { high: 1, low: 1 } }, ['8', '9'], 'trim-too-large'],
    ['judges too far apart', { spread: { max: 1 } }, ['1', '3'], 'spread-too-wide'],
  ])('refuses %s', (_, panel, values, code) => {
    expect(refusedFor(onePanel(panel), marks(values))).toEqual([code])
  })

  test('may clamp a mark outside the scale, or take it for missing', () => {
    expect(total({ scale: { max: 10 }, outOfRange: 'clamp' }, ['11', '9'])).toBe('9.5')
    expect(total({ scale: { max: 10 }, outOfRange: 'missing' }, ['11', '9'])).toBe('9')
  })

  test('reads words on a scale', () => {
    const scale = { values: { A: 95, B: 85 } }
    expect(total({ scale }, ['A', 'B'])).toBe('90')
    expect(refusedFor(onePanel({ scale }), marks(['A', 'C']))).toEqual(['not-on-scale'])
  })

  test('turns marks into places when the rule set counts places', () => {
    const rules = onePanel({ use: 'places', average: 'sum' }, {}, { ranking: { direction: 'ascending' } })
    const list = resultsOf(rules, 'entry aspect judge value\nA a X 9\nB a X 8\nC a X 8\nA a Y 5\nB a Y 7\nC a Y 6')
    expect(list.map(entry => [entry.entry, entry.total])).toEqual([
      ['B', '3.5'],
      ['A', '4'],
      ['C', '4.5'],
    ])
  })

  test('only notes a spread the rule set flags', () => {
    expect(total({ spread: { max: 1, action: 'flag' } }, ['1', '3'])).toBe('2')
  })
})

describe('mistakes', () => {
  const rules = someRules({
    panels: { p: { scale: { min: 0, max: 10 } } },
    segments: [
      {
        id: 's',
        criteria: [
          {
            id: 'c',
            aspects: [
              { id: 'a', kind: 'judged', panel: 'p' },
              { id: 'm', kind: 'measured', absent: 'zero' },
            ],
          },
        ],
        deductions: [{ id: 'late' }],
      },
    ],
  })
  test.each([
    ['an unknown column', 'entry aspect value points\nE m 1 2', ['unknown-column']],
    ['a missing column', 'entry aspect\nE m', ['column-missing']],
    ['an unknown segment', 'entry segment aspect value\nE x m 1', ['unknown-segment']],
    ['an unknown aspect', 'entry aspect value\nE x 1', ['unknown-aspect']],
    ['the same score twice', 'entry aspect judge value\nE a J 1\nE a J 1', ['given-twice']],
    ['a judge on a measured value', 'entry aspect judge value\nE m J 1', ['judge-not-wanted']],
    ['no judge on a judged one', 'entry aspect judge value\nE a _ 1', ['judge-missing']],
    ['a multiplier the rules do not know', 'entry aspect judge value multiplier\nE a J 1 2', ['column-not-wanted']],
    ['a negative deduction', 'entry aspect judge value\nE a J 1\nE late _ -1', ['deduction-value']],
    ['an unknown status', 'entry aspect value\nE #status GONE', ['unknown-status']],
    ['an aspect nobody scored', 'entry aspect value\nE m 1', ['aspect-missing']],
    ['a second occurrence', 'entry aspect occurrence judge value\nE a 1 J 1\nE a 2 J 1', ['occurrence-count']],
    [
      'all of them at once',
      'entry aspect judge value\nE a J 11\nE b J 1\nE a K no',
      ['unknown-aspect', 'out-of-range', 'not-a-number'],
    ],
  ])('%s', (_, text, codes) => {
    expect(refusedFor(rules, text)).toEqual(codes)
  })
})

const run = (value: Record<string, unknown> = {}) => ({
  id: 'run',
  criteria: [{ id: 'c', aspects: [{ id: 'm', kind: 'measured', ...value }] }],
})

describe('ranking', () => {
  const text = 'entry aspect value\nA m 5\nB m 5\nC m 4\nD m 6'
  test.each([
    ['standard', [1, 2, 2, 4]],
    ['dense', [1, 2, 2, 3]],
    ['modified', [1, 3, 3, 4]],
    ['mean', [1, 2.5, 2.5, 4]],
    ['ordinal', [1, 2, 3, 4]],
  ])('shares places the %s way', (places, ranks) => {
    const list = resultsOf(someRules({ segments: [run()], ranking: { places } }), text)
    expect(list.map(entry => entry.rank)).toEqual(ranks)
  })

  test('the lowest may win, and durations are seconds', () => {
    const rules = someRules({ segments: [run({ format: 'duration' })], ranking: { direction: 'ascending' } })
    const list = resultsOf(rules, 'entry aspect value\nA m 1:02.5\nB m 59.9\nC m 1:00:00')
    expect(list.map(entry => [entry.entry, entry.total])).toEqual([
      ['B', '59.9'],
      ['A', '62.5'],
      ['C', '3600'],
    ])
  })

  test('an earlier hand-in decides between equals, and the result says so', () => {
    const rules = someRules({
      segments: [
        {
          id: 's',
          criteria: [
            {
              id: 'c',
              aspects: [
                { id: 'm', kind: 'measured' },
                { id: 'submitted', kind: 'measured', format: 'instant', counts: false },
              ],
            },
          ],
        },
      ],
      ranking: {
        tieBreaks: [
          { by: 'criterion', criterion: 'c' },
          { by: 'aspect', aspect: 'submitted', of: 'value', direction: 'ascending' },
        ],
      },
    })
    const list = resultsOf(
      rules,
      'entry aspect value\nA m 5\nA submitted 2026-11-22T10:00:01Z\nB m 5\nB submitted 2026-11-22T18:00:00+08:00',
    )
    expect(list.map(entry => [entry.entry, entry.rank, entry.tie?.settledAt])).toEqual([
      ['B', 1, 2],
      ['A', 2, 2],
    ])
    expect(list[0]?.tie?.steps.map(step => step.outcome)).toEqual(['equal', 'separated'])
  })

  test('statuses: unranked at the end, a shared last place, or kept', () => {
    const statuses = { DNF: { treatment: 'last' }, DSQ: { treatment: 'unranked' }, LATE: { treatment: 'keep' } }
    const list = resultsOf(
      someRules({ segments: [run()], ranking: { statuses } }),
      'entry aspect value\nA m 1\nB m 9\nB #status DSQ\nC #status DNF\nD m 3\nD #status DNF\nE m 2\nE #status LATE',
    )
    expect(list.map(entry => [entry.entry, entry.rank, entry.unranked])).toEqual([
      ['E', 1, undefined],
      ['A', 2, undefined],
      ['C', 3, undefined],
      ['D', 3, undefined],
      ['B', null, 'DSQ'],
    ])
  })

  test('a segment may count zero for an entry that did not finish it', () => {
    const rules = someRules({
      segments: [
        { ...run(), id: 'x' },
        { ...run(), id: 'y' },
      ],
      ranking: { statuses: { DNF: { treatment: 'zero' } } },
    })
    const list = resultsOf(
      rules,
      'entry segment aspect value\nA x m 5\nA y #status DNF\nB x m 1\nB y m 1\nC x m 9\nC x #status DNF\nC y m 1',
    )
    expect(list.map(entry => [entry.entry, entry.rank, entry.total])).toEqual([
      ['A', 1, '5'],
      ['B', 2, '2'],
      ['C', 3, '1'],
    ])
  })

  test('a tie that must not stay is refused', () => {
    const rules = someRules({ segments: [run()], ranking: { unresolved: 'refuse' } })
    expect(refusedFor(rules, 'entry aspect value\nA m 1\nB m 1')).toEqual(['tie-unresolved', 'tie-unresolved'])
  })

  test('categories are ranked apart unless told otherwise', () => {
    const text = 'category entry aspect value\nw A m 1\nm B m 2\nw C m 3'
    expect(resultsOf(someRules({ segments: [run()] }), text).map(entry => entry.rank)).toEqual([1, 1, 2])
    const across = someRules({ segments: [run()], ranking: { across: 'all' } })
    expect(resultsOf(across, text).map(entry => [entry.entry, entry.rank])).toEqual([
      ['C', 1],
      ['B', 2],
      ['A', 3],
    ])
  })
})

describe('segments', () => {
  const segment = (id: string, more: Record<string, unknown> = {}) => ({ ...run(), id, ...more })
  const text = 'entry segment aspect value\nA p m 5\nB p m 4\nC p m 3\nA f m 1\nB f m 3'

  test('who reached the final stands before who did not, and points are carried', () => {
    const rules = someRules({
      segments: [segment('p'), segment('f', { carry: [{ segment: 'p' }] })],
      overall: { combine: { method: 'furthest' } },
    })
    expect(resultsOf(rules, text).map(entry => [entry.entry, entry.total])).toEqual([
      ['B', '7'],
      ['A', '6'],
      ['C', '3'],
    ])
  })

  test.each([
    [
      'unranked',
      [
        ['A', 1],
        ['B', 2],
        ['C', null],
      ],
    ],
    [
      'zero',
      [
        ['B', 1],
        ['A', 2],
        ['C', 3],
      ],
    ],
  ])('an absent segment is %s', (absent, expected) => {
    const rules = someRules({
      segments: [segment('p', { weight: absent === 'zero' ? 1 : 3 }), segment('f')],
      overall: { absent },
    })
    const list = resultsOf(rules, text).map(entry => [entry.entry, entry.rank])
    expect(new Map(list.map(([entry, rank]) => [entry, rank])).get('C')).toBe(expected[2]?.[1])
  })

  test('the best of three, the mean, weights, places and formulas', () => {
    const three = 'entry segment aspect value\nA x m 1\nA y m 5\nA z m 3\nB x m 4\nB y m 4\nB z m 0'
    const overall = (combine: Record<string, unknown>, more: Record<string, unknown> = {}) =>
      resultsOf(
        someRules({
          segments: [segment('x', { weight: 2 }), segment('y'), segment('z')],
          overall: { combine },
          ...more,
        }),
        three,
      ).map(entry => `${entry.entry} ${entry.total}`)
    expect(overall({ method: 'best', count: 2 })).toEqual(['B 12', 'A 8'])
    expect(overall({ method: 'sum' })).toEqual(['B 12', 'A 10'])
    expect(overall({ method: 'weighted-mean' })).toEqual(['B 3', 'A 2.5'])
    expect(overall({ method: 'formula', formula: 'max(x, y, z) - min(x, y, z)' })).toEqual(['A 4', 'B 4'])
    expect(overall({ method: 'places' }, { ranking: { direction: 'ascending' } })).toEqual(['A 6', 'B 6'])
  })

  test('deductions count, by started unit and by per cent, and a floor holds', () => {
    const rules = someRules({
      segments: [
        segment('s', {
          deductions: [
            { id: 'overtime', type: 'started', per: 20, each: 0.25 },
            { id: 'late', type: 'percent' },
            { id: 'bonus', effect: 'add', most: 1 },
          ],
          floor: 0,
        }),
      ],
    })
    const list = resultsOf(
      rules,
      'entry aspect value\nA m 10\nA overtime 34\nB m 10\nB late 25\nC m 1\nC late 300\nD m 10\nD bonus 5',
    )
    expect(list.map(entry => `${entry.entry} ${entry.total}`)).toEqual(['D 11', 'A 9.5', 'B 7.5', 'C 0'])
  })
})

test('attempts: each is put together first, then the better one counts', () => {
  const rules = someRules({
    segments: [
      {
        id: 's',
        criteria: [
          {
            id: 'vault',
            aspects: [
              { id: 'd', kind: 'measured' },
              { id: 'e', kind: 'measured' },
            ],
            combine: { method: 'formula', formula: 'd * e' },
            attempts: { combine: { method: 'max' } },
          },
        ],
      },
    ],
  })
  expect(resultsOf(rules, 'entry aspect occurrence value\nA d 1 2\nA e 1 3\nA d 2 5\nA e 2 1')[0]?.total).toBe('6')
  expect(refusedFor(rules, 'entry aspect occurrence value\nA d 1 2\nA e 1 3\nA d 2 5')).toEqual(['aspect-missing'])
})
