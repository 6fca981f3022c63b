import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../migrate.ts'

/**
 * While several migrations are being written at once, one that leans on another's unwritten table must not stop
 * everybody: it is left out, loudly. Only for tests and type generation on a working tree, never for a real database.
 */
export async function migrateWhatApplies(url: string, folder: string): Promise<string[]> {
  const left: string[] = []
  for (;;) {
    const scratch = mkdtempSync(join(tmpdir(), 'palestra-migrations-'))
    let current = ''
    try {
      for (const name of readdirSync(folder))
        if (name.endsWith('.sql') && !left.includes(name)) copyFileSync(join(folder, name), join(scratch, name))
      await migrate(url, scratch, line => {
        current = line
      })
      return left
    } catch (error) {
      if (current === '' || left.includes(current)) throw error
      left.push(current)
      console.warn(`MIGRATION LEFT OUT: ${current}: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  }
}
