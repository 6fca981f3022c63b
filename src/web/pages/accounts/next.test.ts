import { expect, test } from 'vitest'
import { nextQuery, safeNext } from './next.ts'

test('a path on this site is kept with its query and part', () => {
  expect(safeNext('/competitions/delta?page=2#fees')).toBe('/competitions/delta?page=2#fees')
  expect(nextQuery('/entries/1')).toBe('?next=%2Fentries%2F1')
})

test('everything that could lead elsewhere, or round in a circle, becomes the person’s own page', () => {
  for (const wish of [
    undefined,
    '',
    'competitions',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    '/sign-in?next=/x',
    '/sign-up',
    '/reset?token=x',
  ])
    expect(safeNext(wish), String(wish)).toBe('/me')
  expect(nextQuery('//evil.example')).toBe('')
})
