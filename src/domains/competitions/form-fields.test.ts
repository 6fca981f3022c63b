import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAnswers, type FormField, formFields, isPersonal, residentIdCheck } from './form-fields.ts'

const label = { 'zh-CN': '项', en: 'Field' }
const file = '0198c0de-0000-7000-8000-000000000001'
const form = (...fields: object[]) => formFields.parse(fields.map(field => ({ label, ...field })))
const codes = (
  fields: ReturnType<typeof form>,
  answers: Record<string, unknown>,
  files?: Map<string, { mime: string; bytes: number }>,
) => {
  const checked = checkAnswers(fields, answers, files ? { files } : {})
  return checked.ok ? 'ok' : checked.mistakes.map(mistake => `${mistake.path} ${mistake.code}`)
}

describe('each kind of field', () => {
  const cases: [string, object, unknown[], [unknown, string][]][] = [
    [
      'text',
      { kind: 'text', minLength: 2, maxLength: 4 },
      ['ab', ' 𠮷𠮷 '],
      [
        ['a', 'too-short'],
        ['abcde', 'too-long'],
        ['a\nb', 'one-line-only'],
        [7, 'not-text'],
      ],
    ],
    ['digits', { kind: 'text', only: 'digits' }, ['0123'], [['12a', 'digits-only']]],
    ['long text', { kind: 'long-text', maxLength: 5 }, ['a\nb'], [['abcdef', 'too-long']]],
    [
      'number',
      { kind: 'number', min: -1, max: 2, decimals: 1 },
      [0, '1.5', -1],
      [
        [3, 'too-large'],
        ['-2', 'too-small'],
        ['1.25', 'too-many-decimals'],
        ['1e3', 'not-a-number'],
        [Number.NaN, 'not-a-number'],
      ],
    ],
    [
      'choice',
      { kind: 'choice', options: [{ value: 'a', label }] },
      ['a'],
      [
        ['b', 'not-an-option'],
        [['a'], 'not-an-option'],
      ],
    ],
    [
      'multiple',
      { kind: 'multiple', options: ['a', 'b', 'c'].map(value => ({ value, label })), atLeast: 2, atMost: 2 },
      [['a', 'c']],
      [
        [['a'], 'too-few-chosen'],
        [['a', 'b', 'c'], 'too-many-chosen'],
        [['a', 'x'], 'not-an-option'],
      ],
    ],
    [
      'date',
      { kind: 'date', from: '2000-01-01', until: '2010-12-31' },
      ['2008-02-29'],
      [
        ['2007-02-29', 'not-a-date'],
        ['1999-12-31', 'too-early'],
        ['2011-01-01', 'too-late'],
        ['1/2/2008', 'not-a-date'],
      ],
    ],
    [
      'consent',
      { kind: 'consent' },
      [true],
      [
        [false, 'consent-needed'],
        [undefined, 'consent-needed'],
        ['yes', 'not-a-consent'],
      ],
    ],
    [
      'email',
      { kind: 'email' },
      ['a.b@example.org'],
      [
        ['a@b', 'not-an-email'],
        ['a b@example.org', 'not-an-email'],
      ],
    ],
    [
      'phone',
      { kind: 'phone' },
      ['+86 138-0013-8000', '(021) 5566 7788'],
      [
        ['call me', 'not-a-phone'],
        ['12', 'not-a-phone'],
      ],
    ],
    [
      'url',
      { kind: 'url' },
      ['https://example.org/a'],
      [
        ['javascript:alert(1)', 'not-a-url'],
        ['example', 'not-a-url'],
        ['https://me:pw@example.org', 'not-a-url'],
      ],
    ],
    [
      'file',
      { kind: 'file', types: ['pdf'], maxFiles: 1 },
      [file, [file]],
      [
        [['x'], 'not-a-file'],
        [[file, file.replace('1', '2')], 'too-many-files'],
        [[file, file], 'not-a-file'],
      ],
    ],
    [
      'id document',
      { kind: 'id-document', documents: ['resident-id', 'passport'] },
      [
        { type: 'passport', number: 'e1234567' },
        { type: 'resident-id', number: '11010519491231002x' },
      ],
      [
        [{ type: 'resident-id', number: '110105194912310021' }, 'resident-id-wrong'],
        [{ type: 'other', number: '1234' }, 'not-a-document'],
        ['E1', 'not-a-document'],
      ],
    ],
  ]
  test.each(cases)('%s takes what fits and says what does not', (_, field, good, bad) => {
    const fields = form({ key: 'it', ...field })
    for (const value of good) expect(codes(fields, { it: value })).toBe('ok')
    for (const [value, code] of bad) expect(codes(fields, { it: value })).toEqual([`it competitions.form.${code}`])
  })
})

test('files are held to their size and their kind once the server knows them', () => {
  const fields = form({ key: 'it', kind: 'file', types: ['pdf'], maxBytes: 2048 })
  const known = (mime: string, bytes: number) => new Map([[file, { mime, bytes }]])
  expect(codes(fields, { it: file }, known('application/pdf', 2048))).toBe('ok')
  expect(codes(fields, { it: file }, known('application/pdf', 2049))).toEqual(['it competitions.form.file-too-large'])
  expect(codes(fields, { it: file }, known('text/html', 10))).toEqual(['it competitions.form.file-type'])
  expect(codes(fields, { it: file }, new Map())).toEqual(['it competitions.form.not-a-file'])
})

test('an identity document is personal whatever the form says, and its number never shows in a mistake', () => {
  const fields = form(
    { key: 'id', kind: 'id-document' },
    { key: 'name', kind: 'text', personal: true },
    { key: 'team', kind: 'text' },
  )
  const checked = checkAnswers(fields, {
    id: { type: 'passport', number: 'E 123 4567' },
    name: '阿卜杜外力',
    team: 'Frost',
  })
  expect(checked).toEqual({
    ok: true,
    answers: { team: 'Frost' },
    personal: { id: { type: 'passport', number: 'E1234567' }, name: '阿卜杜外力' },
  })
  expect(() => form({ key: 'id', kind: 'id-document', personal: false })).toThrow()
  expect(
    JSON.stringify(checkAnswers(fields, { id: { type: 'resident-id', number: '110105194912310021' } })),
  ).not.toContain('19491231')
})

test('a form that contradicts itself is refused', () => {
  for (const bad of [
    { key: 'a', kind: 'text', minLength: 9, maxLength: 3 },
    { key: 'a', kind: 'number', min: 2, max: 1 },
    { key: 'a', kind: 'date', from: '2020-01-02', until: '2020-01-01' },
    {
      key: 'a',
      kind: 'choice',
      options: [
        { value: 'x', label },
        { value: 'x', label },
      ],
    },
    { key: 'a', kind: 'multiple', options: [{ value: 'x', label }], atLeast: 2 },
    { key: 'A b', kind: 'text' },
  ])
    expect(() => form(bad), JSON.stringify(bad)).toThrow()
  expect(() => form({ key: 'a', kind: 'text' }, { key: 'a', kind: 'url' })).toThrow('key-used-twice')
})

test('a key that is a property of every object is not an answer', () => {
  const fields = form({ key: 'constructor', kind: 'text', required: false })
  expect(checkAnswers(fields, {})).toEqual({ ok: true, answers: {}, personal: {} })
})

test('the check character of GB 11643 catches every single wrong digit', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{17}$/), fc.nat(16), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
      const other = Array.from(digits, (digit, i) => (i === place ? String((Number(digit) + shift) % 10) : digit)).join(
        '',
      )
      expect(residentIdCheck(other)).not.toBe(residentIdCheck(digits))
    }),
  )
})

const anyField = fc.record({
  key: fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
  required: fc.boolean(),
  personal: fc.boolean(),
  shape: fc.constantFrom(
    { kind: 'text' },
    { kind: 'long-text' },
    { kind: 'number', decimals: 2 },
    {
      kind: 'choice',
      options: [
        { value: 'x', label },
        { value: 'y', label },
      ],
    },
    {
      kind: 'multiple',
      options: [
        { value: 'x', label },
        { value: 'y', label },
      ],
    },
    { kind: 'date' },
    { kind: 'consent' },
    { kind: 'email' },
    { kind: 'phone' },
    { kind: 'url' },
    { kind: 'file', types: ['image'] },
  ),
})
const anyForm = fc
  .uniqueArray(anyField, { selector: field => field.key, maxLength: 8 })
  .map(fields => form(...fields.map(({ shape, ...rest }) => ({ ...rest, ...shape }))))
const anyAnswer = fc.oneof(
  fc.string(),
  fc.constantFrom('x', 'y', ['x'], true, 12.5, '2026-01-01', file, 'a@example.org'),
  fc.jsonValue(),
  fc.double(),
)

test('whatever is sent, every answer that comes back is the form’s, on its own side, and passes again unchanged', () => {
  fc.assert(
    fc.property(
      anyForm.chain(fields =>
        fc.tuple(
          fc.constant(fields),
          fc.record(Object.fromEntries(fields.map((f: FormField) => [f.key, anyAnswer]))),
          fc.dictionary(fc.string(), fc.jsonValue()),
        ),
      ),
      ([fields, known, strange]) => {
        const checked = checkAnswers(fields, { ...strange, ...known })
        if (!checked.ok) {
          expect(checked.mistakes.every(mistake => fields.some(field => field.key === mistake.path))).toBe(true)
          return
        }
        for (const field of fields) {
          const side = isPersonal(field) ? checked.personal : checked.answers
          const other = isPersonal(field) ? checked.answers : checked.personal
          expect(Object.hasOwn(other, field.key)).toBe(false)
          if (field.required) expect(Object.hasOwn(side, field.key)).toBe(true)
        }
        const all = { ...checked.answers, ...checked.personal }
        expect(Object.keys(all).every(key => fields.some(field => field.key === key))).toBe(true)
        expect(checkAnswers(fields, all)).toEqual(checked)
      },
    ),
    { numRuns: 500 },
  )
})
