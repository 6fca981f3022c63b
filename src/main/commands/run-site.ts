import { type Config } from '../../kernel/config.ts'
import { monotonicMs } from '../../kernel/clock.ts'
import { startWorker } from '../../kernel/jobs.ts'
import { createLog } from '../../kernel/log.ts'
import { authenticator } from '../../domains/accounts/index.ts'
import { loadDemonstration } from '../demonstration.ts'
import { openNode } from '../node.ts'
import { createSite } from '../site.ts'
import { domains } from '../wiring.ts'
import { openDatabaseServer, progress } from './database.ts'
import { bringUpToDate } from './migrate.ts'
import { settings } from './settings.ts'

export interface Parts {
  /** Answers requests. */
  http: boolean
  /** Runs background jobs. */
  jobs: boolean
  /** Loads the demonstration into an empty database when the settings ask for it. */
  demonstration: boolean
}

/**
 * Runs a process of the site until it is asked to stop: database, migrations, demonstration, then what `parts` name. A
 * second signal ends it at once.
 */
export async function runSite(parts: Parts): Promise<number> {
  const config = settings()
  // Whoever watches a development site in a terminal reads lines, not JSON.
  const pretty = config.logPretty || (!config.production && process.stdout.isTTY)
  const log = createLog({ level: config.logLevel, pretty })
  const ending = askedToStop()
  const closers: (() => Promise<unknown>)[] = []
  try {
    const database = await openDatabaseServer(config, progress)
    closers.unshift(() => database.stop())
    await bringUpToDate(database.url, progress)
    const node = await openNode(config, log, database.url)
    closers.unshift(() => node.close())
    const hints = parts.demonstration && config.demo ? await demonstrate(node.app) : []
    if (parts.jobs) {
      const worker = await startWorker(
        node.app,
        domains.flatMap(domain => domain.jobs ?? []),
      )
      closers.unshift(() => worker.stop())
    }
    if (parts.http) {
      const site = await createSite(node.app, authenticator(node.app))
      closers.unshift(() => site.close())
      await listen(site, config)
      progress(`\nPalestra is at ${config.publicUrl}`)
      for (const hint of hints) progress(hint)
      progress('Ctrl-C stops it.\n')
    } else {
      progress('Working on background jobs. Ctrl-C stops it.')
    }
    await ending
    progress('Stopping …')
    return 0
  } finally {
    // In order, newest first: no request without a pool, no pool without a server.
    for (const close of closers) await close().catch((error: unknown) => log.error({ error }, 'while stopping'))
  }
}

async function demonstrate(app: Parameters<typeof loadDemonstration>[0]): Promise<readonly string[]> {
  const started = monotonicMs()
  const { loaded, hints } = await loadDemonstration(app)
  if (loaded) progress(`Demonstration loaded … ${((monotonicMs() - started) / 1000).toFixed(1)} s`)
  return hints
}

async function listen(site: Awaited<ReturnType<typeof createSite>>, config: Config): Promise<void> {
  try {
    await site.listen({ port: config.port, host: config.host })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE')
      throw new Error(
        `Port ${config.port} is taken by another program. Stop it, or choose another: PORT=3001 npm start`,
        {
          cause: error,
        },
      )
    if (code === 'EACCES') throw new Error(`This user may not listen on port ${config.port}.`, { cause: error })
    throw error
  }
}

/** Resolves when the process is asked to stop. Asked again, or after fifteen seconds, it ends without more ado. */
function askedToStop(): Promise<void> {
  return new Promise(resolve => {
    let askedAt: number | undefined
    const stop = () => {
      // One Ctrl-C arrives twice when npm passes it on: only a later one is impatience.
      if (askedAt !== undefined && monotonicMs() - askedAt > 500) process.exit(130)
      if (askedAt !== undefined) return
      askedAt = monotonicMs()
      setTimeout(() => process.exit(1), 15_000).unref()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  })
}
