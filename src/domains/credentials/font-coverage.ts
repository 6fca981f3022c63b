/** Whether a font has a glyph for a code point. */
export type Coverage = (codePoint: number) => boolean

/**
 * Reads which code points a TrueType or OpenType font maps to a glyph (its `cmap`, formats 4 and 12; OpenType 1.9).
 *
 * @throws RangeError when the tables are cut short
 */
export function coverageOf(font: Uint8Array): Coverage {
  const bytes = Buffer.from(font.buffer, font.byteOffset, font.byteLength)
  const cmap = tableAt(bytes, 'cmap')
  const bits = Buffer.alloc(0x110000 >> 3)
  const add = (code: number) => bits.writeUInt8(bits.readUInt8(code >> 3) | (1 << (code & 7)), code >> 3)
  for (let record = 0; record < bytes.readUInt16BE(cmap + 2); record += 1) {
    const subtable = cmap + bytes.readUInt32BE(cmap + 4 + record * 8 + 4)
    const format = bytes.readUInt16BE(subtable)
    if (format === 12) addGroups(bytes, subtable, add)
    if (format === 4) addSegments(bytes, subtable, add)
  }
  return code => code < 0x110000 && (bits.readUInt8(code >> 3) & (1 << (code & 7))) !== 0
}

function tableAt(bytes: Buffer, tag: string): number {
  for (let table = 0; table < bytes.readUInt16BE(4); table += 1) {
    const record = 12 + table * 16
    if (bytes.toString('latin1', record, record + 4) === tag) return bytes.readUInt32BE(record + 8)
  }
  throw new RangeError(`the font has no ${tag} table`)
}

function addGroups(bytes: Buffer, subtable: number, add: (code: number) => void): void {
  for (let group = 0; group < bytes.readUInt32BE(subtable + 12); group += 1) {
    const at = subtable + 16 + group * 12
    const first = bytes.readUInt32BE(at)
    const glyph = bytes.readUInt32BE(at + 8)
    for (let code = first; code <= bytes.readUInt32BE(at + 4); code += 1) if (glyph + code - first > 0) add(code)
  }
}

function addSegments(bytes: Buffer, subtable: number, add: (code: number) => void): void {
  const doubled = bytes.readUInt16BE(subtable + 6)
  const ends = subtable + 14
  const starts = ends + doubled + 2
  for (let at = 0; at < doubled; at += 2) {
    const first = bytes.readUInt16BE(starts + at)
    const delta = bytes.readUInt16BE(starts + doubled + at)
    const offsetAt = starts + doubled * 2 + at
    const offset = bytes.readUInt16BE(offsetAt)
    for (let code = first; code <= bytes.readUInt16BE(ends + at) && code < 0xffff; code += 1) {
      const glyph = offset === 0 ? code + delta : bytes.readUInt16BE(offsetAt + offset + (code - first) * 2)
      if ((glyph & 0xffff) !== 0) add(code)
    }
  }
}
