'use strict'
const { createHash } = require('node:crypto')
const { existsSync, readFileSync, readdirSync } = require('node:fs')
const { join } = require('node:path')

/**
 * True when node_modules holds what package-lock.json asks for. npm keeps a list of what it installed; packages of other
 * platforms are not in it and are not missed, except that a package present in another version counts as missing.
 */
function installed(root) {
  const list = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(list)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(list, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    return found ? found.version === entry.version : entry.optional === true
  })
}

/** One hash over everything a build is made from. Content, not times: a checkout changes times at will. */
function sourcesHash(root) {
  const hash = createHash('sha256')
  const add = path => {
    hash.update(`${path}\n`)
    hash.update(readFileSync(join(root, path)))
  }
  const walk = folder => {
    if (!existsSync(join(root, folder))) return
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ))
      if (entry.isDirectory()) walk(`${folder}/${entry.name}`)
      else if (!/\.test\.tsx?$/.test(entry.name)) add(`${folder}/${entry.name}`)
  }
  for (const file of ['package-lock.json', 'vite.config.ts', 'vite.server.config.ts', 'tsconfig.json']) add(file)
  walk('src')
  walk('public')
  return hash.digest('hex')
}

module.exports = { installed, sourcesHash }
