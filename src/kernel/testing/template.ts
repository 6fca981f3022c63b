import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { startPostgres } from '../embedded-postgres/index.ts'
import { migrate, readMigrations } from '../migrate.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const migrations = join(root, 'migrations')
const cache = join(root, 'node_modules/.cache/palestra')

/** Prefix of the folders of test servers; the number after it is the process that made it. */
export const runPrefix = 'palestra-test-'

/** Names the state a template database stands for: every migration's text and the job queue's version. */
export function schemaHash(): string {
  const hash = createHash('sha256')
  for (const migration of readMigrations(migrations)) hash.update(`${migration.name} ${migration.sha256}\n`)
  hash.update(readFileSync(join(root, 'node_modules/graphile-worker/package.json')))
  return hash.digest('hex').slice(0, 12)
}

/** Makes the template database with all migrations on the server of `adminUrl`, unless it is there. */
export async function ensureTemplate(adminUrl: string, name: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock(72616574)')
    const found = await admin.query('select 1 from pg_database where datname = $1 and datistemplate', [name])
    if (found.rowCount) return
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.query(`create database ${name}`)
    await migrate(databaseUrl(adminUrl, name), migrations)
    await admin.query(`alter database ${name} with is_template true`)
  } finally {
    await admin.end()
  }
}

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/**
 * A data directory of this run's own, with the migrated template in it. Making one takes seconds, so the result is kept
 * under node_modules/.cache and copied from then on.
 */
export async function preparedDataDirectory(template: string): Promise<{ folder: string; dataDir: string }> {
  sweep()
  const kept = join(cache, `postgres-${template}-${platformVersion()}`)
  const folder = mkdtempSync(join(tmpdir(), `${runPrefix}${process.pid}-`))
  const dataDir = join(folder, 'postgres')
  if (existsSync(kept)) {
    await copy(kept, dataDir)
    return { folder, dataDir }
  }
  const server = await startPostgres({ dataDir, durability: 'throwaway' })
  try {
    await ensureTemplate(databaseUrl(server.url, 'postgres'), template)
  } catch (error) {
    await server.stop('immediate')
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  await server.stop()
  mkdirSync(cache, { recursive: true })
  const aside = mkdtempSync(join(cache, '.making-'))
  await copy(dataDir, join(aside, 'postgres'))
  try {
    renameSync(join(aside, 'postgres'), kept)
  } catch {
    // Another run finished the same copy first; either is as good.
  }
  rmSync(aside, { recursive: true, force: true })
  forgetOldCopies(kept)
  return { folder, dataDir }
}

function platformVersion(): string {
  const lock = readFileSync(join(root, 'package.json'), 'utf8')
  const version = /"@embedded-postgres\/linux-x64": "([^"]+)"/.exec(lock)?.[1] ?? 'unknown'
  return `${version}-${process.getuid?.() ?? 0}`
}

/** Copies with owners kept: the server refuses a directory that is not its user's. */
async function copy(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') cpSync(from, to, { recursive: true })
  else await run('cp', ['-a', from, to])
}

function forgetOldCopies(current: string): void {
  const others = readdirSync(cache)
    .map(name => join(cache, name))
    .filter(path => basename(path).startsWith('postgres-') && path !== current)
    .map(path => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at)
  for (const { path } of others.slice(2)) rmSync(path, { recursive: true, force: true })
}

/** Stops and removes servers of runs that were killed before they could tidy up. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${runPrefix}(\\d+)-`).exec(name)?.[1]
    if (!owner || alive(Number(owner))) continue
    const folder = join(tmpdir(), name)
    for (const pid of serversBelow(folder)) {
      try {
        process.kill(pid, 'SIGQUIT')
      } catch {
        // Its parent took it along.
      }
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Servers whose data directory lies in that folder (a server's working directory is its data directory). */
function serversBelow(folder: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter(pid => {
      try {
        return (
          Number.isInteger(pid) &&
          readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) &&
          readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
        )
      } catch {
        return false
      }
    })
}
