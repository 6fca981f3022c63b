import { expect, test } from 'vitest'
import { byteRange, cleanName, contentDisposition } from './file-name.ts'

test('names lose paths, control characters and marks that turn the reading direction', () => {
  expect(cleanName('C:\\Users\\周\\报告.pdf')).toBe('报告.pdf')
  expect(cleanName('../../etc/passwd')).toBe('passwd')
  expect(cleanName('a\u202egnp.exe\n')).toBe('agnp.exe')
  for (const empty of ['', '..', '/', '\u0000']) expect(cleanName(empty)).toBe('file')
})

test('a very long name is cut before its extension', () => {
  expect(cleanName(`${'长'.repeat(300)}.pdf`)).toBe(`${'长'.repeat(196)}.pdf`)
})

test('a download keeps its Chinese name, and quotes cannot break out of the header', () => {
  expect(contentDisposition('attachment', '作品 (终).pdf')).toBe(
    `attachment; filename="__ (_).pdf"; filename*=UTF-8''%E4%BD%9C%E5%93%81%20%28%E7%BB%88%29.pdf`,
  )
  expect(contentDisposition('inline', 'a"; x="b')).toContain('filename="a_; x=_b"')
})

test.each([
  [undefined, undefined],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=10-', { start: 10, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=50-5000', { start: 50, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-2', undefined],
  ['bytes=0-1,5-6', undefined],
  ['lines=0-1', undefined],
])('range %s of 100 bytes', (header, expected) => {
  expect(byteRange(header, 100)).toEqual(expected)
})
