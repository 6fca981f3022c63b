import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { componentsOf, drawSheets } from './assignment.ts'

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`)

describe('the draw', () => {
  it('gives every work its judges, keeps loads within one of each other, and never pairs a conflict', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 3, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        fc.string({ minLength: 1, maxLength: 8 }),
        (workCount, seatCount, perWork, seed) => {
          const works = names('w', workCount)
          const seats = names('j', seatCount).map(id => ({ id, most: null }))
          const draw = drawSheets({ works, seats, perWork, conflicts: new Set(), existing: [], seed })
          expect(draw.missing).toEqual([])
          expect(draw.added).toHaveLength(workCount * perWork)
          expect(new Set(draw.added.map(sheet => `${sheet.work} ${sheet.seat}`)).size).toBe(draw.added.length)
          const loads = seats.map(seat => draw.added.filter(sheet => sheet.seat === seat.id).length)
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('respects conflicts and caps, and says what it could not fill', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 4 })), {
          selector: pair => pair.join(),
        }),
        fc.integer({ min: 1, max: 8 }),
        (pairs, most) => {
          const works = names('w', 10)
          const conflicts = new Set(pairs.map(([work, seat]) => `w${work} j${seat}`))
          const seats = names('j', 5).map(id => ({ id, most }))
          const draw = drawSheets({ works, seats, perWork: 2, conflicts, existing: [], seed: 's' })
          for (const sheet of draw.added) expect(conflicts.has(`${sheet.work} ${sheet.seat}`)).toBe(false)
          for (const seat of seats)
            expect(draw.added.filter(sheet => sheet.seat === seat.id).length).toBeLessThanOrEqual(most)
          const short = draw.missing.reduce((sum, one) => sum + one.count, 0)
          expect(draw.added.length + short).toBe(20)
        },
      ),
    )
  })

  it('is repeated by anybody who knows the seed', () => {
    const input = {
      works: names('w', 12),
      seats: names('j', 4).map(id => ({ id, most: null })),
      perWork: 2,
      conflicts: new Set<string>(),
      existing: [],
    }
    expect(drawSheets({ ...input, seed: 'a' })).toEqual(drawSheets({ ...input, seed: 'a' }))
    expect(drawSheets({ ...input, seed: 'a' }).added).not.toEqual(drawSheets({ ...input, seed: 'b' }).added)
  })

  it('moves a sheet when the last work would be left short', () => {
    // j0 may judge only w0; j1 may judge both, one each.
    const draw = drawSheets({
      works: ['w0', 'w1'],
      seats: [
        { id: 'j0', most: 1 },
        { id: 'j1', most: 1 },
      ],
      perWork: 1,
      conflicts: new Set(['w1 j0']),
      existing: [],
      seed: 'x',
    })
    expect(draw.missing).toEqual([])
  })

  it('counts groups that share no judge', () => {
    expect(
      componentsOf(
        new Map([
          ['a', new Set(['x'])],
          ['b', new Set(['x', 'y'])],
          ['c', new Set(['z'])],
        ]),
      ),
    ).toBe(2)
  })
})
