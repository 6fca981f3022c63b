import { existsSync } from 'node:fs'
import { Pool } from 'pg'
import type { Config } from '../../kernel/config.ts'
import { openDatabaseServer, postgresFolder } from './database.ts'
import {
  checkClock,
  checkDisk,
  checkFonts,
  checkJobs,
  checkMail,
  checkMigrations,
  checkNode,
  checkServer,
  checkStorage,
  type Finding,
} from './doctor-checks.ts'
import { migrationsFolder } from './migrate.ts'
import { settings } from './settings.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra doctor [--json]
Checks this machine, its settings and its database, and tells what to do. Exit status 1 when something is wrong.
`

const marks = { good: 'ok      ', careful: 'careful ', wrong: 'WRONG   ' }

export async function run(args: string[]): Promise<number> {
  const parsed = parseUsage(args, usage, { json: { type: 'boolean' } })
  if (!parsed) return 0
  const findings: Finding[] = []
  const tell = (finding: Finding) => {
    findings.push(finding)
    if (parsed.values.json !== true) process.stdout.write(`${marks[finding.state]}${finding.sentence}\n`)
  }
  tell(checkNode(process.versions.node))
  const config = readSettings(tell)
  if (config) {
    tell(checkDisk(config.dataDir))
    tell(await checkStorage(config))
    tell(await checkMail(config))
    await examineDatabase(config, tell)
  }
  tell(checkFonts())
  if (parsed.values.json === true) process.stdout.write(`${JSON.stringify({ findings }, undefined, 2)}\n`)
  return findings.some(finding => finding.state === 'wrong') ? 1 : 0
}

function readSettings(tell: (finding: Finding) => void): Config | undefined {
  try {
    return settings()
  } catch (error) {
    tell({ state: 'wrong', sentence: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}

async function examineDatabase(config: Config, tell: (finding: Finding) => void): Promise<void> {
  // An examination creates nothing: a database that was never started is told, not made.
  if (!config.databaseUrl && !existsSync(postgresFolder(config)))
    return tell({ state: 'careful', sentence: 'There is no database yet; npm start creates one.' })
  try {
    const server = await openDatabaseServer(config, () => undefined)
    const pool = new Pool({ connectionString: server.url, max: 2, connectionTimeoutMillis: 5000 })
    pool.on('error', () => undefined)
    try {
      tell(await checkServer(pool))
      tell(await checkClock(pool))
      tell(await checkMigrations(pool, migrationsFolder))
      tell(await checkJobs(pool))
    } finally {
      await pool.end()
      await server.stop()
    }
  } catch (error) {
    const sentence = error instanceof Error && error.message !== '' ? error.message : String(error)
    tell({ state: 'wrong', sentence: `The database cannot be used: ${sentence}` })
  }
}
