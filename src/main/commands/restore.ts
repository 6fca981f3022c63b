import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { restoreBackup, verifyBackup } from '../../kernel/backup/index.ts'
import { monotonicMs } from '../../kernel/clock.ts'
import { createStorage } from '../../kernel/storage/index.ts'
import { openDatabaseServer, progress } from './database.ts'
import { migrationsFolder } from './migrate.ts'
import { settings } from './settings.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra restore FILE [--check]
Loads a backup into an empty database and store, then brings the database up to date. The whole file is checked first;
--check does only that. Needs the SECRET_KEY (or secret.key) of the site that made the backup.
`

/** The unpacked bytes; a damaged or cut gzip file is told in words. */
async function* unpacked(path: string): AsyncGenerator<Buffer> {
  try {
    const file = createReadStream(path)
    const gunzip = createGunzip()
    file.once('error', error => gunzip.destroy(error))
    for await (const chunk of file.pipe(gunzip)) yield Buffer.from(chunk)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') throw new Error(`There is no file ${path}.`, { cause: error })
    if (code === 'Z_BUF_ERROR') throw new Error('The backup is cut short: its end is missing.', { cause: error })
    if (code.startsWith('Z_')) throw new Error('This is not a whole Palestra backup.', { cause: error })
    throw error
  }
}

export async function run(args: string[]): Promise<number> {
  const parsed = parseUsage(args, usage, { check: { type: 'boolean' } }, 1)
  if (!parsed) return 0
  const path = parsed.positionals[0] ?? ''
  const at = await verifyBackup(unpacked(path))
  progress(`${path} is whole; it was made at ${at}`)
  if (parsed.values.check === true) return 0
  const started = monotonicMs()
  const config = settings()
  const server = await openDatabaseServer(config, progress)
  try {
    const report = await restoreBackup({
      url: server.url,
      storage: createStorage(config),
      migrationsFolder,
      bytes: unpacked(path),
    })
    const seconds = ((monotonicMs() - started) / 1000).toFixed(1)
    progress(`Restored ${report.rows} rows of ${report.tables} tables and ${report.files} files … ${seconds} s`)
    return 0
  } finally {
    await server.stop()
  }
}
