import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textDifference } from './text-difference.ts'

test('a changed line is one taken out and one put in, with its neighbours', () => {
  const before = ['one', 'two', 'three', 'four', 'five', 'six'].join('\n')
  const after = ['one', 'two', 'three', 'FOUR', 'five', 'six'].join('\n')
  expect(textDifference(before, after, 1).map(line => `${line.kind} ${line.text}`.trim())).toEqual([
    'gap',
    'same three',
    'removed four',
    'added FOUR',
    'same five',
    'gap',
  ])
})

test('two texts that are the same have no difference, whatever their line ends', () => {
  expect(textDifference('a\r\nb', 'a\nb')).toEqual([])
  expect(textDifference('', '')).toEqual([])
})

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })

test('what stayed and what was taken out is the old text; what stayed and what was put in is the new one', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const changes = textDifference(before.join('\n'), after.join('\n'), 1_000)
      if (changes.length === 0) {
        expect(before).toEqual(after)
        return
      }
      const without = (kind: string) => changes.filter(line => line.kind !== kind).map(line => line.text)
      expect(without('added').join('\n')).toBe(before.join('\n'))
      expect(without('removed').join('\n')).toBe(after.join('\n'))
    }),
  )
})
