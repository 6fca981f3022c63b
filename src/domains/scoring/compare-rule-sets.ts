/** One difference between two versions of a rule set. A value that is absent on one side is undefined there. */
export interface RuleDifference {
  /** For example `segments.free.criteria.components.aspects.transitions.factor`. */
  path: string
  before?: unknown
  after?: unknown
}

/**
 * Every difference between two rule sets (as parsed or as written). Lists whose members carry an `id` are compared by id, so
 * that a moved or added member does not show as a change of all that follow; a changed order is one difference at `….order`.
 */
export function compareRuleSets(before: unknown, after: unknown): RuleDifference[] {
  return walk(before, after, '')
}

function walk(before: unknown, after: unknown, path: string): RuleDifference[] {
  if (Object.is(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after)) return walkLists(before, after, path)
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap(key => walk(before[key], after[key], path === '' ? key : `${path}.${key}`))
  }
  // 1 and "1" are the same figure written twice.
  if (isFigure(before) && isFigure(after) && String(before) === String(after)) return []
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }]
}

function walkLists(before: readonly unknown[], after: readonly unknown[], path: string): RuleDifference[] {
  const [left, right] = [idsOf(before), idsOf(after)]
  if (!left || !right)
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap(index =>
      walk(before[index], after[index], `${path}.${index + 1}`),
    )
  const found = [...new Set([...left.keys(), ...right.keys()])].flatMap(id =>
    walk(left.get(id), right.get(id), `${path}.${id}`),
  )
  const [oldOrder, newOrder] = [
    [...left.keys()].filter(id => right.has(id)),
    [...right.keys()].filter(id => left.has(id)),
  ]
  if (oldOrder.join('\n') !== newOrder.join('\n'))
    found.push({ path: `${path}.order`, before: oldOrder, after: newOrder })
  return found
}

function isFigure(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What members of the lists in rule sets and results are known by. */
const names = ['id', 'judge', 'entry', 'segment', 'criterion', 'aspect', 'occurrence', 'deduction']

function idsOf(list: readonly unknown[]): Map<string, unknown> | undefined {
  const ids = new Map<string, unknown>()
  for (const item of list) {
    const id = isRecord(item) ? names.map(name => item[name]).find(value => typeof value === 'string') : undefined
    if (typeof id !== 'string') return undefined
    ids.set(id, item)
  }
  return ids.size === list.length ? ids : undefined
}
