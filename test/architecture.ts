import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

/** The checkout's root. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

/**
 * Which domains a domain may import, as the ranks of ARCHITECTURE.md: a domain may import any of a lower rank, and its own
 * rank's earlier members only where named here. Left is lower.
 */
const ranks: readonly (readonly string[])[] = [
  ['scoring'],
  ['accounts'],
  ['organisations'],
  ['media', 'messaging', 'realtime', 'ledger', 'transparency', 'assessment'],
  ['points', 'payments', 'credentials'],
  ['commerce'],
  ['learning', 'competitions', 'occasions'],
  ['entries'],
  ['exams', 'uploads', 'predictions', 'programming'],
  ['judging'],
  ['standings'],
  ['awards', 'objections'],
  ['promotion', 'insights', 'support'],
  ['admin'],
]

export function rankOf(domain: string): number {
  return ranks.findIndex(rank => rank.includes(domain))
}

/** Domain modules besides `index.ts` and `contract.ts` that others, the browser included, may import: pure and browser-safe. */
export const openModules: readonly string[] = [
  'scoring/index.ts',
  'credentials/seal.ts',
  'competitions/form-fields.ts',
  'competitions/prize-total.ts',
  'competitions/schedule.ts',
  'competitions/sections.ts',
  'competitions/staff-contract.ts',
  'competitions/titles.ts',
  'organisations/brand-colour.ts',
  'commerce/amount-in-words.ts',
]

export interface SourceFile {
  /** Relative to the root: `src/domains/entries/index.ts`. */
  path: string
  text: string
  /** Relative targets of its imports, resolved to root-relative paths; packages keep their name. */
  imports: { target: string; typeOnly: boolean }[]
  lines: number
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** Parses one source text as the checks see it. `path` is root-relative. */
export function parseSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text)
  if (parsed.errors.length > 0) throw new Error(`${path} does not parse: ${parsed.errors[0]?.message}`)
  const targetOf = (specifier: string): string =>
    specifier.startsWith('.') ? relative(root, resolve(root, dirname(path), specifier)) : specifier
  const imports = parsed.module.staticImports.map(one => ({
    target: targetOf(one.moduleRequest.value),
    typeOnly: one.entries.length > 0 && one.entries.every(entry => entry.isType),
  }))
  for (const statement of parsed.module.staticExports)
    for (const entry of statement.entries)
      if (entry.moduleRequest) imports.push({ target: targetOf(entry.moduleRequest.value), typeOnly: entry.isType })
  for (const match of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g))
    imports.push({ target: targetOf(match[1] ?? ''), typeOnly: false })
  return { path, text, imports, lines: text.split('\n').length }
}

export function allSources(): SourceFile[] {
  return filesBelow(join(root, 'src')).map(file => parseSource(relative(root, file), readFileSync(file, 'utf8')))
}

/** Which domain (or kernel) owns a table: the one whose migration creates it. */
export function tableOwners(): Map<string, string> {
  const owners = new Map<string, string>()
  for (const name of readdirSync(join(root, 'migrations'))) {
    const owner = /^\d{4}_([a-z]+)/.exec(name)?.[1]
    if (!owner) continue
    for (const match of readFileSync(join(root, 'migrations', name), 'utf8').matchAll(
      /^create (?:unlogged )?table (?:if not exists )?([a-z_]+)/gim,
    ))
      owners.set(match[1] ?? '', owner)
  }
  return owners
}

export interface Breach {
  rule: string
  path: string
  detail: string
}

const isTest = (path: string): boolean =>
  /\.test\.tsx?$|\/testing(-[a-z-]+)?\.ts$|\/testing\/|\/demo[^/]*\.ts$/.test(path)
const domainOf = (path: string): string | undefined => /^src\/domains\/([^/]+)\//.exec(path)?.[1]

function edgeBreaches(file: SourceFile): Breach[] {
  const breaches: Breach[] = []
  const from = domainOf(file.path)
  const breach = (rule: string, detail: string): void => void breaches.push({ rule, path: file.path, detail })
  for (const { target } of file.imports) {
    const to = domainOf(target)
    const inside = to === undefined ? '' : target.slice(`src/domains/${to}/`.length)
    const open = inside === 'index.ts' || inside === 'contract.ts' || openModules.includes(`${to}/${inside}`)
    if (file.path.startsWith('src/kernel/')) {
      if (/^src\/(domains|web|main)\//.test(target) && !isTest(file.path)) breach('kernel-knows-no-domain', target)
    } else if (from !== undefined) {
      if (/^src\/(web|main)\//.test(target) && !isTest(file.path)) breach('domains-know-no-web', target)
      if (to !== undefined && to !== from) {
        if (!open && !(isTest(file.path) && /^testing(-[a-z-]+)?\.ts$|^demo[^/]*\.ts$/.test(inside)))
          breach('meet-at-the-face', target)
        if (rankOf(to) < 0) breach('unknown-domain', to)
        if (rankOf(to) >= rankOf(from) && !isTest(file.path)) breach('dependencies-point-left', `${from} → ${to}`)
      }
    } else if (file.path.startsWith('src/web/') && !isTest(file.path)) {
      if (target.startsWith('src/main/')) breach('web-is-a-browser', target)
      if (to !== undefined && (!open || (inside === 'index.ts' && to !== 'scoring')) && !inside.startsWith('i18n/'))
        breach('web-imports-contracts', target)
    }
  }
  return breaches
}

const writes = [
  /\b(?:insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(\s*'([a-z_]+)/g,
  /\binsert\s+into\s+([a-z_]+)/gi,
  /\bupdate\s+([a-z_]+)\s+(?:as\s+\w+\s+|[a-z]{1,3}\s+)?set\b/gi,
  /\bdelete\s+from\s+([a-z_]+)/gi,
]

function contentBreaches(file: SourceFile, owners: Map<string, string>): Breach[] {
  const breaches: Breach[] = []
  const breach = (rule: string, detail: string): void => void breaches.push({ rule, path: file.path, detail })
  const owner = domainOf(file.path) ?? (file.path.startsWith('src/kernel/') ? 'kernel' : undefined)
  if (owner !== undefined && !isTest(file.path))
    for (const pattern of writes)
      for (const match of file.text.matchAll(pattern)) {
        const table = match[1] ?? ''
        const ownedBy = owners.get(table)
        if (ownedBy !== undefined && ownedBy !== owner)
          breach('tables-have-one-writer', `${table} belongs to ${ownedBy}`)
      }
  if (file.path !== 'src/kernel/clock.ts' && !isTest(file.path) && !file.path.startsWith('src/web/')) {
    if (/\bDate\.now\(\)|new Date\(\s*\)/.test(file.text))
      breach('time-comes-from-the-clock', 'Date.now() or new Date()')
  }
  if (/\/(money|ledger|commerce|payments)[/.-]/.test(file.path) && /\b(toFixed|parseFloat)\(/.test(file.text))
    breach('money-is-never-a-float', 'toFixed or parseFloat')
  if (!isTest(file.path) && /[\u3400-\u9fff]/.test(file.text))
    breach('texts-live-in-catalogues', 'Chinese text in source')
  if (/(^|\/)(utils|helpers|common|misc)(\/|\.tsx?$)|-(new|old)\.tsx?$/.test(file.path))
    breach('plain-names', file.path)
  if (file.lines > 400 && file.path !== 'src/kernel/database.ts') breach('short-files', `${file.lines} lines`)
  return breaches
}

export function breachesOf(file: SourceFile, owners: Map<string, string>): Breach[] {
  return [...edgeBreaches(file), ...contentBreaches(file, owners)]
}
