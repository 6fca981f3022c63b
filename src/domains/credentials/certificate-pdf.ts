import PDFDocument from 'pdfkit'
import { drawQr, drawScaleBorder, drawSeal, ink, mm } from './certificate-drawing.ts'
import { fill, inLanguage, type CertificateTemplate, type CertificateValues } from './certificate-template.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { loadChains, Typesetter, type Style } from './typeset.ts'

export interface CertificateInput {
  template: CertificateTemplate
  values: CertificateValues
  number: string
  /** The address the QR code leads to. */
  verifyUrl: string
  issuedAt: Date
  /** The date of issue in both languages, as it is to be printed. */
  dateText: { 'zh-CN': string; en: string }
  /** A PNG or JPEG of the organisation, square; without it a square of its colour with the seal's first character. */
  logo?: Uint8Array
  /** The entry of the public log, once there is one. */
  logEntry?: string
}

export interface CertificatePdf {
  pdf: Buffer
  /** Characters no font could draw; they stand as a visible mark on the paper. Empty when all is well. */
  missingGlyphs: string[]
}

const px = 0.75
const second = '#3B464A'
const page = { width: 297 * mm, height: 210 * mm, middle: 148.5 * mm, left: 24 * mm, right: 273 * mm, foot: 193 * mm }

/** Draws a certificate, A4 landscape, one page. The same input gives the same bytes. */
export async function certificatePdf(input: CertificateInput): Promise<CertificatePdf> {
  const chains = await loadChains()
  const { template, values, issuedAt } = input
  const doc = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${inLanguage(values.award, 'zh-CN')} ${inLanguage(values.name, 'zh-CN')} ${input.number}`,
      Author: inLanguage(template.brand.name, 'zh-CN'),
      Subject: input.verifyUrl,
      Creator: 'Palestra',
      Producer: 'Palestra',
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  })
  const finished = collect(doc)
  const type = new Typesetter(doc, chains)
  drawScaleBorder(doc)
  drawHeader(doc, type, input)
  drawBody(doc, type, input)
  drawFooter(doc, type, input)
  doc.end()
  return { pdf: await finished, missingGlyphs: [...type.missing] }
}

function collect(doc: InstanceType<typeof PDFDocument>): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
}

function drawHeader(doc: InstanceType<typeof PDFDocument>, type: Typesetter, input: CertificateInput): void {
  const { brand, scope } = input.template
  const [top, side] = [22 * mm, 44 * px]
  if (input.logo) doc.image(Buffer.from(input.logo), page.left, top, { fit: [side, side] })
  else {
    doc.rect(page.left, top, side, side).fill(brand.colour)
    const [first = ''] = Array.from(brand.sealText)
    const letter: Style = { face: 'serifBold', size: 27 * px, colour: '#FFFFFF' }
    type.drawCentred(first, letter, page.left + side / 2, top + side / 2 + letter.size * 0.38)
  }
  const x = page.left + side + 12 * px
  const [zhName, enName] = [brand.name['zh-CN'], brand.name.en]
  type.draw(zhName || enName, { face: 'sansBold', size: 17 * px }, x, top + 17 * px)
  if (zhName && enName) type.draw(enName, { face: 'sans', size: 12 * px, colour: second }, x, top + 38 * px)
  type.drawRight(input.number, { face: 'mono', size: 13 * px }, page.right, top + 16 * px)
  const scopes = both(scope, input.values)
  type.drawRight(scopes.join('   '), { face: 'sans', size: 12 * px, colour: second }, page.right, top + 38 * px)
}

/** A line of the body: how far its baseline lies under the line before, and how it is drawn. */
interface Line {
  down: number
  draw(baseline: number): void
}

function drawBody(
  doc: InstanceType<typeof PDFDocument>,
  type: Typesetter,
  { template, values }: CertificateInput,
): void {
  const width = 217 * mm
  const centred = (text: string, style: Style, down: number): Line => {
    const fitted = type.fit(text, style, width)
    return { down, draw: baseline => type.drawCentred(text, fitted, page.middle, baseline) }
  }
  const [titleZh = '', titleEn] = both(template.title, values)
  const [bodyZh, bodyEn] = [fill(template.body, values, 'zh-CN'), fill(template.body, values, 'en')]
  const zhStyle: Style = { face: 'serif', size: 19 * px }
  const enStyle: Style = { face: 'serif', size: 15.5 * px, colour: '#222A2F' }
  const name = pair(type, values.name, { zh: 40 * px, en: 21 * px, spacing: 0.06, width })
  const award = pair(type, values.award, { zh: 44 * px, en: 23 * px, spacing: 0.12, width })
  const lines: Line[] = [centred(titleZh, { face: 'serifBold', size: 58 * px, spacing: 0.32 }, 52 * px)]
  if (titleEn) lines.push(centred(titleEn, { face: 'serif', size: 20 * px, colour: second, spacing: 0.01 }, 44 * px))
  name.rows.forEach((row, at) => lines.push({ down: (at === 0 ? 74 : 34) * px, draw: row }))
  lines.push({ down: 16 * px, draw: baseline => underline(doc, Math.max(name.width + 56 * px, 100 * mm), baseline) })
  const zhLines = bodyZh ? type.lines(bodyZh, zhStyle, width) : []
  zhLines.forEach((text, at) => lines.push(centred(text, zhStyle, (at === 0 ? 43 : 32) * px)))
  award.rows.forEach((row, at) => lines.push({ down: (at === 0 ? 60 : 34) * px, draw: row }))
  const enLines = bodyEn ? type.lines(bodyEn, enStyle, 44 * enStyle.size) : []
  enLines.forEach((text, at) => lines.push(centred(text, enStyle, (at === 0 ? 42 : 23) * px)))

  const total = lines.reduce((sum, line) => sum + line.down, 0)
  const [top, bottom] = [36 * mm, 170 * mm]
  // A long text closes the lines up rather than running into the seal.
  const squeeze = Math.min(1, (bottom - top) / total)
  let baseline = top + (bottom - top - total * squeeze) / 2
  for (const line of lines) {
    baseline += line.down * squeeze
    line.draw(baseline)
  }
}

/** Chinese and English beside each other on one baseline; below each other where that would be too wide. */
function pair(
  type: Typesetter,
  value: CertificateValues['name'],
  look: { zh: number; en: number; spacing: number; width: number },
): { rows: ((baseline: number) => void)[]; width: number } {
  const [first = '', other] = both(value, {})
  const firstStyle: Style = { face: 'serifBold', size: look.zh, spacing: look.spacing }
  const otherStyle: Style = { face: 'serif', size: look.en }
  const gap = 16 * px
  const firstWidth = type.width(first, firstStyle)
  const whole = firstWidth + (other ? gap + type.width(other, otherStyle) : 0)
  if (!other || whole > look.width) {
    const texts: [string, Style][] = other
      ? [
          [first, firstStyle],
          [other, otherStyle],
        ]
      : [[first, firstStyle]]
    const fitted = texts.map(([text, style]) => ({ text, style: type.fit(text, style, look.width) }))
    return {
      rows: fitted.map(
        ({ text, style }) =>
          baseline =>
            type.drawCentred(text, style, page.middle, baseline),
      ),
      width: Math.max(...fitted.map(({ text, style }) => type.width(text, style))),
    }
  }
  const left = page.middle - whole / 2
  return {
    rows: [
      baseline => {
        type.draw(first, firstStyle, left, baseline)
        type.draw(other, otherStyle, left + firstWidth + gap, baseline)
      },
    ],
    width: whole,
  }
}

function underline(doc: InstanceType<typeof PDFDocument>, width: number, y: number): void {
  doc
    .lineWidth(px)
    .moveTo(page.middle - width / 2, y)
    .lineTo(page.middle + width / 2, y)
    .stroke(ink)
}

function drawFooter(doc: InstanceType<typeof PDFDocument>, type: Typesetter, input: CertificateInput): void {
  const small: Style = { face: 'sans', size: 12 * px, colour: second }
  const qr = 22 * mm
  drawQr(doc, input.verifyUrl, page.left, page.foot - qr, qr)
  const x = page.left + qr + 12 * px
  const mono: Style = { ...small, face: 'mono' }
  const address = input.verifyUrl.replace(/^https?:\/\//, '')
  const cut = address.lastIndexOf('/') + 1
  const rows: [string, Style][] = [
    [`${zh.credentials.certificate.verify} ${en.credentials.certificate.verify}`, { face: 'sans', size: 13 * px }],
    [address.slice(0, cut), mono],
    [address.slice(cut), mono],
  ]
  if (input.logEntry)
    rows.push([`${zh.credentials.certificate.log} ${en.credentials.certificate.log} ${input.logEntry}`, small])
  const last = page.foot - 4 * px
  rows.forEach(([text, style], at) => {
    type.draw(text, type.fit(text, style, 54 * mm), x, last - (rows.length - 1 - at) * 20 * px)
  })

  drawSignatories(doc, type, input)

  const seal = 28 * mm
  drawSeal(doc, type, input.template.brand.sealText, page.right - seal, page.foot + 2 * mm - seal, seal)
  const right = page.right - seal - 12 * px
  type.drawRight(input.dateText['zh-CN'], small, right, last - 20 * px)
  type.drawRight(input.dateText.en, small, right, last)
}

function drawSignatories(
  doc: InstanceType<typeof PDFDocument>,
  type: Typesetter,
  { template }: CertificateInput,
): void {
  const [line, pitch] = [128 * px, 172 * px]
  const { signatories } = template
  const middle = page.middle + 4 * mm
  signatories.forEach((signatory, at) => {
    const x = middle + (at - (signatories.length - 1) / 2) * pitch
    doc
      .lineWidth(px)
      .moveTo(x - line / 2, page.foot - 50 * px)
      .lineTo(x + line / 2, page.foot - 50 * px)
      .stroke(ink)
    const name = inLanguage(signatory.name, 'zh-CN')
    type.drawCentred(name, type.fit(name, { face: 'sansBold', size: 16 * px }, pitch - 8 * px), x, page.foot - 26 * px)
    const role = both(signatory.role, {}).join(' ')
    type.drawCentred(
      role,
      type.fit(role, { face: 'sans', size: 12 * px, colour: second }, pitch - 8 * px),
      x,
      page.foot - 4 * px,
    )
  })
}

/** The Chinese and then the English text, without the one that is empty or the same. */
function both(value: CertificateValues['name'], values: CertificateValues): string[] {
  if (!value) return []
  return [...new Set([fill(value, values, 'zh-CN'), fill(value, values, 'en')])].filter(text => text !== '')
}
