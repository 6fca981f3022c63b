import { createHash } from 'node:crypto'

/** What the draw needs to know; all ids are opaque. */
export interface DrawInput {
  works: readonly string[]
  seats: readonly { id: string; most: number | null }[]
  perWork: number
  /** `work seat` pairs that may not meet. */
  conflicts: ReadonlySet<string>
  /** Sheets that exist already: they stay, and count towards loads and needs. */
  existing: readonly { work: string; seat: string }[]
  seed: string
}

export interface Draw {
  added: { work: string; seat: string }[]
  missing: { work: string; count: number }[]
  /** Groups of works connected through shared judges. */
  components: number
}

/** A stream of fractions in [0, 1) from a seed, by SHA-256 over a counter: anybody with the seed repeats the draw. */
export function seededFractions(seed: string): () => number {
  let counter = 0
  return () => {
    const digest = createHash('sha256').update(`${seed}:${counter++}`).digest()
    return digest.readUIntBE(0, 6) / 2 ** 48
  }
}

function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const [a, b] = [result[i], result[j]]
    if (a !== undefined && b !== undefined) {
      result[i] = b
      result[j] = a
    }
  }
  return result
}

/**
 * Random balanced assignment: works in random order, each to the least loaded judges who have no conflict and room left,
 * equal loads in random order; works with the fewest possible judges first, so that conflicts do not leave them short.
 * When that leaves a work short, one sheet is moved from a judge who could take it to another (an augmenting step).
 */
export function drawSheets(input: DrawInput): Draw {
  const next = seededFractions(input.seed)
  const load = new Map(input.seats.map(seat => [seat.id, 0]))
  const judgesOf = new Map(input.works.map(work => [work, new Set<string>()]))
  for (const sheet of input.existing) {
    load.set(sheet.seat, (load.get(sheet.seat) ?? 0) + 1)
    judgesOf.get(sheet.work)?.add(sheet.seat)
  }
  const fixed = new Set(input.existing.map(sheet => `${sheet.work} ${sheet.seat}`))
  const may = (work: string, seat: string): boolean =>
    !input.conflicts.has(`${work} ${seat}`) && !judgesOf.get(work)?.has(seat)
  const hasRoom = (seat: { id: string; most: number | null }): boolean =>
    seat.most === null || (load.get(seat.id) ?? 0) < seat.most
  const give = (work: string, seat: string): void => {
    judgesOf.get(work)?.add(seat)
    load.set(seat, (load.get(seat) ?? 0) + 1)
  }

  const free = (work: string): number => input.seats.filter(seat => may(work, seat.id)).length
  const order = shuffled(input.works, next).sort((a, b) => free(a) - free(b))
  for (const work of order)
    while ((judgesOf.get(work)?.size ?? 0) < input.perWork) {
      const candidates = shuffled(
        input.seats.filter(seat => may(work, seat.id) && hasRoom(seat)),
        next,
      )
      const chosen = candidates.sort((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0))[0]
      if (chosen) give(work, chosen.id)
      else if (!makeRoom(work)) break
    }

  /** Frees a full judge for `work` by handing one of their other drawn works to somebody with room. */
  function makeRoom(work: string): boolean {
    for (const seat of input.seats) {
      if (!may(work, seat.id)) continue
      for (const [other, judges] of judgesOf) {
        if (!judges.has(seat.id) || fixed.has(`${other} ${seat.id}`)) continue
        const taker = input.seats.find(one => may(other, one.id) && hasRoom(one))
        if (!taker) continue
        judges.delete(seat.id)
        load.set(seat.id, (load.get(seat.id) ?? 0) - 1)
        give(other, taker.id)
        give(work, seat.id)
        return true
      }
    }
    return false
  }

  const added = [...judgesOf].flatMap(([work, judges]) =>
    [...judges].filter(seat => !fixed.has(`${work} ${seat}`)).map(seat => ({ work, seat })),
  )
  const missing = [...judgesOf]
    .filter(([, judges]) => judges.size < input.perWork)
    .map(([work, judges]) => ({ work, count: input.perWork - judges.size }))
  return { added: shuffled(added, next), missing, components: componentsOf(judgesOf) }
}

/** Connected components of the work–judge graph, works without a judge counting each as one. */
export function componentsOf(judgesOf: ReadonlyMap<string, ReadonlySet<string>>): number {
  const parent = new Map<string, string>()
  const root = (node: string): string => {
    let top = node
    for (let up = parent.get(top); up !== undefined && up !== top; up = parent.get(top)) top = up
    parent.set(node, top)
    return top
  }
  for (const [work, judges] of judgesOf) {
    parent.set(`w ${work}`, parent.get(`w ${work}`) ?? `w ${work}`)
    for (const judge of judges) {
      if (!parent.has(`j ${judge}`)) parent.set(`j ${judge}`, `j ${judge}`)
      parent.set(root(`w ${work}`), root(`j ${judge}`))
    }
  }
  return new Set([...judgesOf.keys()].map(work => root(`w ${work}`))).size
}
