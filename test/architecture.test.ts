import { describe, expect, it } from 'vitest'
import {
  allSources,
  breachesOf,
  openModules,
  parseSource,
  rankOf,
  type SourceFile,
  tableOwners,
} from './architecture.ts'

const sources = allSources()
const owners = tableOwners()

describe('the house', () => {
  it('is parsed whole', () => {
    expect(sources.length).toBeGreaterThan(60)
    expect(sources.some(file => file.path === 'src/main/wiring.ts')).toBe(true)
    expect(owners.get('event_log')).toBe('kernel')
  })

  it('keeps every rule in every file', () => {
    expect(sources.flatMap(file => breachesOf(file, owners))).toEqual([])
  })

  it('has no circle between domains', () => {
    const edges = new Set<string>()
    for (const file of sources)
      for (const { target } of file.imports) {
        const from = /^src\/domains\/([^/]+)\//.exec(file.path)?.[1]
        const to = /^src\/domains\/([^/]+)\//.exec(target)?.[1]
        if (from && to && from !== to && !/testing|test|demo/.test(file.path)) edges.add(`${from} ${to}`)
      }
    for (const edge of edges) {
      const [from = '', to = ''] = edge.split(' ')
      expect(rankOf(to), edge).toBeLessThan(rankOf(from))
    }
  })

  it('lets the browser reach only modules that need no server', () => {
    const byPath = new Map(sources.map(file => [file.path, file]))
    const reach = (start: SourceFile): string[] => {
      const seen = new Set<string>()
      const server: string[] = []
      const visit = (file: SourceFile): void => {
        if (seen.has(file.path)) return
        seen.add(file.path)
        for (const { target, typeOnly } of file.imports) {
          if (typeOnly) continue
          if (/^(node:|pg$|kysely$|fastify|graphile-worker|pino|nodemailer)/.test(target))
            server.push(`${file.path} → ${target}`)
          const next = byPath.get(target)
          if (next) visit(next)
        }
      }
      visit(start)
      return server
    }
    const entries = sources.filter(
      file =>
        /^src\/domains\/[^/]+\/contract\.ts$/.test(file.path) ||
        openModules.some(open => file.path === `src/domains/${open}`),
    )
    expect(entries.flatMap(reach)).toEqual([])
  })
})

/** One deliberately bad file per rule: a check that finds nothing here is broken. */
const bad: Record<string, [path: string, text: string]> = {
  'kernel-knows-no-domain': [
    'src/kernel/bad.ts',
    "import { a } from '../domains/accounts/index.ts'\nexport const b = a\n",
  ],
  'domains-know-no-web': ['src/domains/entries/bad.ts', "import { a } from '../../web/call.ts'\nexport const b = a\n"],
  'meet-at-the-face': ['src/domains/entries/bad.ts', "import { a } from '../commerce/rows.ts'\nexport const b = a\n"],
  'unknown-domain': ['src/domains/entries/bad.ts', "import { a } from '../nowhere/index.ts'\nexport const b = a\n"],
  'dependencies-point-left': [
    'src/domains/ledger/bad.ts',
    "import { a } from '../entries/index.ts'\nexport const b = a\n",
  ],
  'web-is-a-browser': ['src/web/bad.ts', "import { a } from '../main/wiring.ts'\nexport const b = a\n"],
  'web-imports-contracts': ['src/web/bad.ts', "import { a } from '../domains/entries/index.ts'\nexport const b = a\n"],
  'tables-have-one-writer': [
    'src/domains/entries/bad.ts',
    'export const b = `insert into event_log (name) values (1)`\n',
  ],
  'time-comes-from-the-clock': ['src/domains/entries/bad.ts', 'export const b = Date.now()\n'],
  'money-is-never-a-float': ['src/domains/commerce/bad.ts', "export const b = parseFloat('1')\n"],
  'texts-live-in-catalogues': ['src/domains/entries/bad.ts', "export const b = '\u7ade\u77e5'\n"],
  'plain-names': ['src/domains/entries/utils.ts', 'export const b = 1\n'],
  'short-files': ['src/domains/entries/bad.ts', '\n'.repeat(401)],
}

describe('each rule finds its bad file', () => {
  it.each(Object.entries(bad))('%s', (rule, [path, text]) => {
    expect(breachesOf(parseSource(path, text), owners).map(breach => breach.rule)).toContain(rule)
  })
})
