import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { Client } from 'pg'
import { systemClock } from '../clock.ts'
import type { Storage } from '../storage/index.ts'
import { sequences, tablesInOrder } from './catalogue.ts'
import { copyOut } from './copy.ts'
import { frame, type FrameKind } from './frames.ts'

export interface BackupReport {
  tables: number
  rows: number
  files: number
  /** Files the database knows and the store did not have. */
  missing: string[]
}

/**
 * Writes one consistent snapshot of the database, and the stored files it names, as frames to `out` (not closed here).
 * The site may keep running: rows are read in one repeatable-read transaction, and a stored file never changes.
 */
export async function writeBackup(input: {
  url: string
  storage: Storage
  /** Keys of the files to take, asked inside the snapshot. */
  fileKeys: (client: Client) => Promise<string[]>
  out: Writable
}): Promise<BackupReport> {
  const { out, storage } = input
  const digest = createHash('sha256')
  const write = async (kind: FrameKind, payload: Buffer | Record<string, unknown>) => {
    const bytes = frame(kind, payload)
    if (kind !== 'Z') digest.update(bytes)
    if (!out.write(bytes)) await once(out, 'drain')
  }
  const report: BackupReport = { tables: 0, rows: 0, files: 0, missing: [] }
  const client = new Client({ connectionString: input.url, application_name: 'palestra-backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const migrations = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from schema_migration order by name',
    )
    await write('H', {
      format: 'palestra-backup/1',
      at: systemClock.now().toISOString(),
      migrations: migrations.rows,
    })
    for (const table of await tablesInOrder(client)) {
      await write('T', { table: table.quoted, columns: table.columns })
      const rows = await copyOut(client, `copy ${table.quoted} (${table.columns.join(', ')}) to stdout`, chunk =>
        write('D', chunk),
      )
      await write('E', { rows })
      report.tables += 1
      report.rows += rows
    }
    for (const sequence of await sequences(client)) await write('S', sequence)
    const keys = await input.fileKeys(client)
    await client.query('commit')
    for (const key of keys) {
      const size = await storage.size(key)
      if (size === null) {
        report.missing.push(key)
        continue
      }
      await write('F', { key, size })
      for await (const chunk of await storage.read(key)) await write('B', Buffer.from(chunk))
      await write('G', {})
      report.files += 1
    }
    await write('Z', { sha256: digest.digest('hex') })
    return report
  } finally {
    await client.end()
  }
}
