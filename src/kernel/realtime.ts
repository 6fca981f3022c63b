import type { ServerResponse } from 'node:http'
import { sql } from 'kysely'
import { batchedRead } from './batched-read.ts'
import { type Bus, tell } from './bus.ts'
import type { Db, Tx } from './db.ts'
import type { Actor } from './policy.ts'

/**
 * Live topics over Server-Sent Events. A topic is `kind:id`, for example `order:0192…`; whoever publishes the kind says
 * who may watch it. Events are kept for an hour, so that a browser that was away resumes from its last event id.
 */
export type TopicGuard = (actor: Actor, id: string) => Promise<boolean>

/** Publishes when `tx` commits. Data is what every watcher may see: send keys, not secrets. */
export async function publish(tx: Tx, topic: string, data: Record<string, unknown>): Promise<void> {
  const inserted = await sql<{ id: bigint }>`
    insert into topic_event (topic, data) values (${topic}, ${JSON.stringify(data)}::jsonb) returning id`.execute(tx)
  await tell(tx, 'topic', `${inserted.rows[0]?.id} ${topic}`)
}

/** The same data on many topics in two statements; each watcher is told of their own. */
export async function publishAll(tx: Tx, topics: readonly string[], data: Record<string, unknown>): Promise<void> {
  if (topics.length === 0) return
  await sql`with said as (
      insert into topic_event (topic, data)
      select topic, ${JSON.stringify(data)}::jsonb from unnest(${[...topics]}::text[]) as t(topic)
      returning id, topic)
    select pg_notify('palestra_topic', id || ' ' || topic) from said`.execute(tx)
}

interface Row {
  id: bigint
  topic: string
  data: unknown
}

/** One event as it goes on the wire, framed once however many watch. */
function frame(row: Row): Buffer {
  return Buffer.from(`id: ${row.id}\nevent: ${row.topic}\ndata: ${JSON.stringify(row.data)}\n\n`)
}

export interface LiveStreams {
  open(response: ServerResponse, topics: readonly string[], lastEventId: string | undefined): Promise<void>
  watching(): number
  close(): void
}

const beat = Buffer.from(': beat\n\n')

export function liveStreams(db: Db, bus: Bus): LiveStreams {
  const watchers = new Map<string, Set<ServerResponse>>()
  const open = new Set<ServerResponse>()
  const read = batchedRead<string, Row>(async ids => {
    const rows =
      await sql<Row>`select id, topic, data from topic_event where id = any(${ids.map(BigInt)}::bigint[])`.execute(
        db.kysely,
      )
    return new Map(rows.rows.map(row => [row.id.toString(), row]))
  })

  const off = bus.on('topic', payload => {
    const [id = '', topic = ''] = payload.split(' ')
    if (!watchers.has(topic)) return
    void read(id).then(row => {
      if (!row) return
      const bytes = frame(row)
      for (const response of watchers.get(topic) ?? []) response.write(bytes)
    })
  })
  // What was said while the bus was away cannot be known here: browsers reconnect and resume from their last event.
  const offMissed = bus.onMissed(() => {
    for (const response of open) response.end()
  })
  const heart = setInterval(() => {
    for (const response of open) response.write(beat)
  }, 20_000).unref()

  return {
    async open(response, topics, lastEventId) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      })
      response.write('retry: 2000\n\n')
      open.add(response)
      for (const topic of topics) {
        const set = watchers.get(topic) ?? new Set()
        watchers.set(topic, set.add(response))
      }
      response.on('close', () => {
        open.delete(response)
        for (const topic of topics) {
          const set = watchers.get(topic)
          set?.delete(response)
          if (set?.size === 0) watchers.delete(topic)
        }
      })
      if (lastEventId === undefined || !/^\d{1,18}$/.test(lastEventId)) return
      const since = await sql<Row>`select id, topic, data from topic_event
        where topic = any(${[...topics]}) and id > ${BigInt(lastEventId)} order by id limit 500`.execute(db.kysely)
      for (const row of since.rows) response.write(frame(row))
    },
    watching: () => open.size,
    close() {
      off()
      offMissed()
      clearInterval(heart)
      for (const response of open) response.end()
    },
  }
}
