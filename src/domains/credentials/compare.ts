import type { z } from 'zod'
import type { difference } from './contract.ts'
import { isObject } from './read-credential.ts'

type Difference = z.infer<typeof difference>

/** Where a presented document says something else than the issued one: leaf by leaf, at most 50 places. */
export function differences(presented: unknown, issued: unknown): Difference[] {
  const found: Difference[] = []
  compare(presented, issued, '', found)
  return found.slice(0, 50)
}

function compare(presented: unknown, issued: unknown, path: string, found: Difference[]): void {
  if (found.length >= 50) return
  const [one, other] = [membersOf(presented), membersOf(issued)]
  if (one && other) {
    for (const key of new Set([...one.keys(), ...other.keys()])) {
      compare(one.get(key), other.get(key), path === '' ? key : `${path}.${key}`, found)
    }
  } else if (say(presented) !== say(issued)) found.push({ path, presented: say(presented), issued: say(issued) })
}

function membersOf(value: unknown): Map<string, unknown> | undefined {
  if (Array.isArray(value)) return new Map(value.map((item, index) => [String(index), item]))
  return isObject(value) ? new Map(Object.entries(value)) : undefined
}

function say(value: unknown): string | null {
  if (value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
