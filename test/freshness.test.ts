import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'

const freshness = z
  .object({
    installed: z.function({ input: [z.string()], output: z.boolean() }),
    sourcesHash: z.function({ input: [z.string()], output: z.string() }),
  })
  .parse(createRequire(import.meta.url)('../bin/freshness.cjs'))

const root = mkdtempSync(join(tmpdir(), 'palestra-fresh-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: unknown) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}

const wanted = {
  '': { name: 'palestra' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/other-platform': { version: '2.0.0', optional: true },
}

beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  put('package-lock.json', { packages: wanted })
  for (const file of ['vite.config.ts', 'vite.server.config.ts', 'tsconfig.json', 'src/main/cli.ts']) put(file, file)
})

test('nothing is installed without node_modules', () => {
  expect(freshness.installed(root)).toBe(false)
})

test('packages of another platform are not missed, a missing or other version is', () => {
  const present = (packages: unknown) => put('node_modules/.package-lock.json', { packages })
  present({ 'node_modules/a': { version: '1.0.0' } })
  expect(freshness.installed(root)).toBe(true)
  present({ 'node_modules/a': { version: '0.9.0' } })
  expect(freshness.installed(root)).toBe(false)
  present({ 'node_modules/other-platform': { version: '2.0.0' } })
  expect(freshness.installed(root)).toBe(false)
  present({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/other-platform': { version: '1.9.0' } })
  expect(freshness.installed(root)).toBe(false)
})

test('a build is stale when a source changes, is added or moves; not when only its time or a test does', () => {
  const before = freshness.sourcesHash(root)
  utimesSync(join(root, 'src/main/cli.ts'), 1, 1)
  put('src/main/cli.test.ts', 'test')
  expect(freshness.sourcesHash(root)).toBe(before)
  put('src/main/cli.ts', 'other')
  const changed = freshness.sourcesHash(root)
  expect(changed).not.toBe(before)
  put('src/domains/x/i18n/en.json', {})
  expect(freshness.sourcesHash(root)).not.toBe(changed)
})
