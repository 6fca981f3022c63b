import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { finished, pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { writeBackup } from '../../kernel/backup/index.ts'
import { monotonicMs } from '../../kernel/clock.ts'
import { createStorage } from '../../kernel/storage/index.ts'
import { openDatabaseServer, progress } from './database.ts'
import { settings } from './settings.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra backup FILE
Writes one consistent snapshot of the database and every stored file to FILE. The site may keep running.
SECRET_KEY (or the data directory's secret.key) is not in it: without that key, personal data in the backup stays sealed.
Keep the key somewhere else.
`

export async function run(args: string[]): Promise<number> {
  const parsed = parseUsage(args, usage, {}, 1)
  if (!parsed) return 0
  const target = parsed.positionals[0] ?? ''
  const started = monotonicMs()
  const config = settings()
  const server = await openDatabaseServer(config, progress)
  // A backup is either whole or absent under its name.
  const aside = `${target}.part`
  try {
    const gzip = createGzip({ level: 6 })
    const file = createWriteStream(aside, { mode: 0o600, flush: true })
    const written = pipeline(gzip, file)
    const report = await Promise.race([
      writeBackup({
        url: server.url,
        storage: createStorage(config),
        out: gzip,
        async fileKeys(client) {
          const there = await client.query<{ found: boolean }>(`select to_regclass('file') is not null as found`)
          if (!there.rows[0]?.found) return []
          const keys = await client.query<{ storage_key: string }>(
            `select storage_key from file where state = 'ready' order by id`,
          )
          return keys.rows.map(row => row.storage_key)
        },
      }),
      // A full disk ends the writing side first.
      written.then(() => finished(gzip)).then(() => Promise.reject(new Error('the backup file was closed too early'))),
    ])
    gzip.end()
    await written
    renameSync(aside, target)
    const seconds = ((monotonicMs() - started) / 1000).toFixed(1)
    progress(`${target}: ${report.rows} rows of ${report.tables} tables and ${report.files} files … ${seconds} s`)
    if (report.missing.length > 0) progress(`Not in the store, so not in the backup: ${report.missing.join(', ')}`)
    return report.missing.length > 0 ? 1 : 0
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  } finally {
    await server.stop()
  }
}
