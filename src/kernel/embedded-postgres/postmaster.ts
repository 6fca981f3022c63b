import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, program } from './binaries.ts'
import { type Identity, pathForServer, serverEnvironment } from './data-directory.ts'
import { explainFailure, PostgresStartError } from './failure.ts'
import { isPostgres, runs } from './process-life.ts'
import type { RunUser } from './run-user.ts'

/** What a running server says about itself in postmaster.pid. */
export interface Postmaster {
  pid: number
  port: number
  socketDir: string
  ready: boolean
}

const socketPrefix = 'palestra-pg-'

export function readPostmaster(dataDir: string): Postmaster | undefined {
  let text = ''
  try {
    text = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8')
  } catch {
    return undefined
  }
  const lines = text.split('\n').map(line => line.trim())
  const pid = Math.abs(Number(lines[0]))
  if (!pid) return undefined
  return { pid, port: Number(lines[3] ?? 0), socketDir: lines[4] ?? '', ready: lines[7] === 'ready' }
}

/** The live server of this directory, if there is one; a file left by a killed server is taken away. */
export function livePostmaster(dataDir: string): Postmaster | undefined {
  const found = readPostmaster(dataDir)
  if (!found) return undefined
  if (runs(found.pid) && isPostgres(found.pid)) return found
  // The server refuses to start while the file names any live process, even a stranger or one nobody has collected yet.
  // Its shared-memory check still protects us from children of the old server.
  rmSync(join(dataDir, 'postmaster.pid'), { force: true })
  dropSocketDir(found.socketDir)
  return undefined
}

export interface LaunchInput {
  dataDir: string
  binaries: Binaries
  identity: Identity
  user: RunUser
  port: number
  /** The folder of the socket before the server ended, so that connection strings stay true. */
  socketDir?: string | undefined
}

/** Starts the server and waits until it accepts connections. Throws a PostgresStartError. */
export async function launch(input: LaunchInput): Promise<{ child: ChildProcess; postmaster: Postmaster }> {
  const { dataDir, user, identity } = input
  const socketDir = makeSocketDir(user, input.socketDir)
  const logPath = join(dataDir, 'server.log')
  if (existsSync(logPath) && statSync(logPath).size > 8_000_000) renameSync(logPath, `${logPath}.1`)
  const logFrom = existsSync(logPath) ? statSync(logPath).size : 0
  let log: number
  try {
    log = openSync(logPath, 'a', 0o600)
    if (user) chownSync(logPath, user.uid, user.gid)
  } catch (error) {
    dropSocketDir(socketDir)
    throw explainFailure(String(error), dataDir)
  }
  const serverArguments = ['-D', pathForServer(dataDir, user), '-p', String(input.port)]
  serverArguments.push('-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${socketDir}`)
  serverArguments.push('-c', `cluster_name=palestra-${identity.id}`)
  const child = spawn(program(input.binaries, 'postgres'), serverArguments, {
    cwd: dataDir,
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    // Its own process group: Ctrl-C in the terminal reaches us, and we stop it in order.
    detached: process.platform !== 'win32',
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  })
  closeSync(log)
  let failed: string | undefined
  child.once('error', error => {
    failed = String(error)
  })
  child.once('exit', (code, signal) => {
    failed ??= `exit ${code ?? signal}`
  })
  // Recovery after a crash may take long on a big database; a minute without any end is still told.
  for (let waitedMs = 0; waitedMs < 120_000; waitedMs += 15) {
    await sleep(15)
    if (failed !== undefined) {
      dropSocketDir(socketDir)
      throw explainFailure(`${failed}\n${readFileSync(logPath, 'utf8').slice(logFrom)}`, dataDir)
    }
    const postmaster = readPostmaster(dataDir)
    if (postmaster?.ready && postmaster.pid === child.pid) {
      child.unref()
      return { child, postmaster: { ...postmaster, socketDir } }
    }
  }
  throw new PostgresStartError('not-starting', `PostgreSQL is still recovering after two minutes; see ${logPath}.`)
}

/** Asks the server to end its sessions and close its files; returns when the process is gone. */
export async function stopPostmaster(input: {
  dataDir: string
  binaries: Binaries
  postmaster: Postmaster
  mode: 'fast' | 'immediate'
}): Promise<void> {
  const { pid, socketDir } = input.postmaster
  if (process.platform === 'win32')
    spawnSync(program(input.binaries, 'pg_ctl'), ['stop', '-D', input.dataDir, '-m', input.mode, '-w'])
  else signal(pid, input.mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  for (let waitedMs = 0; runs(pid); waitedMs += 10) {
    if (waitedMs === 30_000) signal(pid, 'SIGQUIT')
    if (waitedMs === 40_000) signal(pid, 'SIGKILL')
    if (waitedMs > 45_000) break
    await sleep(10)
  }
  dropSocketDir(socketDir)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already: that is what was asked for.
  }
}

/** A port nobody listens on right now; the caller tries again when somebody takes it in between. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/** Socket paths are limited to about 100 characters, so the folder is short and lies outside the data directory. */
function makeSocketDir(user: RunUser, before: string | undefined): string {
  const folder = before ?? mkdtempSync(join(existsSync('/tmp') ? '/tmp' : tmpdir(), socketPrefix))
  if (before) {
    rmSync(before, { recursive: true, force: true })
    mkdirSync(before, { mode: 0o700 })
  }
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}

function dropSocketDir(folder: string): void {
  if (basename(folder).startsWith(socketPrefix)) rmSync(folder, { recursive: true, force: true })
}
