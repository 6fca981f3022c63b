import { expect, test } from 'vitest'
import { ruleSetTemplates } from '../scoring/index.ts'
import { scoringOf, templates } from './templates.ts'
import { plainScoring } from './testing.ts'
import { workedExample } from './worked-example.ts'

test('every rule set an organiser can start from gives a worked example with a total', () => {
  const sources = [
    ...templates().map(one => [one.key, scoringOf(one)] as const),
    ...ruleSetTemplates().map(one => [one.id, one.source] as const),
  ]
  for (const [name, source] of sources) {
    const example = workedExample(source, 5)
    expect([name, example.ok ? 'ok' : example.mistakes[0]]).toEqual([name, 'ok'])
  }
})

test('the example shows what is dropped and what rounding does, and says what does not hold together', () => {
  const example = workedExample(plainScoring, 5)
  if (!example.ok) throw new Error('no example')
  const panel = example.steps.find(step => step.step === 'panel')
  expect(panel?.figures.filter(figure => figure.dropped)).toHaveLength(2)
  expect(panel?.figures).toHaveLength(5)
  expect(panel?.rounded).toMatch(/^\d(\.\d{1,4})?$/)
  expect(workedExample({ ...plainScoring, panels: {} }, 5)).toMatchObject({ ok: false })
})
