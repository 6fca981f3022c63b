import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './architecture.ts'

interface Installed {
  name: string
  licence: string
}

interface LockEntry {
  dev?: boolean
}

/** What a package says of itself; older packages write `licenses: [{ type }]` or an object. */
function licenceOf(folder: string): string {
  const { license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const said = license ?? licenses?.[0]
  return typeof said === 'string' ? said : String(said?.type ?? 'none')
}

/** Everything that runs or is sent in production, as installed; packages of other platforms are absent and not looked at. */
function production(): Installed[] {
  const packages: Record<string, LockEntry> = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && existsSync(join(root, path, 'package.json')))
    .map(([path]) => ({ name: path.split('node_modules/').at(-1) ?? path, licence: licenceOf(join(root, path)) }))
}

/**
 * Packages whose package.json is silent. `png-js` and `combine-errors` say MIT in LICENSE and readme. `buffers` (under exceljs)
 * says nothing anywhere: it is read here so that it is known, and goes when exceljs drops it.
 */
const silent = ['buffers', 'combine-errors', 'png-js']

/** Licences that ask for no more than their notice to be kept: a program under any terms may use them. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT/X11',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** An SPDX expression is fine when each part joined by AND, or one part of those joined by OR, is permissive. */
function isPermissive(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1')
  if (/ OR /.test(bare)) return bare.split(' OR ').some(isPermissive)
  return bare.split(' AND ').every(part => permissive.has(part.replace(/[()]/g, '').trim()))
}

describe('licences', () => {
  it('reads a choice as a choice and a sum as a sum', () => {
    expect(isPermissive('(MIT OR GPL-3.0-or-later)')).toBe(true)
    expect(isPermissive('MIT AND Zlib')).toBe(true)
    expect(isPermissive('MIT AND AGPL-3.0-only')).toBe(false)
    expect(isPermissive('GPL-3.0')).toBe(false)
    expect(isPermissive('none')).toBe(false)
  })

  it('of everything that runs in production are permissive', () => {
    const all = production()
    expect(all.length).toBeGreaterThan(150)
    const asked = all.filter(one => !(one.licence === 'none' && silent.includes(one.name)))
    expect(asked.filter(one => !isPermissive(one.licence)).map(one => `${one.name}: ${one.licence}`)).toEqual([])
  })
})
