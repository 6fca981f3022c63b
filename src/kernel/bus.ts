import { sql } from 'kysely'
import pg from 'pg'
import type { Tx } from './db.ts'
import type { Logger } from './log.ts'

/**
 * Short messages between the nodes of a site over PostgreSQL's NOTIFY, delivered when the sender's transaction commits.
 * Payloads stay under 8,000 bytes: send a key and let the receiver read. After a lost connection `missed` handlers run, so
 * that caches can be dropped and live streams caught up.
 */
export interface Bus {
  on(channel: string, handler: (payload: string) => void): () => void
  onMissed(handler: () => void): () => void
  close(): Promise<void>
}

/** Sends to every node, this one included, if and when `tx` commits. */
export async function tell(tx: Tx, channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${`palestra_${channel}`}, ${payload})`.execute(tx)
}

export async function openBus(url: string, log: Logger): Promise<Bus> {
  const handlers = new Map<string, Set<(payload: string) => void>>()
  const missed = new Set<() => void>()
  let client: pg.Client | undefined
  let closed = false

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'palestra-bus', keepAlive: true })
    next.on('notification', message => {
      for (const handler of handlers.get(message.channel) ?? []) handler(message.payload ?? '')
    })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (!closed && client === next) void reconnect()
    })
    await next.connect()
    client = next
    for (const channel of handlers.keys()) await next.query(`listen "${channel}"`)
  }

  const reconnect = async (): Promise<void> => {
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 5_000)) {
      await new Promise(resolve => setTimeout(resolve, wait).unref())
      try {
        await connect()
        for (const handler of missed) handler()
        return
      } catch (error) {
        log.warn({ err: error }, 'the message bus is not back yet')
      }
    }
  }

  await connect()
  return {
    on(name, handler) {
      const channel = `palestra_${name}`
      const existing = handlers.get(channel)
      if (existing) existing.add(handler)
      else {
        handlers.set(channel, new Set([handler]))
        void client?.query(`listen "${channel}"`).catch(() => undefined)
      }
      return () => handlers.get(channel)?.delete(handler)
    },
    onMissed(handler) {
      missed.add(handler)
      return () => missed.delete(handler)
    },
    async close() {
      closed = true
      await client?.end().catch(() => undefined)
    },
  }
}
