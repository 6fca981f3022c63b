import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

describe('canonical JSON (RFC 8785)', () => {
  test('the example of section 3.2.2 comes out byte for byte', () => {
    const input = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    )
    expect(canonicalJson(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  test('keys are sorted by UTF-16 code units, as in section 3.2.3', () => {
    const input = JSON.parse(
      String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
    )
    expect(Object.values(JSON.parse(canonicalJson(input)))).toHaveLength(7)
    expect([...canonicalJson(input).matchAll(/:"([^"]+)"/g)].map(match => match[1])).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  test('numbers follow ECMAScript, negative zero becomes zero', () => {
    expect(canonicalJson([-0, 1e21, 1e20, 5e-324, Number('9007199254740993'), 0.000001, 1e-7])).toBe(
      '[0,1e+21,100000000000000000000,5e-324,9007199254740992,0.000001,1e-7]',
    )
  })

  test('what JSON cannot say is refused', () => {
    for (const bad of [Number.NaN, Infinity, 1n, '\ud800', undefined, () => 1, { '\udc00': 1 }]) {
      expect(() => canonicalJson(bad)).toThrow(TypeError)
    }
  })

  test('undefined members are left out and one value may stand in two places', () => {
    const shared = { a: 1 }
    expect(canonicalJson({ b: undefined, x: shared, y: shared })).toBe('{"x":{"a":1},"y":{"a":1}}')
  })
})
