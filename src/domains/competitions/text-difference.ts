/** One line of a comparison. `gap` stands for lines left out because they are the same on both sides. */
export interface TextChange {
  kind: 'same' | 'added' | 'removed' | 'gap'
  text: string
}

/**
 * Line by line, by the longest common subsequence; of long stretches that stayed, `context` lines before and after a
 * change are kept. Lines longer than a sentence stay whole: rules are written a clause a line.
 */
export function textDifference(before: string, after: string, context = 2): TextChange[] {
  return withGaps(lineChanges(linesOf(before), linesOf(after)), context)
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\r\n?/g, '\n').split('\n')
}

function lineChanges(before: readonly string[], after: readonly string[]): TextChange[] {
  // The common beginning and end need no table: most changes are small.
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++
  const same = (text: string): TextChange => ({ kind: 'same', text })
  return [
    ...before.slice(0, start).map(same),
    ...middleChanges(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ]
}

/** Above so many pairs of changed lines the table would cost more memory than the answer is worth. */
const mostPairs = 4_000_000

function middleChanges(before: readonly string[], after: readonly string[]): TextChange[] {
  if (before.length * after.length > mostPairs)
    return [
      ...before.map((text): TextChange => ({ kind: 'removed', text })),
      ...after.map((text): TextChange => ({ kind: 'added', text })),
    ]
  const width = after.length + 1
  const longest = new Uint16Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      longest[i * width + j] =
        before[i] === after[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0)
  const changes: TextChange[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const [old, next] = [before[i], after[j]]
    if (old !== undefined && old === next) {
      changes.push({ kind: 'same', text: old })
      i++
      j++
    } else if (
      old !== undefined &&
      (next === undefined || (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))
    ) {
      changes.push({ kind: 'removed', text: old })
      i++
    } else if (next !== undefined) {
      changes.push({ kind: 'added', text: next })
      j++
    }
  }
  return changes
}

function withGaps(changes: readonly TextChange[], context: number): TextChange[] {
  const near = changes.map((_, index) =>
    changes.slice(Math.max(0, index - context), index + context + 1).some(change => change.kind !== 'same'),
  )
  const shown: TextChange[] = []
  changes.forEach((change, index) => {
    if (near[index]) shown.push(change)
    else if (shown.at(-1)?.kind !== 'gap') shown.push({ kind: 'gap', text: '' })
  })
  return shown.some(change => change.kind === 'added' || change.kind === 'removed') ? shown : []
}
