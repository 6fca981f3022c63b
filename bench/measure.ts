import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { monotonicMs, systemClock } from '../src/kernel/clock.ts'

export interface Figure {
  name: string
  /** What the ratio compares, in words. */
  of: string
  value: number
  limit: number
  unit: string
  /** value ÷ limit; for costs (times, sizes) limit ÷ value, so that more is always better. */
  ratio: number
  goal: number
  spread: number
  note?: string
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Relative width of the middle of the values: (max − min) ÷ median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / (median(values) || 1)
}

/**
 * Sends prepared HTTP/1.1 requests over `callers` kept-alive connections, one at a time each, and counts answers by
 * status. Raw sockets: the client must cost little beside the server on the same two cores.
 */
export async function load(
  port: number,
  callers: number,
  next: () => Buffer | undefined,
): Promise<{ seconds: number; done: number; statuses: Map<number, number> }> {
  const statuses = new Map<number, number>()
  let done = 0
  const started = monotonicMs()
  await Promise.all(
    Array.from(
      { length: callers },
      () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect({ port, host: '127.0.0.1', noDelay: true })
          let pending = Buffer.alloc(0)
          const send = (): void => {
            const request = next()
            if (request) socket.write(request)
            else socket.end()
          }
          socket.on('connect', send)
          socket.on('data', chunk => {
            pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
            const head = pending.indexOf('\r\n\r\n')
            if (head < 0) return
            const text = pending.toString('latin1', 0, head)
            const status = Number(text.slice(9, 12))
            const length = status === 304 ? 0 : Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
            if (pending.length < head + 4 + length) return
            pending = pending.subarray(head + 4 + length)
            statuses.set(status, (statuses.get(status) ?? 0) + 1)
            done += 1
            send()
          })
          socket.on('error', reject)
          socket.on('close', () => resolve())
        }),
    ),
  )
  return { seconds: (monotonicMs() - started) / 1000, done, statuses }
}

export function print(figures: readonly Figure[]): void {
  const rows = figures.map(one => ({
    name: one.name,
    measured: `${one.value.toLocaleString('en', { maximumFractionDigits: 1 })} ${one.unit}`,
    limit: `${one.limit.toLocaleString('en', { maximumFractionDigits: 1 })} ${one.unit}`,
    ratio: Number(one.ratio.toFixed(2)),
    goal: one.goal,
    met: one.ratio >= one.goal ? 'yes' : 'NO',
    spread: `${Math.round(one.spread * 100)} %`,
    of: one.of,
  }))
  console.table(rows)
  for (const one of figures) if (one.note) console.log(`${one.name}: ${one.note}`)
  mkdirSync('bench/results', { recursive: true })
  writeFileSync(
    `bench/results/${systemClock.now().toISOString().replace(/[:.]/g, '-')}.json`,
    JSON.stringify(figures, null, 2),
  )
}
