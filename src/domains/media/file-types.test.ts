import { describe, expect, test } from 'vitest'
import {
  type Content,
  contentIs,
  extensionsOf,
  type FileType,
  fileTypeNames,
  fileTypes,
  typeByContent,
  typeByName,
} from './file-types.ts'
import { sampleOf } from './testing.ts'

function content(bytes: Buffer): Content {
  const text = !bytes.includes(0) && Buffer.from(bytes.toString('utf8')).equals(bytes)
  return { head: bytes.subarray(0, 4096), tail: bytes.subarray(-131_072), text }
}

describe('telling files by their content', () => {
  test.each(fileTypeNames)('a real %s is one', type => {
    expect(contentIs(type, content(sampleOf(type)))).toBe(true)
  })

  test('a program dressed as a document is none', () => {
    const program = content(Buffer.from('\x7fELF\x02\x01\x01\0\0\0binary', 'latin1'))
    for (const type of fileTypeNames) expect(contentIs(type, program)).toBe(false)
    expect(typeByContent(program)).toBeUndefined()
  })

  test('a web page dressed as a picture is text, not a picture', () => {
    const page = content(Buffer.from('<html><script>alert(1)</script></html>'))
    for (const type of ['png', 'jpeg', 'gif', 'webp', 'pdf'] as const) expect(contentIs(type, page)).toBe(false)
    expect(typeByContent(page)).toBe('txt')
  })

  test('a plain zip is no Word document, though a Word document is a zip', () => {
    expect(contentIs('docx', content(sampleOf('zip')))).toBe(false)
    expect(contentIs('zip', content(sampleOf('docx')))).toBe(true)
    expect(typeByContent(content(sampleOf('docx')))).toBe('docx')
  })

  test('GBK text is not UTF-8 text', () => {
    expect(contentIs('csv', content(Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31])))).toBe(false)
    expect(contentIs('csv', content(Buffer.from('姓名,1\n')))).toBe(true)
  })

  test('names claim types by their last extension', () => {
    const claims: [string, FileType | undefined][] = [
      ['报告.PDF', 'pdf'],
      ['photo.JPeG', 'jpeg'],
      ['archive.tar.gz', undefined],
      ['invoice.pdf.exe', undefined],
      ['README', undefined],
    ]
    for (const [name, type] of claims) expect(typeByName(name)).toBe(type)
  })

  test('no extension belongs to two types', () => {
    const all = extensionsOf(fileTypeNames)
    expect(new Set(all).size).toBe(all.length)
    expect(Object.keys(fileTypes)).toEqual([...fileTypeNames])
  })
})
