import { expect, test } from 'vitest'
import { ruleSetTemplates } from './rule-sets.ts'
import { sheetProgress, sheetTotal, spreadViolations } from './score-sheet.ts'

const rules = ruleSetTemplates().find(item => item.id === 'weighted-rubric')?.rules
if (!rules) throw new Error('no rule set')

const marks = [
  { aspect: 'A1', value: '3' },
  { aspect: 'A2', value: '2' },
  { aspect: 'A3', value: '2' },
  { aspect: 'B1', value: '3' },
  { aspect: 'B2', value: '2' },
  { aspect: 'B4', value: '3' },
  { aspect: 'B5', value: '0.9' },
]

test('progress counts aspects with a usable mark and names what is open', () => {
  expect(sheetProgress(rules, marks)).toMatchObject({
    scored: 7,
    of: 11,
    open: ['B3', 'C1', 'C2', 'C3'],
    complete: false,
  })
  const wrong = sheetProgress(rules, [
    { aspect: 'A1', value: '4' },
    { aspect: 'A2', value: '' },
    { aspect: 'X', value: '1' },
  ])
  expect(wrong.scored).toBe(0)
  expect(wrong.mistakes.map(found => found.code)).toEqual(['scoring.out-of-range', 'scoring.unknown-aspect'])
})

test('the running total is of what is scored so far, criterion by criterion', () => {
  const total = sheetTotal(rules, marks)
  // A: 6 + 4.6667 + 4.6667; B: 7.5 + 5 + 7.5 + 8 of 32.5
  expect(total).toMatchObject({ points: '43.3334', ofScored: '52.5', maximum: '100' })
  expect(total.criteria.map(({ points, ofScored, maximum }) => [points, ofScored, maximum])).toEqual([
    ['15.3334', '20', '20'],
    ['28', '32.5', '40'],
    [null, '0', '40'],
  ])
})

test('judges further apart than allowed are listed with their marks', () => {
  const score = (judge: string, value: string) => ({ entry: '7K2', aspect: 'B2', judge, value })
  expect(spreadViolations(rules, [score('P', '1'), score('Q', '3')])).toEqual([])
  const [found] = spreadViolations(rules, [score('P', '0'), score('Q', '3'), score('R', '-')])
  expect(found).toMatchObject({ entry: '7K2', segment: 'work', aspect: 'B2', spread: '3', max: '2', action: 'flag' })
})
