import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { monotonicMs } from '../clock.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import {
  create,
  type Identity,
  inspect,
  readIdentity,
  superuser,
  writeIdentity,
  writeSettings,
} from './data-directory.ts'
import { explainFailure, PostgresStartError } from './failure.ts'
import { holdersOf } from './holders.ts'
import { freePort, launch, livePostmaster, type Postmaster, stopPostmaster } from './postmaster.ts'
import { runs } from './process-life.ts'
import { chooseRunUser, type RunUser } from './run-user.ts'
import type { Durability } from './settings.ts'

export interface StartPostgres {
  /** The server's own directory; made when missing. */
  dataDir: string
  /** TCP port on 127.0.0.1. Without it: the port of last time if free, else any free one. */
  port?: number
  /** Progress for the operator, one line each. */
  log?: (line: string) => void
  /** `throwaway` gives up durability for speed; only for tests. */
  durability?: Durability
}

export interface RunningPostgres {
  /** Connection string over TCP, password included. */
  url: string
  /** Connection string over the Unix socket: somewhat faster; the same as `url` where there are no such sockets. */
  socketUrl: string
  socketDir: string
  port: number
  version: string
  /** True when the server already ran and was joined. */
  adopted: boolean
  /** The server's process id at this moment. */
  pid(): number
  /**
   * Leaves the server, and stops it when no other command uses the same data directory. `immediate` skips the closing
   * checkpoint: the next start recovers from the log.
   */
  stop(mode?: 'fast' | 'immediate'): Promise<void>
}

interface Site {
  dataDir: string
  binaries: Binaries
  user: RunUser
  durability: Durability
  wantedPort: number | undefined
  socketDir?: string
  log: (line: string) => void
}

const databaseName = 'palestra'

/**
 * Starts the embedded PostgreSQL on a data directory, or joins it when another command already started it. Throws
 * PostgresStartError with a sentence for the operator.
 */
export async function startPostgres(options: StartPostgres): Promise<RunningPostgres> {
  const started = monotonicMs()
  const dataDir = resolve(options.dataDir)
  const user = chooseRunUser(dataDir)
  const site: Site = {
    dataDir,
    user,
    binaries: findBinaries(user),
    durability: options.durability ?? 'durable',
    wantedPort: options.port,
    log: options.log ?? (() => undefined),
  }
  const holders = holdersOf(dataDir)
  const seconds = () => `${((monotonicMs() - started) / 1000).toFixed(1)} s`

  const first = await holders.exclusively(async () => {
    if (!inspect(dataDir, site.binaries)) {
      site.log(`Creating the database in ${dataDir} …${user ? ` (PostgreSQL runs as ${user.name})` : ''}`)
      create(dataDir, site.binaries, user, site.durability)
    }
    const identity = readIdentity(dataDir)
    const up = await bringUp(site, identity)
    await ensureDatabase(identity, up.postmaster)
    holders.join()
    return { identity, ...up }
  })
  site.log(`PostgreSQL ${site.binaries.version} ${first.adopted ? 'was running already' : 'started'} … ${seconds()}`)

  let current = first.postmaster
  let stopping = false
  let watching = Promise.resolve()
  const revive = async () => {
    try {
      const up = await holders.exclusively(() =>
        bringUp({ ...site, wantedPort: current.port, socketDir: current.socketDir }, first.identity),
      )
      current = up.postmaster
      stopping = false
      site.log('PostgreSQL is back')
    } catch (error) {
      site.log(error instanceof Error ? error.message : String(error))
    }
  }
  const watch = setInterval(() => {
    if (stopping || runs(current.pid)) return
    stopping = true
    site.log('PostgreSQL ended unexpectedly; starting it again')
    watching = revive()
  }, 500)
  watch.unref()

  let stopped: Promise<void> | undefined
  const stop = async (mode: 'fast' | 'immediate') => {
    clearInterval(watch)
    await watching
    stopping = true
    await holders.exclusively(async () => {
      if (holders.leave() > 0) return
      const running = livePostmaster(dataDir)
      if (!running) return
      await stopPostmaster({ dataDir, binaries: site.binaries, postmaster: running, mode })
    })
  }
  const url = urlFor(first.identity, current.port)
  return {
    url,
    socketUrl:
      process.platform === 'win32'
        ? url
        : `postgresql://${superuser}:${first.identity.password}@/${databaseName}?host=${encodeURIComponent(current.socketDir)}&port=${current.port}`,
    socketDir: current.socketDir,
    port: current.port,
    version: site.binaries.version,
    adopted: first.adopted,
    pid: () => current.pid,
    stop: (mode = 'fast') => (stopped ??= stop(mode)),
  }
}

function urlFor(identity: Identity, port: number, database = databaseName): string {
  return `postgresql://${superuser}:${identity.password}@127.0.0.1:${port}/${database}`
}

/** Joins the running server or starts one; tries again while an old one is still going away. */
async function bringUp(site: Site, identity: Identity): Promise<{ postmaster: Postmaster; adopted: boolean }> {
  let port = site.wantedPort ?? (identity.port || (await freePort()))
  for (let attempt = 0; ; attempt++) {
    const running = livePostmaster(site.dataDir)
    if (running) {
      if (await answers(identity, running)) return { postmaster: running, adopted: true }
      if (attempt > 150)
        throw new PostgresStartError(
          'in-use',
          `A PostgreSQL server (process ${running.pid}) holds ${site.dataDir} but does not answer us. Stop it, then start again.`,
        )
      await sleep(100)
      continue
    }
    try {
      writeSettings(site.dataDir, site.durability, site.user)
      const { postmaster } = await launch({ ...site, identity, port })
      if (port !== identity.port) writeIdentity(site.dataDir, { ...identity, port }, site.user)
      return { postmaster, adopted: false }
    } catch (cause) {
      const fromSystem = cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
      const error =
        fromSystem && !(cause instanceof PostgresStartError) ? explainFailure(String(cause), site.dataDir) : cause
      if (!(error instanceof PostgresStartError)) throw error
      // Children of a killed server need a moment to notice; a port may be taken between our look and its use.
      const passing = error.code === 'in-use' && attempt < 150
      const otherPort = error.code === 'port-taken' && site.wantedPort === undefined && attempt < 20
      if (!passing && !otherPort) throw error
      if (otherPort) port = await freePort()
      else await sleep(100)
    }
  }
}

/** True when the server accepts our password and is the one of this very directory. */
async function answers(identity: Identity, postmaster: Postmaster): Promise<boolean> {
  if (!postmaster.ready) return false
  const client = new Client({ connectionString: urlFor(identity, postmaster.port, 'postgres') })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const reply = await client.query<{ cluster_name: string }>('show cluster_name')
    return reply.rows[0]?.cluster_name === `palestra-${identity.id}`
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function ensureDatabase(identity: Identity, postmaster: Postmaster): Promise<void> {
  const client = new Client({ connectionString: urlFor(identity, postmaster.port, 'postgres') })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}
