import { describe, expect, it } from 'vitest'
import {
  canBecome,
  entryStates,
  firstState,
  occupiesPlace,
  sourcesOf,
  stateAfterAcceptance,
  stateAfterPayment,
  transitions,
} from './lifecycle.ts'

describe('an entry', () => {
  it.each([
    ['pay first', { free: false, payFirst: true }, ['held', 'in-review', 'confirmed']],
    ['review first', { free: false, payFirst: false }, ['in-review', 'held', 'confirmed']],
    ['free', { free: true, payFirst: true }, ['in-review', 'confirmed']],
  ] as const)('walks its way: %s', (_, rule, way) => {
    const walked: string[] = [firstState(rule)]
    for (let state = firstState(rule); state !== 'confirmed'; walked.push(state))
      state = state === 'held' ? stateAfterPayment(rule) : stateAfterAcceptance(rule)
    expect(walked).toEqual(way)
    for (let i = 1; i < way.length; i++) expect(canBecome(way[i - 1] ?? 'rejected', way[i] ?? 'rejected')).toBe(true)
  })

  it('never returns from rejection or withdrawal', () => {
    expect(transitions.rejected).toEqual([])
    expect(transitions.withdrawn).toEqual([])
  })

  it('gives its place back when it expires, is withdrawn or rejected', () => {
    expect(entryStates.filter(state => !occupiesPlace(state))).toEqual(['rejected', 'withdrawn', 'expired'])
  })

  it('lists exactly the sources of a state', () => {
    for (const to of entryStates)
      for (const from of entryStates) expect(sourcesOf(to).includes(from)).toBe(canBecome(from, to))
  })
})
