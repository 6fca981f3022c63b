import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { iconNames } from './icon-names'

/**
 * Writes `icons.svg`, one symbol an icon, from the outline set of Tabler (MIT). Run `npx tsx src/web/ui/icons.ts` after
 * adding a name to `icon-names.ts`. A sprite costs the page no JavaScript at all.
 */
const pascal = (name: string) =>
  name
    .split('-')
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

const nodePattern = /\["(\w+)",\s*(\{.*?\})\]/gs

const symbol = (name: string): string => {
  const file = new URL(
    `../../../node_modules/@tabler/icons-react/dist/esm/icons/Icon${pascal(name)}.mjs`,
    import.meta.url,
  )
  const source = readFileSync(file, 'utf8')
  const shapes = [...source.matchAll(nodePattern)].map(([, tag, json]) => {
    const attributes: Record<string, string> = JSON.parse(json ?? '{}')
    const text = Object.entries(attributes)
      .filter(([key]) => key !== 'key')
      .map(([key, value]) => `${key}="${value}"`)
      .join(' ')
    return `<${tag} ${text}/>`
  })
  if (shapes.length === 0) throw new Error(`no shapes found for icon ${name}`)
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.join('')}</symbol>`
}

const seal = (id: string, paper: string): string => {
  const source = readFileSync(new URL('../../../public/seal.svg', import.meta.url), 'utf8')
  const inner = source.slice(source.indexOf('>') + 1, source.lastIndexOf('</svg>'))
  const glyphs = id === 'seal' ? '#fff' : 'var(--pl-paper)'
  return `<symbol id="${id}" viewBox="0 0 100 100">${inner.replace('#D73215', paper).replace('fill="#fff"', `fill="${glyphs}"`)}</symbol>`
}

const sprite = [
  '<svg xmlns="http://www.w3.org/2000/svg">',
  ...iconNames.map(symbol),
  seal('seal', '#D73215'),
  seal('seal-ink', 'currentColor'),
  '</svg>',
  '',
].join('\n')

writeFileSync(fileURLToPath(new URL('./icons.svg', import.meta.url)), sprite)
