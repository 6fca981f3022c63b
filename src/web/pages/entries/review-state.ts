import type { EntryView } from '../../../domains/entries/contract.ts'
import type { Search } from '../../page.ts'

export type QueueState = EntryView['state'] | 'all'

/** Queues in the order of a reviewer's day. */
export const queues: readonly QueueState[] = [
  'all',
  'in-review',
  'returned',
  'confirmed',
  'held',
  'rejected',
  'withdrawn',
  'expired',
  'disqualified',
]

/** What the address says about the list; anything it does not say is the queue of entries to review, oldest first. */
export const queueOf = (search: Search) => {
  const page = Number(search['page'])
  return {
    state: queues.find(one => one === search['state']) ?? 'in-review',
    page: Number.isInteger(page) && page > 0 ? page : 1,
    size: 50,
    sort: search['sort'] ?? 'entered',
    ...(search['search'] ? { search: search['search'] } : {}),
    ...(search['track'] ? { trackId: search['track'] } : {}),
  }
}

/** The address of another queue: search and track stay, page and opened entry do not. */
export const queueAddress = (competitionId: string, search: Search, changes: Record<string, string>): string => {
  const kept = { search: search['search'] ?? '', track: search['track'] ?? '', sort: search['sort'] ?? '', ...changes }
  const query = new URLSearchParams(Object.entries(kept).filter(([, value]) => value !== ''))
  const text = query.toString()
  return `/console/${competitionId}/entries${text ? `?${text}` : ''}`
}

/** The row to go to from `from`, by `step`; stays at the ends; the first row when nothing is open. */
export const neighbour = (ids: readonly string[], from: string | undefined, step: number): string | undefined => {
  const index = from === undefined ? -1 : ids.indexOf(from)
  if (index === -1) return step > 0 ? ids[0] : ids.at(-1)
  return ids[Math.min(ids.length - 1, Math.max(0, index + step))]
}

/** Who stands at a row after `gone` left the queue: the next one, else the one before. */
export const afterLeaving = (ids: readonly string[], gone: ReadonlySet<string>, from: string): string | undefined => {
  const index = ids.indexOf(from)
  return (
    ids.slice(index + 1).find(id => !gone.has(id)) ?? ids.slice(0, Math.max(0, index)).findLast(id => !gone.has(id))
  )
}
