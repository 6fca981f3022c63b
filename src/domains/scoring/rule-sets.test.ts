import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { maximum } from './maximum.ts'
import { parseRules } from './parse-rules.ts'
import { ruleSetTemplates, scoreMappingTemplates } from './rule-sets.ts'
import { refusedFor, resultsOf } from './testing.ts'

function template(id: string) {
  const found = ruleSetTemplates().find(candidate => candidate.id === id)
  if (!found) throw new Error(`no template ${id}`)
  return found.rules
}

test('every file is offered and every reference in it holds', () => {
  const files = readdirSync(new URL('./rule-sets', import.meta.url)).map(name => name.replace('.json', ''))
  expect(
    ruleSetTemplates()
      .map(item => item.id)
      .sort(),
  ).toEqual(files.sort())
  for (const { source } of ruleSetTemplates()) expect(parseRules(source)).toMatchObject({ ok: true })
  expect(scoreMappingTemplates()).toHaveLength(1)
})

test('every label of a ready-made rule set speaks both languages', () => {
  const walk = (value: unknown, path: string): string[] => {
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, item]) =>
      ['name', 'label', 'text', 'unit'].includes(key) && typeof item === 'string'
        ? [`${path}.${key}`]
        : walk(item, `${path}.${key}`),
    )
  }
  expect(ruleSetTemplates().flatMap(item => walk(item.source, item.id))).toEqual([])
})

const diving = (round: string, entry: string, marks: string, difficulty: string) =>
  marks
    .split(',')
    .map((value, index) => `${entry} ${round} dive 1 J${index + 1} ${value} ${difficulty}`)
    .join('\n')
const divingHeader = 'entry segment aspect occurrence judge value multiplier\n'

describe('diving', () => {
  const rows = [
    diving('preliminary', 'A', '8,8,8,8,8,8,8', '3.0'),
    diving('preliminary', 'B', '9,9,9,9,9,9,9', '3.0'),
    diving('preliminary', 'C', '4,4,4,4,4,4,4', '2.0'),
    diving('semifinal', 'A', '7,7.5,8,8,8.5,9,10', '3.2'),
    diving('semifinal', 'B', '5,5,5,5,5,5,5', '3.0'),
    diving('final', 'A', '6,6,6,6,6,6,6', '3.0'),
    diving('final', 'B', '9,9,9,9,9,9,9', '3.4'),
  ].join('\n')

  test('2000: five marks × difficulty × 0.6, and each round takes the one before along', () => {
    const list = resultsOf(template('diving-2000'), divingHeader + rows)
    // A: 8·5·3·0.6 = 72; (7.5+8+8+8.5+9)·3.2·0.6 = 78.72; 6·5·3·0.6 = 54; the final counts with the semi-final alone.
    expect(list.map(entry => [entry.entry, entry.rank, entry.segments.map(segment => segment.total)])).toEqual([
      ['B', 1, ['81.00', '126.00', '136.80']],
      ['A', 2, ['72.00', '150.72', '132.72']],
      ['C', 3, ['24.00']],
    ])
  })

  test('2024: the middle three of seven, and every round alone', () => {
    const list = resultsOf(template('diving-2024'), divingHeader + rows)
    expect(list.map(entry => [entry.entry, entry.rank, entry.total])).toEqual([
      ['B', 1, '91.80'],
      ['A', 2, '54.00'],
      ['C', 3, '24.00'],
    ])
    // (8 + 8 + 8.5) · 3.2
    expect(list[1]?.segments[1]?.total).toBe('78.40')
  })

  test('a dive without its difficulty is refused', () => {
    const text = divingHeader + diving('final', 'A', '6,6,6,6,6,6,6', '_')
    expect(refusedFor(template('diving-2024'), text)).toEqual(['column-wanted'])
  })
})

test('five referees: equal totals are decided module by module', () => {
  const five = (entry: string, module: string, marks: number[]) =>
    marks.map((value, index) => `${entry} module-${module}-score R${index + 1} ${value}`).join('\n')
  const same = (value: number) => [value, value, value, value, value]
  const text = [
    'entry aspect judge value',
    five('A', '1', [85, 90, 78, 92, 88]),
    five('A', '2', same(80)),
    five('A', '3', same(80)),
    five('B', '1', same(80)),
    five('B', '2', same(83)),
    five('B', '3', same(76)),
    five('C', '1', same(80)),
    five('C', '2', same(80)),
    five('C', '3', same(80)),
    'A overtime _ 61',
  ].join('\n')
  const list = resultsOf(template('cn-skills-five-judges'), text)
  // A: 87.67·0.3 + 80·0.4 + 80·0.3 − 2 = 80.301
  expect(list.map(entry => [entry.entry, entry.rank, entry.total, entry.tie?.settledAt])).toEqual([
    ['A', 1, '80.30', undefined],
    ['B', 2, '80.00', 2],
    ['C', 3, '80.00', 2],
  ])
})

test('trade skills: marks of judgement, tolerance bands, and a second judgement when experts differ', () => {
  const text = (first: string) => `entry aspect judge value
    E A1 X ${first}
    E A1 Y 2
    E A1 Z 3
    E A2 X 3
    E A2 Y 3
    E A2 Z 3
    E A3 _ 1
    E B1 X 2
    E B1 Y 2
    E B1 Z 2
    E B2 X 1
    E B2 Y 1
    E B2 Z 1
    E B3 _ 0.8
    E C1 X 3
    E C1 Y 3
    E C1 Z 3
    E C2 _ 9
    E breach _ 1`
  const rules = template('worldskills')
  // A 1.5556 + 2 + 6, B 10 + 5 + 20, C 10 + 18, less 2
  expect(resultsOf(rules, text('2'))[0]?.total).toBe('70.56')
  expect(refusedFor(rules, text('1'))).toEqual(['spread-too-wide'])
  expect(maximum(rules).total).toBe('100')
})

test('weighted rubric: the sheet of the public results page, by hand', () => {
  const marks: Record<string, string> = {
    A1: '32333',
    A2: '32323',
    A3: '23332',
    B1: '33323',
    B2: '33233',
    B3: '22331',
    B4: '22323',
    C1: '33233',
    C2: '23322',
    C3: '32322',
  }
  const rows = Object.entries(marks).flatMap(([aspect, five]) =>
    five.split('').map((value, index) => `E ${aspect} J${index + 1} ${value}`),
  )
  const text = ['entry aspect judge value', ...rows, 'E B5 _ 0.9', 'E overtime _ 34'].join('\n')
  const [entry] = resultsOf(template('weighted-rubric'), text)
  const points = entry?.segments[0]?.criteria.map(criterion => criterion.aspects.map(aspect => aspect.points))
  // Mean of the middle three ÷ 3 × marks; 0.9 lies 0.15 of 0.75 beyond full marks: 10 − 2.
  expect(points).toEqual([
    ['6.0000', '6.2222', '6.2222'],
    ['7.5000', '7.5000', '5.8333', '5.8333', '8.0000'],
    ['12.0000', '10.8889', '10.8889'],
  ])
  expect(entry?.segments[0]?.criteria.map(criterion => criterion.total)).toEqual(['18.44', '34.67', '33.78'])
  expect(entry?.total).toBe('86.39')
})
