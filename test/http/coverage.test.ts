import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { expect, it } from 'vitest'
import { testApp } from '../../src/kernel/testing/index.ts'
import { createServer } from '../../src/kernel/http/server.ts'
import { openApiDocument } from '../../src/kernel/http/openapi.ts'
import { domains, fillPorts } from '../../src/main/wiring.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const golden = join(root, 'test/golden/openapi.json')
const routes = domains.flatMap(domain => domain.routes.map(mounted => mounted.route))
const document = openApiDocument(domains, 'https://palestra.example')

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(path => join(root, folder, path))
}
const tests = [...filesBelow('src'), ...filesBelow('test')]
  .filter(path => /\.test\.tsx?$|test\/http\/[a-z-]+-table\.ts$/.test(path) && !path.endsWith('coverage.test.ts'))
  .map(path => readFileSync(path, 'utf8'))
  .join('\n')

const operations = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
})

it('names are unique, begin with their domain, and no two routes share method and path', () => {
  expect(new Set(routes.map(route => route.name)).size).toBe(routes.length)
  expect(new Set(routes.map(route => `${route.method} ${route.path}`)).size).toBe(routes.length)
  for (const domain of domains)
    for (const { route } of domain.routes) expect(route.name.split('.')[0]).toBe(domain.name)
})

it('every route is mounted', async () => {
  const app = await testApp()
  fillPorts(app)
  const server = await createServer({ app, domains, authenticate: async () => ({ kind: 'visitor' }) })
  await server.ready()
  const absent = routes.filter(route => !server.hasRoute({ method: route.method, url: route.path }))
  await server.close()
  expect(absent.map(route => route.name)).toEqual([])
})

it('every route is in the OpenAPI document with its refusals', () => {
  const described = new Map(
    Object.values(operations.parse(document).paths)
      .flatMap(path => Object.values(path))
      .map(one => [one.operationId, JSON.stringify(one)]),
  )
  for (const route of routes) {
    expect(described.has(route.name), route.name).toBe(true)
    for (const code of route.refusals) expect(described.get(route.name)).toContain(code)
  }
})

it('the API document is the one in test/golden (UPDATE_GOLDEN=1 writes it anew)', () => {
  // A line an operation: small enough to keep, and a change shows where it is.
  const { paths, ...rest } = operations.loose().parse(document)
  const lines = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => `  ${JSON.stringify(`${method} ${path}`)}: ${JSON.stringify(one)}`),
  )
  const text = `{\n  "document": ${JSON.stringify(rest)},\n${lines.join(',\n')}\n}\n`
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(join(root, 'test/golden'), { recursive: true })
    writeFileSync(golden, text)
  }
  // Compared as text: a failure prints the lines that changed.
  expect(text).toBe(readFileSync(golden, 'utf8'))
})

it('every route appears in a test', () => {
  expect(routes.map(route => route.name).filter(name => !tests.includes(`'${name}`))).toEqual([])
})

/** Declared refusals no test can or need provoke, each with the reason. */
const owed = 'reached by an ordinary request; its test is still owed'
const untested: Record<string, string> = {
  'accounts.second-factor-on': owed,
  'accounts.second-factor-off': owed,
  'competitions.unknown-template': owed,
  'competitions.unknown-zone': owed,
  'competitions.wrong-state': owed,
  'entries.correction-too-late': owed,
  'entries.withdraw-too-late': owed,
  'uploads.no-window': owed,
  'judging.panel-not-open': owed,
  'judging.no-rules': owed,
  'judging.already-assigned': owed,
  'standings.no-scores': owed,
  'standings.sheets-open': owed,
  'standings.table-unreadable': owed,
  'standings.unknown-mapping': owed,
  'standings.no-rules': owed,
  'standings.already-scored': owed,
}

it('every declared refusal is known with a status and appears in a test', () => {
  const known = new Set(domains.flatMap(domain => Object.keys(domain.refusals)))
  const declared = [...new Set(routes.flatMap(route => route.refusals))].filter(code => !code.startsWith('kernel.'))
  expect(declared.filter(code => !known.has(code))).toEqual([])
  const missing = declared.filter(code => !tests.includes(code))
  expect(missing.filter(code => untested[code] === undefined)).toEqual([])
  // What a test provokes by now does not belong on the list.
  expect(Object.keys(untested).filter(code => !missing.includes(code))).toEqual([])
})
