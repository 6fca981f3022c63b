import fc from 'fast-check'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bakePng, bakeSvg, extractPng, extractSvg } from './bake.ts'
import { readChunks, writeChunks } from './png-chunks.ts'
import { readCredential } from './read-credential.ts'
import { aPng } from './testing.ts'

const svg =
  '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
const aDocument = fc.dictionary(
  fc.string({ unit: 'grapheme' }),
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(']]>'), fc.double()),
)

test('a credential survives being baked into a PNG and read back', () => {
  fc.assert(
    fc.property(aDocument, document => {
      const text = JSON.stringify(document)
      expect(extractPng(bakePng(aPng(), text))).toBe(text)
    }),
  )
})

test('a credential survives being baked into an SVG and read back', () => {
  fc.assert(
    fc.property(aDocument, document => {
      const text = JSON.stringify(document)
      const read = extractSvg(bakeSvg(svg, text))
      expect(JSON.parse(read ?? '')).toEqual(JSON.parse(text))
    }),
  )
})

test('baking again replaces what was baked', () => {
  expect(bakePng(bakePng(aPng(), '{"a":1}'), '{"b":2}')).toEqual(bakePng(aPng(), '{"b":2}'))
  expect(bakeSvg(bakeSvg(svg, '{"a":1}'), '{"b":2}')).toBe(bakeSvg(svg, '{"b":2}'))
})

test('the chunk is the one the specification names, right after the header, and the picture is unchanged', () => {
  const chunks = readChunks(bakePng(aPng(), '{}')) ?? []
  expect(chunks.map(chunk => chunk.type)).toEqual(['IHDR', 'iTXt', 'IDAT', 'IEND'])
  expect(chunks[1]?.data.toString('latin1')).toBe('openbadgecredential\0\0\0\0\0{}')
})

test('a compressed chunk, an escaped SVG body and a token attribute are read too', () => {
  const data = Buffer.concat([Buffer.from('openbadgecredential\0\x01\0en\0x\0', 'latin1'), deflateSync('{"c":3}')])
  const [header, ...rest] = readChunks(aPng()) ?? []
  expect(header && extractPng(writeChunks([header, { type: 'iTXt', data }, ...rest]))).toBe('{"c":3}')
  const wrap = (element: string) => svg.replace('<path', `${element}<path`)
  expect(extractSvg(wrap('<openbadges:credential>{&quot;a&quot;:&quot;&lt;&amp;&quot;}</openbadges:credential>'))).toBe(
    '{"a":"<&"}',
  )
  expect(extractSvg(wrap('<openbadges:credential verify="aa.bb.cc"/>'))).toBe('aa.bb.cc')
})

test('a damaged or foreign picture holds no credential', () => {
  const damaged = Buffer.from(bakePng(aPng(), '{"a":1}'))
  damaged.writeUInt8(damaged.readUInt8(70) ^ 1, 70)
  expect(readCredential(damaged)).toEqual({ form: 'png', failure: 'no-credential' })
  expect(readCredential(aPng())).toEqual({ form: 'png', failure: 'no-credential' })
  expect(readCredential(Buffer.from(svg))).toEqual({ form: 'svg', failure: 'no-credential' })
  expect(() => bakePng(Buffer.from('GIF89a'), '{}')).toThrow(TypeError)
  expect(() => bakeSvg('<p>no</p>', '{}')).toThrow(TypeError)
})
