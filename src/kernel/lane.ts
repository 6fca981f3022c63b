/**
 * Collects concurrent commands on one hot thing and runs them as one batch, so that they share one transaction, one lock
 * and one flush. Each caller gets its own answer; a caller's refusal does not touch the others. While a batch of a key is
 * under way, newcomers collect for the next: the busier, the larger the batches, with no timer on the idle path.
 */
export interface Lane<Input, Output> {
  run(key: string, input: Input): Promise<Output>
}

export type Settled<Output> = { ok: Output } | { failed: unknown }

export function lane<Input, Output>(options: {
  maxBatch: number
  /** Must answer every input, in order. When it throws, each input is tried alone so that one bad row fails only itself. */
  work(key: string, inputs: Input[]): Promise<Settled<Output>[]>
}): Lane<Input, Output> {
  interface Waiter {
    input: Input
    resolve(output: Output): void
    reject(error: unknown): void
  }
  const waiting = new Map<string, Waiter[]>()
  const running = new Set<string>()

  const settle = (waiter: Waiter, answer: Settled<Output> | undefined): void => {
    if (!answer) waiter.reject(new Error('a lane left a command unanswered'))
    else if ('ok' in answer) waiter.resolve(answer.ok)
    else waiter.reject(answer.failed)
  }

  const runBatch = async (key: string, batch: Waiter[]): Promise<void> => {
    try {
      const answers = await options.work(
        key,
        batch.map(waiter => waiter.input),
      )
      batch.forEach((waiter, index) => settle(waiter, answers[index]))
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error)
      for (const waiter of batch) await runBatch(key, [waiter])
    }
  }

  const drain = async (key: string): Promise<void> => {
    running.add(key)
    // One turn of the event loop lets every request that has already arrived join the first batch.
    await new Promise<void>(resolve => setImmediate(resolve))
    for (let queue = waiting.get(key); queue && queue.length > 0; queue = waiting.get(key))
      await runBatch(key, queue.splice(0, options.maxBatch))
    waiting.delete(key)
    running.delete(key)
  }

  return {
    run: (key, input) =>
      new Promise<Output>((resolve, reject) => {
        const queue = waiting.get(key) ?? []
        queue.push({ input, resolve, reject })
        waiting.set(key, queue)
        if (!running.has(key)) void drain(key)
      }),
  }
}
