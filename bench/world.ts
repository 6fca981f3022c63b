import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authenticator } from '../src/domains/accounts/index.ts'
import type { App } from '../src/kernel/app.ts'
import { readConfig } from '../src/kernel/config.ts'
import { startPostgres } from '../src/kernel/embedded-postgres/index.ts'
import { createLog } from '../src/kernel/log.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { openNode } from '../src/main/node.ts'
import { packageRoot } from '../src/main/package-root.ts'
import { createSite } from '../src/main/site.ts'

export interface World {
  app: App
  port: number
  databaseUrl: string
  close(): Promise<void>
}

/** A whole node over its own fresh database with production's durability, serving on a free port. */
export async function openWorld(): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'palestra-bench-'))
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres') })
  await migrate(postgres.url, join(packageRoot, 'migrations'))
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'error',
    RATE_PER_MINUTE: '100000000',
    DATABASE_CONNECTIONS: '8',
  })
  const node = await openNode(config, createLog({ level: 'error', pretty: false }), postgres.url)
  const site = await createSite(node.app, authenticator(node.app))
  await site.listen({ port: 0, host: '127.0.0.1' })
  const address = site.server.address()
  return {
    app: node.app,
    port: typeof address === 'object' && address ? address.port : 0,
    databaseUrl: postgres.url,
    async close() {
      await site.close()
      await node.close()
      await postgres.stop()
    },
  }
}
