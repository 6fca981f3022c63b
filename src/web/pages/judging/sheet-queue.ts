/** One change of a sheet as it is sent; `sequence` is decimal text that only grows. */
export interface QueuedChange {
  aspect: string
  occurrence: string
  value: string | null
  comment: string
  sequence: string
}

export interface Waiting {
  changes: QueuedChange[]
  remark?: string
}

export type SendChanges = (waiting: Waiting) => Promise<{ savedAt: string }>

export type QueueState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'kept' }
  | { kind: 'refused'; error: unknown }

interface Keeper {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

export interface QueueParts {
  sheetId: string
  keeper: Keeper
  send: SendChanges
  /** True when the server said no for good; everything else is tried again. */
  isRefusal: (error: unknown) => boolean
  onState: (state: QueueState) => void
  now: () => number
  /** Milliseconds until the next try, by the number of failures. */
  wait?: (failures: number) => number
}

const keyOf = (sheetId: string): string => `palestra.sheet.${sheetId}`
const placeOf = (change: QueuedChange): string => `${change.aspect} ${change.occurrence}`

/** What a browser still owes the server for a sheet; survives reloads, crashes and days without a network. */
export function keptChanges(keeper: Keeper, sheetId: string): Waiting {
  try {
    const kept: unknown = JSON.parse(keeper.getItem(keyOf(sheetId)) ?? '{}')
    if (kept === null || typeof kept !== 'object') return { changes: [] }
    const changes = 'changes' in kept && Array.isArray(kept.changes) ? kept.changes.filter(isChange) : []
    return 'remark' in kept && typeof kept.remark === 'string' ? { changes, remark: kept.remark } : { changes }
  } catch {
    return { changes: [] }
  }
}

function isChange(value: unknown): value is QueuedChange {
  return (
    value !== null &&
    typeof value === 'object' &&
    ['aspect', 'occurrence', 'comment', 'sequence'].every(name => typeof Object(value)[name] === 'string')
  )
}

/**
 * Keeps every change on the device before it is sent, and sends until the server has it. A change counts as sent only when
 * the answer is there and nothing newer took its place; the server ignores older counters, so sending twice is harmless.
 */
export class SheetQueue {
  #waiting: Waiting
  #sending: Promise<void> | null = null
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #last = 0n
  #closed = false
  readonly #parts: QueueParts

  constructor(parts: QueueParts) {
    this.#parts = parts
    this.#waiting = keptChanges(parts.keeper, parts.sheetId)
    for (const change of this.#waiting.changes)
      if (BigInt(change.sequence) > this.#last) this.#last = BigInt(change.sequence)
    if (!this.isEmpty) void this.flush()
  }

  get isEmpty(): boolean {
    return this.#waiting.changes.length === 0 && this.#waiting.remark === undefined
  }

  /** The counter of the next change: the server's time, and always above every one used or seen before. */
  nextSequence(seen: string = '0'): string {
    const candidates = [BigInt(Math.floor(this.#parts.now())), this.#last + 1n, BigInt(seen) + 1n]
    this.#last = candidates.reduce((most, one) => (one > most ? one : most))
    return this.#last.toString()
  }

  put(change: QueuedChange, delayMs = 0): void {
    const others = this.#waiting.changes.filter(one => placeOf(one) !== placeOf(change))
    this.#waiting = { ...this.#waiting, changes: [...others, change] }
    this.#keep(delayMs)
  }

  putRemark(remark: string, delayMs = 0): void {
    this.#waiting = { ...this.#waiting, remark }
    this.#keep(delayMs)
  }

  /** Sends what waits; resolves true when nothing is left. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    if (this.#sending) await this.#sending
    if (this.isEmpty) return true
    if (this.#closed) return false
    this.#sending = this.#sendOnce()
    await this.#sending
    return this.isEmpty
  }

  /** Tries at once, for when the network is back. */
  retry(): void {
    if (!this.isEmpty) void this.flush()
  }

  /** The page leaves; what waits stays on the device. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  /** Gives up what waits, for sheets that no longer take changes. */
  discard(): void {
    this.#waiting = { changes: [] }
    this.#parts.keeper.removeItem(keyOf(this.#parts.sheetId))
  }

  #keep(delayMs: number): void {
    this.#store()
    this.#parts.onState({ kind: 'saving' })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), delayMs)
  }

  #store(): void {
    try {
      if (this.isEmpty) this.#parts.keeper.removeItem(keyOf(this.#parts.sheetId))
      else this.#parts.keeper.setItem(keyOf(this.#parts.sheetId), JSON.stringify(this.#waiting))
    } catch {
      // A full or forbidden store: the change is still in memory and on its way.
    }
  }

  async #sendOnce(): Promise<void> {
    const sent = this.#waiting
    this.#parts.onState({ kind: 'saving' })
    try {
      const { savedAt } = await this.#parts.send(sent)
      const gone = new Set(sent.changes.map(change => `${placeOf(change)} ${change.sequence}`))
      const { remark, ...rest } = this.#waiting
      const changes = rest.changes.filter(change => !gone.has(`${placeOf(change)} ${change.sequence}`))
      this.#waiting = remark === undefined || remark === sent.remark ? { changes } : { changes, remark }
      this.#failures = 0
      this.#store()
      this.#parts.onState(this.isEmpty ? { kind: 'saved', at: savedAt } : { kind: 'saving' })
      if (!this.isEmpty && !this.#closed) this.#timer = setTimeout(() => void this.flush(), 0)
    } catch (error) {
      if (this.#parts.isRefusal(error)) this.#parts.onState({ kind: 'refused', error })
      else {
        this.#failures += 1
        this.#parts.onState({ kind: 'kept' })
        const wait = this.#parts.wait ?? (failures => Math.min(30_000, 1_000 * 2 ** (failures - 1)))
        if (!this.#closed) this.#timer = setTimeout(() => void this.flush(), wait(this.#failures))
      }
    } finally {
      this.#sending = null
    }
  }
}
