import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  appendFileSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { type Binaries, program } from './binaries.ts'
import { explainFailure, PostgresStartError } from './failure.ts'
import type { RunUser } from './run-user.ts'
import { type Durability, hostRules, settingsFile } from './settings.ts'

const identity = z.object({ id: z.string(), password: z.string(), port: z.number().int() })
/** What we wrote into the data directory: who we are to its server, and the port it was last given. */
export type Identity = z.infer<typeof identity>

export const superuser = 'palestra'

/** Environment of every server program: nothing of ours leaks in, messages are English so that they can be recognised. */
export function serverEnvironment(): Record<string, string> {
  const path = process.env['PATH'] ?? '/usr/bin:/bin'
  const base: Record<string, string> = { PATH: path, LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }
  for (const name of ['SystemRoot', 'TEMP', 'TMP']) {
    const value = process.env[name]
    if (value) base[name] = value
  }
  return base
}

/**
 * How the server's user names its data directory. Below a directory it may not enter (a 0700 home), an absolute path is
 * of no use to it; but it inherits its working directory from us, and /proc/self/cwd names that for every process of the
 * server, because each of them stays in the data directory all its life.
 */
export function pathForServer(dataDir: string, user: RunUser): string {
  if (!user || process.platform !== 'linux') return dataDir
  const look = spawnSync('/bin/sh', ['-c', 'test -x "$0"', dataDir], { uid: user.uid, gid: user.gid, cwd: '/' })
  return look.status === 0 ? dataDir : '/proc/self/cwd'
}

/** Refuses, in plain words, a directory that is not ours to start; true when it is whole, false when it must be made. */
export function inspect(dataDir: string, binaries: Binaries): boolean {
  const versionFile = join(dataDir, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const major = readFileSync(versionFile, 'utf8').trim()
    if (major === String(binaries.major)) return true
    throw new PostgresStartError(
      'other-version',
      `The data directory ${dataDir} belongs to PostgreSQL ${major}; this Palestra comes with PostgreSQL ${binaries.major} and will not touch it. Run the version that made it, take a backup there (palestra backup), and restore that into an empty directory; or set DATABASE_URL to a PostgreSQL ${major} server.`,
    )
  }
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new PostgresStartError(
      'not-a-data-directory',
      `${dataDir} is not empty and is not a PostgreSQL data directory. Choose another with DATA_DIR, or empty it.`,
    )
  return false
}

/** Creates the data directory aside and renames it, so that an interrupted creation leaves nothing behind that looks whole. */
export function create(dataDir: string, binaries: Binaries, user: RunUser, durability: Durability): void {
  const parent = dirname(dataDir)
  const ids = user ? { uid: user.uid, gid: user.gid } : {}
  let scratch: string | undefined
  let aside: string | undefined
  try {
    mkdirSync(parent, { recursive: true })
    accessSync(parent, constants.W_OK)
    for (const name of readdirSync(parent))
      if (name.startsWith(`.${basename(dataDir)}.making-`)) rmSync(join(parent, name), { recursive: true, force: true })
    aside = mkdtempSync(join(parent, `.${basename(dataDir)}.making-`))
    chmodSync(aside, 0o700)
    scratch = mkdtempSync(join(existsSync('/tmp') ? '/tmp' : tmpdir(), 'palestra-init-'))
    const password = randomBytes(24).toString('base64url')
    const passwordFile = join(scratch, 'password')
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (user) for (const path of [aside, scratch, passwordFile]) chownSync(path, user.uid, user.gid)

    const initArguments = ['-D', pathForServer(aside, user), '-U', superuser, `--pwfile=${passwordFile}`]
    initArguments.push('--auth=scram-sha-256', '--no-instructions', '--encoding=UTF8')
    // The collation comes from PostgreSQL itself: no locale of the operating system can change an index's order.
    initArguments.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8')
    if (durability === 'throwaway') initArguments.push('--no-sync', '--wal-segsize=1')
    const run = spawnSync(program(binaries, 'initdb'), initArguments, {
      cwd: aside,
      env: serverEnvironment(),
      encoding: 'utf8',
      ...ids,
    })
    if (run.status !== 0) throw explainFailure(`${run.error ?? ''}${run.stdout}${run.stderr}`, dataDir)
    appendFileSync(join(aside, 'postgresql.conf'), "\ninclude_if_exists = 'palestra.conf'\n")
    writeFileSync(join(aside, 'pg_hba.conf'), hostRules)
    writeIdentity(aside, { id: randomBytes(8).toString('hex'), password, port: 0 }, user)
    rmSync(dataDir, { recursive: true, force: true })
    renameSync(aside, dataDir)
  } catch (error) {
    if (aside) rmSync(aside, { recursive: true, force: true })
    if (error instanceof PostgresStartError) throw error
    throw explainFailure(String(error), dataDir)
  } finally {
    if (scratch) rmSync(scratch, { recursive: true, force: true })
  }
}

export function readIdentity(dataDir: string): Identity {
  try {
    return identity.parse(JSON.parse(readFileSync(join(dataDir, 'palestra.json'), 'utf8')))
  } catch (cause) {
    throw new PostgresStartError(
      'not-a-data-directory',
      `${dataDir} is a PostgreSQL data directory that Palestra did not make (palestra.json is missing or unreadable). Choose another with DATA_DIR, or set DATABASE_URL to the server that owns it.`,
      String(cause),
    )
  }
}

export function writeIdentity(dataDir: string, value: Identity, user: RunUser): void {
  write(join(dataDir, 'palestra.json'), JSON.stringify(value), user)
}

export function writeSettings(dataDir: string, durability: Durability, user: RunUser): void {
  write(join(dataDir, 'palestra.conf'), settingsFile(durability), user)
}

/** Renames over the old file: a full disk must not leave half a file where a whole one was. */
function write(path: string, text: string, user: RunUser): void {
  const aside = `${path}.new`
  writeFileSync(aside, text, { mode: 0o600 })
  if (user) chownSync(aside, user.uid, user.gid)
  renameSync(aside, path)
}
