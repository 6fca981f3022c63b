import { join } from 'node:path'
import { monotonicMs } from '../../kernel/clock.ts'
import { migrate } from '../../kernel/migrate.ts'
import { packageRoot } from '../package-root.ts'
import { openDatabaseServer, progress } from './database.ts'
import { settings } from './settings.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra migrate
Brings the database up to date. Safe to run on several machines at once: one does the work, the others wait.
`

export const migrationsFolder = join(packageRoot, 'migrations')

/** Applies what is missing and tells which files and how long it took. */
export async function bringUpToDate(url: string, log: (line: string) => void): Promise<void> {
  const started = monotonicMs()
  const applied: string[] = []
  await migrate(url, migrationsFolder, name => {
    applied.push(name)
  })
  const seconds = ((monotonicMs() - started) / 1000).toFixed(1)
  if (applied.length === 0) log(`Database is up to date … ${seconds} s`)
  else log(`Database brought up to date: ${applied.length} steps … ${seconds} s`)
}

export async function run(args: string[]): Promise<number> {
  if (!parseUsage(args, usage, {})) return 0
  const server = await openDatabaseServer(settings(), progress)
  try {
    await bringUpToDate(server.url, progress)
    return 0
  } finally {
    await server.stop()
  }
}
