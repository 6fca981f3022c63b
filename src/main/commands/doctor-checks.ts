import { existsSync, mkdirSync, statfsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Pool } from 'pg'
import { monotonicMs, systemClock } from '../../kernel/clock.ts'
import type { Config } from '../../kernel/config.ts'
import { readMigrations } from '../../kernel/migrate.ts'
import { createStorage } from '../../kernel/storage/index.ts'

/** `wrong` makes doctor fail; `careful` is told and lets it pass. */
export interface Finding {
  state: 'good' | 'careful' | 'wrong'
  sentence: string
}

const good = (sentence: string): Finding => ({ state: 'good', sentence })
const careful = (sentence: string): Finding => ({ state: 'careful', sentence })
const wrong = (sentence: string): Finding => ({ state: 'wrong', sentence })

const words = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** `version` as process.versions.node gives it. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    return wrong(`Node.js ${version} is too old; 20.19 is the oldest that works.`)
  if (major < 22) return careful(`Node.js ${version} works but gets no more security fixes; install the current LTS.`)
  return good(`Node.js ${version}`)
}

/** Free space where files and the embedded database are kept. */
export function checkDisk(dataDir: string): Finding {
  try {
    mkdirSync(dataDir, { recursive: true })
    const { bavail, bsize } = statfsSync(dataDir)
    const gigabytes = (bavail * bsize) / 1e9
    const free = `${gigabytes.toFixed(1)} GB free at ${dataDir}`
    if (gigabytes < 0.5) return wrong(`Only ${free}: uploads and the database are about to stop.`)
    return gigabytes < 5 ? careful(`${free}: make room before the next submission deadline.`) : good(free)
  } catch (error) {
    return wrong(`The data directory ${dataDir} cannot be used: ${words(error)}`)
  }
}

/** Writes, reads back and removes one small object in the store the settings name. */
export async function checkStorage(config: Config): Promise<Finding> {
  const place = config.storage === 's3' ? `bucket ${config.s3.bucket ?? '?'}` : `${config.dataDir}/files`
  try {
    const storage = createStorage(config)
    const key = `doctor/${randomBytes(8).toString('hex')}`
    const body = randomBytes(64)
    await storage.put(key, body, body.length)
    const size = await storage.size(key)
    await storage.remove(key)
    return size === body.length
      ? good(`Files can be written to ${place}`)
      : wrong(`A file written to ${place} came back changed.`)
  } catch (error) {
    return wrong(`Files cannot be written to ${place}: ${words(error)}`)
  }
}

/** Connects and signs in to the mail server; sends nothing. */
export async function checkMail(config: Config): Promise<Finding> {
  if (!config.smtpUrl)
    return config.production
      ? wrong('SMTP_URL is not set: nobody gets verification, reset or result mails.')
      : good('Mail stays in the local outbox page (SMTP_URL is not set)')
  const transport = createTransport({ url: config.smtpUrl, connectionTimeout: 5000, greetingTimeout: 5000 })
  try {
    await transport.verify()
    return good('The mail server answers and accepts our sign-in')
  } catch (error) {
    return wrong(`The mail server does not accept us: ${words(error)}`)
  } finally {
    transport.close()
  }
}

export function checkFonts(): Finding {
  const require = createRequire(import.meta.url)
  const missing = ['serif', 'sans'].filter(kind => {
    try {
      return !existsSync(require.resolve(`@expo-google-fonts/noto-${kind}-sc/package.json`))
    } catch {
      return true
    }
  })
  return missing.length === 0
    ? good('Fonts for certificates are installed')
    : wrong(`Fonts for certificates are missing (noto-${missing.join(', noto-')}-sc): run npm ci.`)
}

export async function checkServer(pool: Pool): Promise<Finding> {
  const reply = await pool.query<{ version: string; number: string; encoding: string }>(
    `select current_setting('server_version') as version, current_setting('server_version_num') as number,
      pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
  )
  const row = reply.rows[0]
  if (!row) return wrong('The database does not describe itself.')
  if (Number(row.number) < 150_000) return wrong(`PostgreSQL ${row.version} is too old; 15 is the oldest that works.`)
  if (row.encoding !== 'UTF8') return wrong(`The database is encoded in ${row.encoding}; it must be UTF8.`)
  return good(`PostgreSQL ${row.version} answers`)
}

export async function checkMigrations(pool: Pool, folder: string): Promise<Finding> {
  const there = await pool.query<{ found: boolean }>(`select to_regclass('schema_migration') is not null as found`)
  const known = readMigrations(folder)
  if (!there.rows[0]?.found) return careful(`The database is empty; palestra migrate applies ${known.length} steps.`)
  const applied = await pool.query<{ name: string; sha256: string }>('select name, sha256 from schema_migration')
  const byName = new Map(applied.rows.map(row => [row.name, row.sha256]))
  const changed = known.filter(one => byName.has(one.name) && byName.get(one.name) !== one.sha256)
  if (changed[0]) return wrong(`Migration ${changed[0].name} was changed after it was applied.`)
  const newer = applied.rows.filter(row => !known.some(one => one.name === row.name))
  if (newer[0]) return wrong(`The database is newer than this program (it has ${newer[0].name}); update the program.`)
  const missing = known.filter(one => !byName.has(one.name))
  if (missing.length > 0) return careful(`${missing.length} migrations are waiting: palestra migrate`)
  return good(`All ${known.length} migrations are applied`)
}

/** Deadlines are kept by the database's clock; a machine that is far off shows people wrong countdowns. */
export async function checkClock(pool: Pool): Promise<Finding> {
  const started = monotonicMs()
  const reply = await pool.query<{ ms: number }>(`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`)
  const took = monotonicMs() - started
  const offset = (reply.rows[0]?.ms ?? 0) - (systemClock.now().getTime() - took / 2)
  const seconds = (Math.abs(offset) / 1000).toFixed(1)
  if (Math.abs(offset) > 5000) return wrong(`This machine's clock is ${seconds} s off the database's; set it by NTP.`)
  if (Math.abs(offset) > 500) return careful(`This machine's clock is ${seconds} s off the database's.`)
  return good('Clocks agree')
}

export async function checkJobs(pool: Pool): Promise<Finding> {
  const there = await pool.query<{ found: boolean }>(`select to_regclass('graphile_worker.jobs') is not null as found`)
  if (!there.rows[0]?.found) return careful('There is no job queue yet: palestra migrate')
  const reply = await pool.query<{ late: number; given_up: number }>(
    `select count(*) filter (where run_at < clock_timestamp() - interval '5 minutes' and attempts < max_attempts
        and locked_at is null)::int as late,
      count(*) filter (where attempts >= max_attempts)::int as given_up from graphile_worker.jobs`,
  )
  const { late = 0, given_up: givenUp = 0 } = reply.rows[0] ?? {}
  if (late > 100) return wrong(`${late} jobs have waited longer than five minutes: is a worker running?`)
  if (givenUp > 0) return careful(`${givenUp} jobs failed for good; their last errors are in graphile_worker.jobs.`)
  return late > 0 ? careful(`${late} jobs have waited longer than five minutes.`) : good('No job is late')
}
