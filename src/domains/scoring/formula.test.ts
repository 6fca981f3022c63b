import { expect, test } from 'vitest'
import { decimal } from './decimal.ts'
import { formula, FormulaError } from './formula.ts'

const value = (source: string, names: Record<string, number> = {}) =>
  formula(source)
    .evaluate(Object.fromEntries(Object.entries(names).map(([name, figure]) => [name, decimal(figure)])))
    .toFixed()

test.each([
  ['1 + 2 * 3', '7'],
  ['(1 + 2) * 3', '9'],
  ['10 - 4 - 3', '3'],
  ['2 ^ 3 ^ 2', '512'],
  ['-2 ^ 2', '-4'],
  ['0.1 + 0.2', '0.3'],
  ['min(3, 1, 2) + max(3, 1, 2) + abs(-1)', '5'],
  ['floor(2.789, 2) + ceil(2.711, 1) + round(2.5)', '8.58'],
  ['floor(1 / 3 * 3)', '1'],
  ['if(2 > 1, 5, 6) + (1 = 1) + (1 <= 0)', '6'],
  ['if(1, 2, 1 / 0)', '2'],
])('%s is %s', (source, expected) => {
  expect(value(source)).toBe(expected)
})

test('names of any script are variables', () => {
  const compiled = formula('60 + (distance - k_point) * 模块')
  expect(compiled.variables).toEqual(['distance', 'k_point', '模块'])
  expect(value('60 + (d - 125) * 1.8', { d: 131.5 })).toBe('71.7')
})

test.each(['', '1 +', '(1', '1 2', 'f(1)', 'min()', 'abs(1, 2)', '1 $ 2', 'if(1)', '#'])('%s is refused', source => {
  expect(() => formula(source)).toThrow(FormulaError)
})

test.each(['1 / 0', 'sqrt(-1)', 'x + 1'])('%s has no value', source => {
  expect(() => value(source)).toThrow(FormulaError)
})
