import { describe, expect, it } from 'vitest'
import { keptChanges, type QueueState, SheetQueue, type Waiting } from './sheet-queue.ts'

const store = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

const bench = (keeper = store()) => {
  const sent: Waiting[] = []
  const states: QueueState[] = []
  const server = { answer: (): Promise<{ savedAt: string }> => Promise.resolve({ savedAt: 'now' }) }
  const open = () =>
    new SheetQueue({
      sheetId: 's',
      keeper,
      send: waiting => {
        sent.push(waiting)
        return server.answer()
      },
      isRefusal: error => error === 'no',
      onState: state => states.push(state),
      now: () => 1_000,
      wait: () => 1_000_000,
    })
  return { keeper, sent, states, server, open }
}

const change = (value: string, sequence: string, aspect = 'A1') => ({
  aspect,
  occurrence: '',
  value,
  comment: '',
  sequence,
})

describe('the queue of a sheet', () => {
  it('keeps a change on the device before it sends it, and forgets it when the server has it', async () => {
    const { keeper, states, open } = bench()
    const queue = open()
    queue.put(change('2', queue.nextSequence()))
    expect(keptChanges(keeper, 's').changes).toMatchObject([{ value: '2', sequence: '1000' }])
    expect(await queue.flush()).toBe(true)
    expect(keptChanges(keeper, 's').changes).toEqual([])
    expect(states.at(-1)).toEqual({ kind: 'saved', at: 'now' })
  })

  it('survives a crash: the next page sends what the last one could not', async () => {
    const { keeper, sent, states, server, open } = bench()
    server.answer = () => Promise.reject(new Error('offline'))
    const queue = open()
    queue.put(change('2', '7'))
    queue.putRemark('good')
    expect(await queue.flush()).toBe(false)
    expect(states.at(-1)).toEqual({ kind: 'kept' })
    queue.close()
    server.answer = () => Promise.resolve({ savedAt: 'later' })
    expect(await open().flush()).toBe(true)
    expect(sent.at(-1)).toEqual({ changes: [change('2', '7')], remark: 'good' })
    expect(keptChanges(keeper, 's')).toEqual({ changes: [] })
  })

  it('does not forget a change made while an older one was on its way', async () => {
    const { keeper, server, open } = bench()
    let answer: (saved: { savedAt: string }) => void = () => undefined
    server.answer = () => new Promise(resolve => (answer = resolve))
    const queue = open()
    queue.put(change('1', queue.nextSequence()))
    const first = queue.flush()
    queue.put(change('3', queue.nextSequence()), 1_000_000)
    answer({ savedAt: 'now' })
    expect(await first).toBe(false)
    expect(keptChanges(keeper, 's').changes).toMatchObject([{ value: '3', sequence: '1001' }])
    queue.close()
  })

  it('stops on a refusal and keeps what was refused', async () => {
    const { keeper, states, server, open } = bench()
    server.answer = () => Promise.reject('no')
    const queue = open()
    queue.put(change('1', '5'))
    expect(await queue.flush()).toBe(false)
    expect(states.at(-1)).toEqual({ kind: 'refused', error: 'no' })
    expect(keptChanges(keeper, 's').changes).toHaveLength(1)
    queue.close()
  })

  it('counts above what other devices wrote, and reads spoilt storage as empty', () => {
    const { keeper, open } = bench()
    keeper.setItem('palestra.sheet.s', '{"changes":[{"aspect":3}]}')
    const queue = open()
    expect(queue.isEmpty).toBe(true)
    expect(queue.nextSequence('5000')).toBe('5001')
    expect(queue.nextSequence()).toBe('5002')
  })
})
