import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Refusal } from './errors.ts'
import { fairQueue } from './fair-queue.ts'

const after = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

test('no more than the set number run at once, and everybody gets an answer', async () => {
  const queue = fairQueue({ concurrency: 3, maxWaiting: 100, maxPerClient: 100 })
  let running = 0
  let most = 0
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      queue.run(`client ${index % 4}`, async () => {
        running += 1
        most = Math.max(most, running)
        await after(1)
        running -= 1
        return index
      }),
    ),
  )
  expect(most).toBe(3)
  expect(answers).toEqual(Array.from({ length: 40 }, (_, index) => index))
  expect(queue.load()).toEqual({ waiting: 0, running: 0 })
})

test('a client with a storm of requests does not make a newcomer wait for all of them', async () => {
  const queue = fairQueue({ concurrency: 1, maxWaiting: 1000, maxPerClient: 1000 })
  const order: string[] = []
  const work = (name: string) => async (): Promise<void> => {
    await turnOfTheLoop()
    order.push(name)
  }
  const storm = Array.from({ length: 200 }, () => queue.run('storm', work('storm')))
  const newcomer = queue.run('newcomer', work('newcomer'))
  await Promise.all([...storm, newcomer])
  expect(order.indexOf('newcomer')).toBeLessThanOrEqual(2)
})

test('beyond its bounds the queue refuses at once and says when to come back', async () => {
  const queue = fairQueue({ concurrency: 1, maxWaiting: 20, maxPerClient: 5 })
  const results = await Promise.allSettled(
    Array.from({ length: 500 }, (_, index) => queue.run(`client ${index % 3}`, () => after(1))),
  )
  const refused = results.filter(result => result.status === 'rejected')
  expect(results.length - refused.length).toBe(1 + 3 * 5)
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(Refusal)
    expect(reason).toMatchObject({ code: 'kernel.busy', params: { seconds: expect.any(Number) } })
  }
})

test('work that fails frees its place', async () => {
  const queue = fairQueue({ concurrency: 1, maxWaiting: 10, maxPerClient: 10 })
  const failed = queue.run('a', () => Promise.reject(new Error('no')))
  const fine = queue.run('a', async () => 'fine')
  await expect(failed).rejects.toThrow('no')
  await expect(fine).resolves.toBe('fine')
})
