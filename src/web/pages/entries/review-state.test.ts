import { describe, expect, it } from 'vitest'
import { afterLeaving, neighbour, queueAddress, queueOf } from './review-state.ts'

const ids = ['a', 'b', 'c', 'd']

describe('the address of a queue', () => {
  it('is the entries to review, oldest first, unless it says otherwise', () => {
    expect(queueOf({})).toEqual({ state: 'in-review', page: 1, size: 50, sort: 'entered' })
    expect(queueOf({ state: 'all', page: '3', search: '江澜', track: 't' })).toMatchObject({
      state: 'all',
      page: 3,
      search: '江澜',
      trackId: 't',
    })
    expect(queueOf({ state: 'nonsense', page: '-1' })).toMatchObject({ state: 'in-review', page: 1 })
  })

  it('keeps search and track from queue to queue, and leaves page and opened entry behind', () => {
    expect(queueAddress('c1', { search: 'x', page: '4', open: 'a' }, { state: 'returned' })).toBe(
      '/console/c1/entries?search=x&state=returned',
    )
  })
})

describe('moving through a queue', () => {
  it('stays at its ends and begins at the near one', () => {
    expect(neighbour(ids, undefined, 1)).toBe('a')
    expect(neighbour(ids, 'd', 1)).toBe('d')
    expect(neighbour(ids, 'c', -1)).toBe('b')
    expect(neighbour([], undefined, 1)).toBeUndefined()
  })

  it('goes to the next that is left after a verdict, else back', () => {
    expect(afterLeaving(ids, new Set(['b']), 'b')).toBe('c')
    expect(afterLeaving(ids, new Set(['b', 'c', 'd']), 'b')).toBe('a')
    expect(afterLeaving(['a'], new Set(['a']), 'a')).toBeUndefined()
  })
})
