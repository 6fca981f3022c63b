import { expect, test } from 'vitest'
import { compareRuleSets } from './compare-rule-sets.ts'
import { ruleSetTemplates } from './rule-sets.ts'

const [template] = ruleSetTemplates()
if (!template) throw new Error('no template')

test('equal rule sets have no difference, however their figures are written', () => {
  expect(compareRuleSets(template.rules, structuredClone(template.rules))).toEqual([])
  expect(compareRuleSets({ factor: 1.5 }, { factor: '1.5' })).toEqual([])
})

test('a change is named by the ids on the way to it', () => {
  const changed = structuredClone(template.rules)
  const criterion = changed.segments[0]?.criteria[1]
  if (!criterion?.aspects[0]) throw new Error('no aspect')
  criterion.aspects[0].max = 10
  changed.segments[0]?.criteria.reverse()
  changed.ranking.tieBreaks.pop()
  expect(compareRuleSets(template.rules, changed).map(({ path }) => path)).toEqual([
    'segments.work.criteria.B.aspects.B1.max',
    'segments.work.criteria.order',
    'ranking.tieBreaks.3',
  ])
  expect(compareRuleSets(template.rules, changed)[0]).toMatchObject({ before: 7.5, after: 10 })
})

test('what is added or removed has only one side', () => {
  expect(compareRuleSets({ a: [{ id: 'x' }] }, { a: [{ id: 'x' }, { id: 'y' }] })).toEqual([
    { path: 'a.y', after: { id: 'y' } },
  ])
})
