import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { brandColours, contrast, leastContrast, papers, parseColour } from './brand-colour.ts'

describe('an organisation’s colour', () => {
  test('black on white is 21:1 and a colour on itself 1:1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10)
    expect(contrast('#0b5e6b', '#0b5e6b')).toBe(1)
  })

  test('a dark colour is taken as given for text, bands and white letters', () => {
    const { text, fill, whiteOn } = brandColours('#0b5e6b')
    expect(text.light).toEqual({ colour: '#0b5e6b', ratio: 7.4, passes: true })
    expect(fill.light).toEqual({ colour: '#0b5e6b', ratio: 7.4, passes: true })
    expect(whiteOn.passes).toBe(true)
  })

  test('a pale colour gets a darker shade for text and is refused for bands', () => {
    const { text, fill, whiteOn } = brandColours('#6fb8ba')
    expect(text.light.colour).not.toBe('#6fb8ba')
    expect(text.light.passes).toBe(true)
    expect(text.light.ratio).toBeLessThan(4.7)
    expect(fill.light).toEqual({ colour: '#6fb8ba', ratio: 2.2, passes: false })
    expect(whiteOn.passes).toBe(false)
  })

  test('a ratio just below the limit never reads as the limit', () => {
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2)
    expect(brandColours('#777777').whiteOn).toEqual({ colour: '#777777', ratio: 4.4, passes: false })
  })

  test('whatever colour is given, its text shades can be read on both papers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), value => {
        const { text } = brandColours(`#${value.toString(16).padStart(6, '0')}`)
        expect(contrast(text.light.colour, papers.light)).toBeGreaterThanOrEqual(leastContrast.text)
        expect(contrast(text.dark.colour, papers.dark)).toBeGreaterThanOrEqual(leastContrast.text)
      }),
    )
  })

  test('colours are read in the ways people write them', () => {
    expect(parseColour(' 0B5E6B ')).toBe('#0b5e6b')
    expect(parseColour('#abc')).toBe('#aabbcc')
    for (const bad of ['', 'teal', '#12345', '#12345g', 'rgb(1,2,3)']) expect(parseColour(bad)).toBeNull()
  })
})
