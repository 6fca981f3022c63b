import { createLog } from '../../kernel/log.ts'
import { loadDemonstration } from '../demonstration.ts'
import { openNode } from '../node.ts'
import { openDatabaseServer, progress } from './database.ts'
import { bringUpToDate } from './migrate.ts'
import { settings } from './settings.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra demo
Loads the demonstration into an empty database. Does nothing when it is there already.
`

export async function run(args: string[]): Promise<number> {
  if (!parseUsage(args, usage, {})) return 0
  const config = settings()
  const server = await openDatabaseServer(config, progress)
  try {
    await bringUpToDate(server.url, progress)
    const node = await openNode(config, createLog({ level: 'warn', pretty: config.logPretty }), server.url)
    try {
      const { loaded, hints } = await loadDemonstration(node.app)
      progress(loaded ? 'The demonstration is loaded.' : 'The demonstration was loaded before; nothing was changed.')
      for (const hint of hints) progress(hint)
    } finally {
      await node.close()
    }
    return 0
  } finally {
    await server.stop()
  }
}
