import { monotonicMs } from './clock.ts'
import { refuse } from './errors.ts'

/**
 * Runs expensive work (password hashing) a few at a time. Waiters stand in one line per client, and the lines are served
 * in turn: a client with a thousand requests delays itself, not the others. Both the line of one client and all lines
 * together are bounded; beyond that a request is refused at once as `kernel.busy { seconds }`.
 */
export interface FairQueue {
  run<T>(client: string, work: () => Promise<T>): Promise<T>
  /** How many wait and how many are at work, for the health page and tests. */
  load(): { waiting: number; running: number }
}

export function fairQueue(options: { concurrency: number; maxWaiting: number; maxPerClient: number }): FairQueue {
  interface Waiter {
    start(): void
  }
  const lines = new Map<string, Waiter[]>()
  const turn: string[] = []
  let waiting = 0
  let running = 0
  /** Moving average of one piece of work, in milliseconds; what the promised waiting time is made from. */
  let averageMs = 50

  const next = (): void => {
    while (running < options.concurrency) {
      const client = turn.shift()
      if (client === undefined) return
      const line = lines.get(client) ?? []
      const waiter = line.shift()
      if (line.length > 0) turn.push(client)
      else lines.delete(client)
      if (!waiter) continue
      waiting -= 1
      running += 1
      waiter.start()
    }
  }

  const execute = async <T>(work: () => Promise<T>): Promise<T> => {
    const started = monotonicMs()
    try {
      return await work()
    } finally {
      averageMs += (monotonicMs() - started - averageMs) * 0.1
      running -= 1
      next()
    }
  }

  return {
    load: () => ({ waiting, running }),
    run(client, work) {
      if (running < options.concurrency && waiting === 0) {
        running += 1
        return execute(work)
      }
      const line = lines.get(client) ?? []
      if (waiting >= options.maxWaiting || line.length >= options.maxPerClient) {
        const seconds = Math.max(1, Math.ceil((waiting * averageMs) / options.concurrency / 1000))
        return Promise.reject(refuse('kernel.busy', { seconds }))
      }
      return new Promise((resolve, reject) => {
        if (line.length === 0) {
          lines.set(client, line)
          turn.push(client)
        }
        waiting += 1
        line.push({ start: () => execute(work).then(resolve, reject) })
      })
    },
  }
}
