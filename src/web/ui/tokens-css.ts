import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Turns `tokens.json` into `tokens.css`. Run `npx tsx src/web/ui/tokens-css.ts > src/web/ui/tokens.css` after editing
 * the tokens; a test fails when the two disagree.
 */
type Tokens = {
  mantine: { colors: Record<string, string[]> }
  schemes: Record<'light' | 'dark', Record<string, string | string[]>>
  motion: Record<string, string>
  board: Record<string, unknown>
  type: { families: { cjk: string[]; cjkCeremony: string[] } }
}

export const readTokens = (): Tokens =>
  JSON.parse(readFileSync(fileURLToPath(new URL('./tokens.json', import.meta.url)), 'utf8'))

const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
const quoted = (fonts: string[]) => fonts.map(font => (font.includes(' ') ? `"${font}"` : font)).join(', ')

const schemeLines = (scheme: Record<string, string | string[]>): string[] =>
  Object.entries(scheme).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((colour, index) => `--pl-${kebab(name)}-${index + 1}: ${colour};`)
      : [`--pl-${kebab(name)}: ${value};`],
  )

const boardLines = (board: Record<string, unknown>): string[] =>
  Object.entries(board).flatMap(([name, value]) => {
    if (typeof value === 'string') return [`--pl-board-${kebab(name)}: ${value};`]
    if (Array.isArray(value)) return [`--pl-board-${name}: ${value[0]};`, `--pl-board-${name}-text: ${value[1]};`]
    return Object.entries(value ?? {}).map(([band, colour]) => `--pl-board-${band}: ${colour};`)
  })

const block = (selector: string, lines: string[]) => `${selector} {\n  ${lines.join('\n  ')}\n}`

export const tokensCss = (tokens: Tokens): string => {
  const cjk = quoted(tokens.type.families.cjk)
  const ramps = ['ink', 'seal'].flatMap(name =>
    (tokens.mantine.colors[name] ?? []).map((colour, step) => `--pl-${name}-${step}: ${colour};`),
  )
  const constants = [
    `--pl-cjk: ${cjk};`,
    '--pl-sans: "Archivo Variable", var(--pl-cjk), system-ui, sans-serif;',
    '--pl-reading: "Source Serif 4 Variable", var(--pl-cjk), Georgia, serif;',
    `--pl-ceremony: "Source Serif 4 Variable", ${quoted(tokens.type.families.cjkCeremony)}, serif;`,
    '--pl-mono: "IBM Plex Mono", ui-monospace, Menlo, Consolas, var(--pl-cjk), monospace;',
    ...ramps,
    '--pl-radius-chip: 2px;',
    '--pl-radius: 3px;',
    `--pl-fast: ${tokens.motion.fast};`,
    `--pl-base: ${tokens.motion.base};`,
    `--pl-slow: ${tokens.motion.slow};`,
    `--pl-reveal: ${tokens.motion.reveal};`,
    `--pl-ease: ${tokens.motion.ease};`,
    '--pl-on-seal: #ffffff;',
    ...boardLines(tokens.board),
  ]
  const light = [
    ...schemeLines(tokens.schemes.light),
    '--pl-mark: #feefc0;',
    '--pl-ink-hover: #3b464a;',
    '--pl-float: 0 1px 2px rgba(16, 22, 26, 0.08), 0 8px 28px rgba(16, 22, 26, 0.14);',
    'color-scheme: light;',
  ]
  const dark = [
    ...schemeLines(tokens.schemes.dark),
    '--pl-mark: #3b2e08;',
    '--pl-ink-hover: #c3ccce;',
    '--pl-float: 0 0 0 1px #34424a, 0 12px 32px rgba(0, 0, 0, 0.5);',
    'color-scheme: dark;',
  ]
  return [
    '/* Written by tokens-css.ts from tokens.json; do not edit. */',
    block(':root', [...constants, ...light]),
    block(':root[data-mantine-color-scheme="dark"],\n.pl-dark', dark),
    `@media (prefers-color-scheme: dark) {\n${block(':root[data-mantine-color-scheme="auto"]', dark)}\n}`,
    '',
  ].join('\n\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(tokensCss(readTokens()))
