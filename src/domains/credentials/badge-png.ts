import { deflateSync } from 'node:zlib'
import { badgeOutlines, badgeSize } from './badge-art.ts'
import type { Outline } from './outline.ts'
import { writeChunks } from './png-chunks.ts'

const samples = 4

/** The badge as a PNG, 400 × 400, true colour. */
export function badgePng(organisationColour: string): Buffer {
  const pixels = Buffer.alloc(badgeSize * badgeSize * 3, 255)
  for (const { fill, outline } of badgeOutlines(organisationColour)) paint(pixels, outline, fill)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(badgeSize, 0)
  header.writeUInt32BE(badgeSize, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(badgeSize * (badgeSize * 3 + 1))
  for (let row = 0; row < badgeSize; row += 1) {
    pixels.copy(rows, row * (badgeSize * 3 + 1) + 1, row * badgeSize * 3, (row + 1) * badgeSize * 3)
  }
  return writeChunks([
    { type: 'IHDR', data: header },
    { type: 'IDAT', data: deflateSync(rows, { level: 9 }) },
    { type: 'IEND', data: Buffer.alloc(0) },
  ])
}

/** Fills by the non-zero rule, with the cover of each pixel measured on 4 × 4 points. */
function paint(pixels: Buffer, outline: Outline, fill: string): void {
  const colour = [1, 3, 5].map(at => Number.parseInt(fill.slice(at, at + 2), 16))
  for (let row = 0; row < badgeSize; row += 1) {
    const cover = new Uint8Array(badgeSize)
    for (let line = 0; line < samples; line += 1) addLine(cover, outline, row + (line + 0.5) / samples)
    for (let column = 0; column < badgeSize; column += 1) {
      const share = (cover[column] ?? 0) / (samples * samples)
      if (share === 0) continue
      const at = (row * badgeSize + column) * 3
      colour.forEach((part, channel) => {
        pixels.writeUInt8(Math.round(pixels.readUInt8(at + channel) * (1 - share) + part * share), at + channel)
      })
    }
  }
}

function addLine(cover: Uint8Array, outline: Outline, y: number): void {
  const crossings: { x: number; turn: number }[] = []
  for (const polygon of outline) {
    polygon.forEach(([x1, y1], index) => {
      const [x2, y2] = polygon[(index + 1) % polygon.length] ?? [x1, y1]
      if (y1 <= y === y2 <= y) return
      crossings.push({ x: x1 + ((y - y1) / (y2 - y1)) * (x2 - x1), turn: y1 < y2 ? 1 : -1 })
    })
  }
  crossings.sort((one, other) => one.x - other.x)
  let winding = 0
  crossings.forEach(({ x, turn }, index) => {
    winding += turn
    const end = crossings[index + 1]?.x
    if (winding === 0 || end === undefined) return
    const first = Math.max(0, Math.ceil(x * samples - 0.5))
    for (let point = first; (point + 0.5) / samples < end && point < badgeSize * samples; point += 1) {
      const column = Math.floor(point / samples)
      cover[column] = (cover[column] ?? 0) + 1
    }
  })
}
