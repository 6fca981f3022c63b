/**
 * Browser-safe. What an organisation's one colour becomes on our paper (look, section 11): text takes a shade derived
 * until it has 4.5:1; bands and bars take the colour as given when it has 3:1; white letters stand on it only from
 * 4.5:1. What does not pass is drawn in ink. Contrast is that of WCAG 2.2 (relative luminance of sRGB).
 */
export const leastContrast = { text: 4.5, fill: 3 } as const

/** Papers of the two schemes, from the look's token table. */
export const papers = { light: '#ffffff', dark: '#151c20' } as const

export interface BrandColours {
  given: string
  /** Text and links: shade for light paper and for dark paper, both at least 4.5:1. */
  text: { light: Measured; dark: Measured }
  /** Bands and bars, as given; `passes` false means ink is drawn instead. */
  fill: { light: Measured; dark: Measured }
  /** White letters on the colour. */
  whiteOn: Measured
}

export interface Measured {
  colour: string
  /** Contrast ratio, 1–21, to one decimal rounded down: 4.49 never reads as 4.5. */
  ratio: number
  passes: boolean
}

/** `#RGB`, `#RRGGBB` or the same without `#`, in lower case `#rrggbb`; null when it is no colour. */
export function parseColour(text: string): string | null {
  const hex = text.trim().toLowerCase().replace(/^#/, '')
  if (/^[0-9a-f]{3}$/.test(hex)) return `#${hex.replace(/./g, '$&$&')}`
  return /^[0-9a-f]{6}$/.test(hex) ? `#${hex}` : null
}

type Rgb = readonly [number, number, number]

function rgb(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function hex(channels: Rgb): string {
  return `#${channels.map(channel => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}

function luminance(colour: string): number {
  const [r, g, b] = rgb(colour)
  const linear = (channel: number): number => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** WCAG contrast ratio of two `#rrggbb` colours, 1–21, unrounded. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

/** Moves the colour towards black or white in steps of half a per cent until it has 4.5:1 on the paper. */
function readable(colour: string, paper: string, towards: 0 | 255): string {
  const from = rgb(colour)
  for (let step = 0; step <= 200; step++) {
    const share = step / 200
    const mixed = hex([
      from[0] + (towards - from[0]) * share,
      from[1] + (towards - from[1]) * share,
      from[2] + (towards - from[2]) * share,
    ])
    if (contrast(mixed, paper) >= leastContrast.text) return mixed
  }
  return towards === 0 ? '#000000' : '#ffffff'
}

function measured(colour: string, against: string, least: number): Measured {
  const ratio = contrast(colour, against)
  return { colour, ratio: Math.floor(ratio * 10) / 10, passes: ratio >= least }
}

/** `given` is `#rrggbb` as `parseColour` returns it. */
export function brandColours(given: string): BrandColours {
  const { light, dark } = papers
  return {
    given,
    text: {
      light: measured(readable(given, light, 0), light, leastContrast.text),
      dark: measured(readable(given, dark, 255), dark, leastContrast.text),
    },
    fill: {
      light: measured(given, light, leastContrast.fill),
      dark: measured(given, dark, leastContrast.fill),
    },
    whiteOn: measured(given, '#ffffff', leastContrast.text),
  }
}
