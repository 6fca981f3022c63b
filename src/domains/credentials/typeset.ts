import type PDFDocument from 'pdfkit'
import { fontsOf, type CertificateFont, type Face } from './certificate-fonts.ts'

type Doc = InstanceType<typeof PDFDocument>

export interface Style {
  face: Face
  /** Points. */
  size: number
  colour?: string
  /** Added after each character, in ems. */
  spacing?: number
}

interface Run {
  font: string
  text: string
}

// A missing character is drawn as the printer's geta mark and reported, never as an empty box nobody notices.
const missingMark = '\u3013'
const han = /\p{Script=Han}/u
const latinOrDigit = /[\p{Script=Latin}\p{Nd}]/u
const mayNotStart =
  /[\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u3009\u300d\u300f\u3011\u201d\u2019\u2026\u2014\u00b7,.;:?!)\]}%]/u
const mayNotEnd = /[\uff08\u300a\u3008\u300c\u300e\u3010\u201c\u2018([{]/u

/** Sets text in chains of fonts, on one page of one document. All lengths in points. */
export class Typesetter {
  readonly missing = new Set<string>()
  readonly #doc: Doc
  readonly #chains: Record<Face, CertificateFont[]>

  constructor(doc: Doc, chains: Record<Face, CertificateFont[]>) {
    this.#doc = doc
    this.#chains = chains
    for (const font of Object.values(chains).flat()) doc.registerFont(font.name, font.source)
  }

  width(text: string, style: Style): number {
    return this.#place(text, style, () => undefined)
  }

  /** Draws one line with its left end and baseline here; returns its width. */
  draw(text: string, style: Style, x: number, baseline: number): number {
    return this.#place(text, style, (run, at) => {
      this.#doc.fillColor(style.colour ?? '#10161A')
      this.#doc.text(run.text, x + at, baseline, { ...this.#options(style), baseline: 'alphabetic' })
    })
  }

  drawCentred(text: string, style: Style, middle: number, baseline: number): void {
    this.draw(text, style, middle - this.#inkWidth(text, style) / 2, baseline)
  }

  drawRight(text: string, style: Style, right: number, baseline: number): void {
    this.draw(text, style, right - this.#inkWidth(text, style), baseline)
  }

  /** The same style, smaller where the text would be wider than this. */
  fit(text: string, style: Style, width: number): Style {
    const natural = this.#inkWidth(text, style)
    return natural <= width ? style : { ...style, size: (style.size * width) / natural }
  }

  /** Breaks into lines no wider than this, as even as the fewest lines allow. */
  lines(text: string, style: Style, width: number): string[] {
    const best = this.#break(text, style, width)
    let [low, high] = [width / 2, width]
    while (high - low > 4) {
      const middle = (low + high) / 2
      if (this.#break(text, style, middle).length > best.length) low = middle
      else high = middle
    }
    return best.length === 1 ? best : this.#break(text, style, high)
  }

  #break(text: string, style: Style, width: number): string[] {
    const lines: string[] = []
    let line = ''
    for (const piece of pieces(text)) {
      if (line !== '' && this.width((line + piece).trimEnd(), style) > width) {
        lines.push(line.trimEnd())
        line = piece.trimStart()
      } else line += piece
    }
    return line.trim() === '' ? lines : [...lines, line.trimEnd()]
  }

  #inkWidth(text: string, style: Style): number {
    return this.width(text, style) - (style.spacing ?? 0) * style.size
  }

  #options(style: Style) {
    return { lineBreak: false, characterSpacing: (style.spacing ?? 0) * style.size }
  }

  #place(text: string, style: Style, put: (run: Run, at: number) => void): number {
    let at = 0
    let last = ''
    for (const run of this.#runs(text, style.face)) {
      if (meets(last, run.text)) at += style.size / 4
      this.#doc.font(run.font).fontSize(style.size)
      put(run, at)
      // pdfkit does not add the spacing of the last character to the width it tells.
      at += this.#doc.widthOfString(run.text, this.#options(style)) + (style.spacing ?? 0) * style.size
      last = run.text
    }
    return at
  }

  #runs(text: string, face: Face): Run[] {
    const runs: Run[] = []
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0
      const font = this.#chains[face].find(one => one.covers(code))
      if (!font) this.missing.add(character)
      const drawn = font ? character : missingMark
      const name = (font ?? this.#chains[face].find(one => one.covers(0x3013)))?.name
      if (name === undefined) continue
      const run = runs.at(-1)
      // Han against Latin parts a run even within one font, for the quarter-em between them.
      if (run?.font === name && !meets(run.text, drawn)) run.text += drawn
      else runs.push({ font: name, text: drawn })
    }
    return runs
  }
}

/** True where a quarter-em gap belongs: Han directly beside a Latin letter or digit. */
function meets(before: string, after: string): boolean {
  const [last, first] = [Array.from(before).at(-1) ?? '', Array.from(after)[0] ?? '']
  return (han.test(last) && latinOrDigit.test(first)) || (latinOrDigit.test(last) && han.test(first))
}

/** Pieces between which a line may break: words of Latin, single characters of Chinese, punctuation kept to its side. */
function pieces(text: string): string[] {
  const found: string[] = []
  for (const character of text) {
    const last = found.at(-1)
    const previous = Array.from(last ?? '').at(-1) ?? ''
    const breaks = last === undefined || canBreak(previous, character)
    if (breaks) found.push(character)
    else found[found.length - 1] = last + character
  }
  return found
}

function canBreak(before: string, after: string): boolean {
  if (mayNotStart.test(after) || mayNotEnd.test(before) || /\s/u.test(after)) return false
  return /\s/u.test(before) || wide.test(before) || wide.test(after)
}

const wide = /[\p{Script=Han}\u3001-\u3011\uff01-\uff1f]/u

/** Loads what a certificate is set in; slow the first time in a process. */
export async function loadChains(): Promise<Record<Face, CertificateFont[]>> {
  const [serif, serifBold, sans, sansBold, mono] = await Promise.all([
    fontsOf('serif'),
    fontsOf('serifBold'),
    fontsOf('sans'),
    fontsOf('sansBold'),
    fontsOf('mono'),
  ])
  return { serif, serifBold, sans, sansBold, mono }
}
