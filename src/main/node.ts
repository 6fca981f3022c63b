import type { App } from '../kernel/app.ts'
import { openBus } from '../kernel/bus.ts'
import { correctedClock, monotonicMs, systemClock } from '../kernel/clock.ts'
import type { Config } from '../kernel/config.ts'
import { type Db, openDatabase } from '../kernel/db.ts'
import { listen } from '../kernel/events.ts'
import { registerTexts } from '../kernel/i18n.ts'
import { byteBoards } from '../kernel/http/byte-board.ts'
import type { Logger } from '../kernel/log.ts'
import { siteAddress } from '../kernel/mail/index.ts'
import { loadSecretKey, secretBox } from '../kernel/secret-box.ts'
import { createStorage } from '../kernel/storage/index.ts'
import { domains, fillPorts } from './wiring.ts'

export interface Node {
  app: App
  close(): Promise<void>
}

/** Milliseconds the database's clock is ahead of this machine's, measured over the quickest of three round trips. */
async function clockOffset(db: Db): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, offset: 0 }
  for (let i = 0; i < 3; i++) {
    const started = monotonicMs()
    const answer = await db.pool.query<{ at: Date }>('select clock_timestamp() as at')
    const took = monotonicMs() - started
    const at = answer.rows[0]?.at ?? systemClock.now()
    if (took < best.took) best = { took, offset: at.getTime() + took / 2 - systemClock.now().getTime() }
  }
  return Math.abs(best.offset) < 5 ? 0 : best.offset
}

/** One process of a site: its connections, its clock and its keys. What it serves or works on is the caller's choice. */
export async function openNode(config: Config, log: Logger, databaseUrl: string): Promise<Node> {
  const db = openDatabase({ url: databaseUrl, max: config.databaseConnections })
  const bus = await openBus(databaseUrl, log)
  let offset = await clockOffset(db)
  const follow = setInterval(() => {
    clockOffset(db).then(
      next => {
        offset = next
      },
      () => undefined,
    )
  }, 30_000).unref()
  const app: App = {
    db,
    bus,
    boards: byteBoards(),
    clock: correctedClock(() => offset),
    config,
    log,
    secrets: secretBox(loadSecretKey(config.secretKey, config.dataDir)),
    storage: createStorage(config),
  }
  siteAddress.provide(config.publicUrl)
  fillPorts(app)
  for (const domain of domains) registerTexts(domain.texts)
  listen(domains.flatMap(domain => domain.reactions ?? []))
  return {
    app,
    async close() {
      clearInterval(follow)
      await bus.close()
      await db.close()
    },
  }
}
