import { join } from 'node:path'
import type { Config } from '../../kernel/config.ts'
import { startPostgres } from '../../kernel/embedded-postgres/index.ts'

export interface DatabaseServer {
  url: string
  embedded: boolean
  /** Leaves the embedded server (the last command to leave stops it); nothing for a given one. */
  stop(): Promise<void>
}

/** The folder of the embedded server inside the data directory. */
export function postgresFolder(config: Config): string {
  return join(config.dataDir, 'postgres')
}

/** The database of these settings: the given server, or the embedded one, started or joined. */
export async function openDatabaseServer(config: Config, log: (line: string) => void): Promise<DatabaseServer> {
  if (config.databaseUrl) return { url: config.databaseUrl, embedded: false, stop: async () => undefined }
  const server = await startPostgres({ dataDir: postgresFolder(config), log })
  return { url: server.socketUrl, embedded: true, stop: () => server.stop() }
}

/** Progress for whoever sits at the terminal: one line, on standard error so that pipes stay clean. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`)
}
