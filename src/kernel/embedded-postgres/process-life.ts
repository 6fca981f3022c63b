import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Names a process for as long as the machine runs: the id and, where the system tells, its time of start, so that a
 * reused id (or pid 1 of a restarted container) is not mistaken for the process that wrote the mark.
 */
export function markOf(pid: number): string {
  const stat = linuxStat(pid)
  return stat ? `${pid}-${stat.startedAt}` : `${pid}`
}

/** True while the process named by `markOf` still runs; a process that ended but was not collected does not. */
export function markLives(mark: string): boolean {
  const [pid, startedAt] = mark.split('-')
  const id = Number(pid)
  if (!runs(id)) return false
  const stat = linuxStat(id)
  return !stat || !startedAt || stat.startedAt === startedAt
}

/** True while the process runs; zombies do not count. */
export function runs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    const denied = error instanceof Error && 'code' in error && error.code === 'EPERM'
    if (!denied) return false
  }
  return linuxStat(pid)?.state !== 'Z'
}

/** True when the process is a PostgreSQL server (or when the system does not tell). */
export function isPostgres(pid: number): boolean {
  if (process.platform === 'win32') return true
  if (process.platform === 'linux') return linuxStat(pid)?.name === 'postgres'
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).includes('postgres')
  } catch {
    return false
  }
}

function linuxStat(pid: number): { name: string; state: string; startedAt: string } | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const close = text.lastIndexOf(')')
    // Fields after the name: 3 is the state, 22 the start in clock ticks since boot (proc(5)).
    const rest = text.slice(close + 2).split(' ')
    return { name: text.slice(text.indexOf('(') + 1, close), state: rest[0] ?? '', startedAt: rest[19] ?? '' }
  } catch {
    return undefined
  }
}
