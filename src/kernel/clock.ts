/**
 * The only place that reads the machine's time. Instants are UTC `Date`s; everything else receives a `Clock`, so that
 * tests can stand at any second and every node of a site can follow the database's clock.
 */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands where it is put. For tests and for replaying a computation. */
export function standingClock(at: string | Date): Clock & { set(at: string | Date): void; advance(ms: number): void } {
  let current = new Date(at)
  return {
    now: () => new Date(current),
    set: next => {
      current = new Date(next)
    },
    advance: ms => {
      current = new Date(current.getTime() + ms)
    },
  }
}

/**
 * The system's clock corrected by a measured offset to a reference (the database server), so that two nodes refuse a
 * late submission at the same second. `offsetMs` is reference minus system.
 */
export function correctedClock(offsetMs: () => number): Clock {
  return { now: () => new Date(Date.now() + offsetMs()) }
}

/** Parses an ISO 8601 instant; throws RangeError on anything else. */
export function instant(text: string): Date {
  const parsed = new Date(text)
  if (Number.isNaN(parsed.getTime())) throw new RangeError(`not an instant: ${text}`)
  return parsed
}

export function addMs(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms)
}

/** Milliseconds that only grow, for measuring durations. */
export function monotonicMs(): number {
  return performance.now()
}
