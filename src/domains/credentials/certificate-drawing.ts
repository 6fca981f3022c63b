import type PDFDocument from 'pdfkit'
import { qrPath } from './qr-path.ts'
import { sealColumns } from './seal.ts'
import type { Typesetter } from './typeset.ts'

type Doc = InstanceType<typeof PDFDocument>

export const mm = 72 / 25.4
export const ink = '#10161A'
export const vermilion = '#D73215'

/** The scale border: a frame 9 mm in, graduated inwards, longer every tenth unit across and every 23rd down. */
export function drawScaleBorder(doc: Doc): void {
  const [left, top, width, height] = [10 * mm, 10 * mm, 277 * mm, 190 * mm]
  doc
    .save()
    .lineWidth(0.22 * mm)
    .strokeColor(ink)
  for (let tick = 0; tick <= 100; tick += 1) {
    const x = left + (width * tick) / 100
    const length = (tick % 10 === 0 ? 4.2 : 2.4) * mm
    doc
      .moveTo(x, top)
      .lineTo(x, top + length)
      .moveTo(x, top + height)
      .lineTo(x, top + height - length)
  }
  for (let tick = 1; tick < 69; tick += 1) {
    const y = top + (height * tick) / 69
    const length = (tick % 23 === 0 ? 4.2 : 2.4) * mm
    doc
      .moveTo(left, y)
      .lineTo(left + length, y)
      .moveTo(left + width, y)
      .lineTo(left + width - length, y)
  }
  doc
    .stroke()
    .lineWidth(0.7 * mm)
    .rect(left, top, width, height)
    .stroke()
    .restore()
}

/** A QR code as filled runs of modules, error level M, without a quiet zone: the caller leaves the paper around it. */
export function drawQr(doc: Doc, text: string, x: number, y: number, side: number): void {
  const { size, path } = qrPath(text)
  doc
    .save()
    .translate(x, y)
    .scale(side / size)
    .path(path)
    .fill(ink)
    .restore()
}

/** The organisation's seal: white characters in columns from the right, on a slightly uneven vermilion square. */
export function drawSeal(doc: Doc, type: Typesetter, text: string, x: number, y: number, side: number): void {
  const unit = side / 100
  doc.save().translate(x, y).scale(unit)
  doc.polygon([3, 3], [97, 2], [98, 97], [2, 98]).fill(vermilion)
  for (const { character, x: cx, y: cy, width, height } of sealColumns(text)) {
    const size = 27
    const style = { face: 'serifBold', size, colour: '#FFFFFF' } as const
    const natural = type.width(character, style)
    doc
      .save()
      .translate(cx, cy)
      .scale(Math.min(width / natural, 1.5), height / size)
    // A Han glyph stands 0.88 em above the baseline and 0.12 em below: its middle is 0.38 em up.
    type.drawCentred(character, style, 0, size * 0.38)
    doc.restore()
  }
  doc.restore()
}
