import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import { coverageOf, type Coverage } from './font-coverage.ts'

/** The faces of a certificate. Each is a chain: the first font that has a character draws it. */
export type Face = 'serif' | 'serifBold' | 'sans' | 'sansBold' | 'mono'

export interface CertificateFont {
  name: string
  covers: Coverage
  /** A path that pdfkit reads when the font is used, or the bytes of one that had to be made. */
  source: string | Buffer
}

interface FontFile {
  name: string
  /** `package/path` inside node_modules, or a file of assets/fonts. */
  file: string
  /** Weight at which a variable font is fixed. */
  weight?: number
}

const latinSerif = (part: string): FontFile => ({
  name: `SourceSerif4-${part}`,
  file: `@fontsource-variable/source-serif-4/files/source-serif-4-${part}-wght-normal.woff2`,
  weight: 400,
})
const latinSans = (part: string, weight: number): FontFile => ({
  name: `Archivo-${part}-${weight}`,
  file: `@fontsource-variable/archivo/files/archivo-${part}-wght-normal.woff2`,
  weight,
})
const mono: FontFile = {
  name: 'PlexMono',
  file: '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
}
const noto = (kind: 'serif' | 'sans', weight: '400Regular' | '700Bold'): FontFile => {
  const family = kind === 'serif' ? 'NotoSerifSC' : 'NotoSansSC'
  return { name: `${family}-${weight}`, file: `@expo-google-fonts/noto-${kind}-sc/${weight}/${family}_${weight}.ttf` }
}
// Characters Noto Serif SC lacks and its Japanese and Hong Kong sisters have (U+20BB7 among 2,300); see assets/fonts/README.md.
const rare = (weight: 400 | 700): FontFile[] =>
  ['jp', 'hk'].map(region => ({
    name: `NotoSerif-${region}-rare-${weight}`,
    file: `noto-serif-${region}-rare-${weight}.woff2`,
  }))

const serifLatin = ['latin', 'latin-ext', 'cyrillic', 'vietnamese'].map(latinSerif)
const sansLatin = (weight: number) => ['latin', 'latin-ext', 'vietnamese'].map(part => latinSans(part, weight))

const chains: Record<Face, readonly FontFile[]> = {
  serif: [...serifLatin, noto('serif', '400Regular'), ...rare(400)],
  serifBold: [noto('serif', '700Bold'), ...rare(700), ...serifLatin],
  sans: [...sansLatin(400), noto('sans', '400Regular'), noto('serif', '400Regular'), ...rare(400)],
  sansBold: [...sansLatin(600), noto('sans', '700Bold'), noto('serif', '700Bold'), ...rare(700)],
  mono: [mono, ...sansLatin(400), noto('sans', '400Regular')],
}

const opened = new Map<string, Promise<CertificateFont>>()

/** The fonts of a face in order of preference. Opened once per process; a later certificate finds them ready. */
export function fontsOf(face: Face): Promise<CertificateFont[]> {
  return Promise.all(
    chains[face].map(font => {
      const ready = opened.get(font.name) ?? openFont(font)
      opened.set(font.name, ready)
      return ready
    }),
  )
}

/** Characters of a text that no font of ours can draw, each once: tell whoever issues before the paper is drawn. */
export async function undrawableCharacters(text: string): Promise<string[]> {
  const fonts = await fontsOf('serifBold')
  const characters = new Set(text.replaceAll(/\s/g, ''))
  return [...characters].filter(character => !fonts.some(font => font.covers(character.codePointAt(0) ?? 0)))
}

async function openFont({ name, file, weight }: FontFile): Promise<CertificateFont> {
  const path = fontPath(file)
  const bytes = await readFile(path)
  // The large files are left on disk: pdfkit reads them when used, and only their coverage (139 kB) is kept.
  if (path.endsWith('.ttf')) return { name, covers: coverageOf(bytes), source: path }
  const variationAxes = weight === undefined ? {} : { variationAxes: { wght: weight } }
  const font = await subsetFont(bytes, undefined, { targetFormat: 'truetype', keepAllGlyphs: true, ...variationAxes })
  return { name, covers: coverageOf(font), source: font }
}

function fontPath(file: string): string {
  if (!file.includes('/')) return join(projectRoot(), 'assets', 'fonts', file)
  const [scope, name, ...rest] = file.split('/')
  const manifest = createRequire(import.meta.url).resolve(`${scope}/${name}/package.json`)
  return join(dirname(manifest), ...rest)
}

/** The folder that holds assets/, from the sources as well as from a built server. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'assets', 'fonts')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}
