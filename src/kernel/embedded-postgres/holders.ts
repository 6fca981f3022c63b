import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { explainFailure, PostgresStartError } from './failure.ts'
import { markLives, markOf } from './process-life.ts'

/**
 * Several commands may use one data directory at once. Each leaves a mark beside it (`<dir>.holders/<pid>-<start>`);
 * the last one to leave stops the server. Marks of killed processes are recognised and swept.
 */
export function holdersOf(dataDir: string) {
  const folder = `${dataDir}.holders`
  const lockPath = join(folder, 'lock')
  const own = `${markOf(process.pid)}-${(serial += 1)}`

  const living = () =>
    readdirSync(folder)
      .filter(name => name !== 'lock' && !name.endsWith('.tmp'))
      .filter(name => {
        if (markLives(name.split('-').slice(0, 2).join('-'))) return true
        rmSync(join(folder, name), { force: true })
        return false
      })

  return {
    /** Runs `work` while no other process starts or stops the server of this directory. */
    async exclusively<T>(work: () => Promise<T>): Promise<T> {
      try {
        mkdirSync(folder, { recursive: true })
        await take(lockPath)
      } catch (error) {
        throw error instanceof PostgresStartError ? error : explainFailure(String(error), dataDir)
      }
      try {
        return await work()
      } finally {
        rmSync(lockPath, { force: true })
      }
    },
    join: () => writeFileSync(join(folder, own), ''),
    /** Takes our mark away and says how many others are left. */
    leave(): number {
      rmSync(join(folder, own), { force: true })
      return living().length
    },
  }
}

let serial = 0

async function take(lockPath: string): Promise<void> {
  const mark = markOf(process.pid)
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 40) {
    try {
      writeFileSync(lockPath, mark, { flag: 'wx' })
      return
    } catch (error) {
      const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
      if (!exists) throw error
    }
    const holder = readOrEmpty(lockPath)
    // An empty file is a lock being written this instant, unless it stays so.
    if (holder === '' ? waitedMs > 2000 : !markLives(holder)) rmSync(lockPath, { force: true })
    else await sleep(40)
  }
  throw new PostgresStartError(
    'in-use',
    `Another command is starting PostgreSQL and has not finished for a minute (${lockPath}).`,
  )
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
