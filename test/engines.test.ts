import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'

/** The oldest Node the product promises to run on. */
const floor = [20, 19, 0] as const

/** Packages that claim to need a newer Node and do not; each with what was checked. `name@version`. */
const harmless: Record<string, string> = {
  'cookie@2.0.2':
    'uses nothing newer than Node 18; its claim follows the author’s support policy; served requests prove it',
  'content-disposition@3.0.0': 'same author and policy as cookie; parses and writes one header with plain JavaScript',
}

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      engines: z.union([z.record(z.string(), z.string()), z.array(z.string())]).optional(),
    }),
  ),
})

const { packages } = lockfile.parse(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')))

type Version = readonly [number, number, number]

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

/** Does a comparator of npm's range grammar admit the version? Throws on grammar that is not known here. */
function comparatorAdmits(comparator: string, version: Version): boolean {
  if (comparator === '*' || comparator === '') return true
  const match = /^(>=|<=|>|<|=|\^|~)?v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?(?:-[\w.]+)?$/.exec(comparator)
  if (!match) throw new Error(`engines: cannot read "${comparator}"`)
  const given = [match[2], match[3], match[4]].filter(part => part !== undefined && /^\d+$/.test(part)).length
  const part = (index: number) => (/^\d+$/.test(match[index] ?? '') ? Number(match[index]) : 0)
  const base: Version = [part(2), part(3), part(4)]
  const order = compare(version, base)
  const samePrefix = (count: number) => version.slice(0, count).every((value, index) => value === base[index])
  switch (match[1] ?? '') {
    case '>=':
      return order >= 0
    case '>':
      return order > 0 && !(given < 3 && samePrefix(given))
    case '<=':
      return order <= 0 || (given < 3 && samePrefix(given))
    case '<':
      return order < 0
    case '^':
      return order >= 0 && samePrefix(1)
    case '~':
      return order >= 0 && samePrefix(Math.min(given, 2))
    default:
      return samePrefix(given)
  }
}

function admits(range: string, version: Version): boolean {
  return range.split('||').some(part =>
    part
      .trim()
      .replaceAll(/(>=|<=|>|<|=|\^|~)\s+/g, '$1')
      .split(/\s+/)
      .every(comparator => comparatorAdmits(comparator, version)),
  )
}

function refusing(): string[] {
  return Object.entries(packages)
    .filter(([path, entry]) => {
      if (path === '' || !entry.engines || Array.isArray(entry.engines)) return false
      const range = entry.engines['node']
      return range !== undefined && !admits(range, floor)
    })
    .map(([path, entry]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${entry.version}`)
}

test('every package in the lockfile runs on the oldest Node we promise', () => {
  expect(Object.keys(packages).length).toBeGreaterThan(300)
  expect(refusing().filter(name => !(name in harmless))).toEqual([])
})

test('every exception is still needed', () => {
  const present = new Set(refusing())
  expect(Object.keys(harmless).filter(name => !present.has(name))).toEqual([])
})

test.each([
  ['>=18', true],
  ['>= 20.19', true],
  ['^20.19.0 || >=22.12.0', true],
  ['18 || 20 || >=22', true],
  ['>=6 <7 || >=8', true],
  ['6.* || >= 10.*', true],
  ['*', true],
  ['>=22', false],
  ['^20.20.0 || >=22', false],
  ['18 || >=22', false],
  ['>20', false],
  ['<20', false],
])('the range %s admits Node 20.19.0: %s', (range, expected) => {
  expect(admits(range, floor)).toBe(expected)
})
