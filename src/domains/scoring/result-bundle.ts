import { z } from 'zod'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { compareRuleSets } from './compare-rule-sets.ts'
import { computeResults } from './compute-results.ts'
import { parseRules } from './parse-rules.ts'
import { results } from './results-schema.ts'
import { label } from './rules-parts.ts'
import { scoreRow } from './score-rows.ts'

const sha256Text = z.string().regex(/^[0-9a-f]{64}$/)

const bundleScore = z.strictObject({
  entry: z.string(),
  category: z.string().optional(),
  segment: z.string().optional(),
  aspect: z.string(),
  occurrence: z.string().optional(),
  /** A key that stands for the judge in this bundle; never a name. */
  judge: z.string().optional(),
  value: z.string(),
  multiplier: z.string().optional(),
  base: z.string().optional(),
  note: z.string().optional(),
})
export type BundleScore = z.output<typeof bundleScore>

/**
 * Everything a stranger needs to compute a competition's results again: the rules as published, the blind scores, the
 * entries' public codes (and names, where they are public), the results, and digests of the rules and of the whole.
 */
export const resultBundle = z.strictObject({
  schema: z.literal('palestra-results/1'),
  competition: z.strictObject({ id: z.string(), slug: z.string(), title: label, organisation: label.optional() }),
  stage: z.enum(['provisional', 'final']),
  publishedAt: z.iso.datetime({ offset: true }),
  rules: z.strictObject({
    version: z.int().min(1),
    /** SHA-256 of the rule set's canonical JSON (RFC 8785). */
    sha256: sha256Text,
    /** The rule set as it was published, defaults not filled in. */
    set: z.unknown(),
  }),
  entries: z.array(z.strictObject({ code: z.string(), category: z.string().optional(), name: z.string().optional() })),
  scores: z.array(bundleScore),
  results,
  /** Proofs that the bundle stands in a public log. */
  log: z.array(z.record(z.string(), z.unknown())).optional(),
  /** SHA-256 of the canonical JSON of all the rest, `log` left out (the log is written after the bundle). */
  sha256: sha256Text,
})
export type ResultBundle = z.output<typeof resultBundle>
export type ResultBundleDraft = Omit<ResultBundle, 'sha256' | 'rules' | 'schema'> & {
  rules: { version: number; set: unknown }
}

/** One thing in a bundle that does not hold. */
export interface BundleDifference {
  kind: 'shape' | 'digest' | 'rules' | 'scores' | 'results'
  path: string
  published?: unknown
  recomputed?: unknown
  message?: string
}

export interface BundleVerdict {
  ok: boolean
  differences: BundleDifference[]
  /** What was computed again. */
  counts: { entries: number; scores: number; ranks: number }
}

/** Hexadecimal SHA-256 of the canonical JSON of a value. */
export async function canonicalSha256(value: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(value)))
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** The digest a bundle must carry. */
export function bundleSha256(bundle: ResultBundle | Omit<ResultBundle, 'sha256'>): Promise<string> {
  const { sha256: _, log: __, ...sealed } = { sha256: '', ...bundle }
  return canonicalSha256(sealed)
}

/** Adds the digests to a bundle about to be published. */
export async function sealBundle(draft: ResultBundleDraft): Promise<ResultBundle> {
  const unsealed = {
    schema: 'palestra-results/1' as const,
    ...draft,
    rules: { ...draft.rules, sha256: await canonicalSha256(draft.rules.set) },
  }
  return { ...unsealed, sha256: await bundleSha256(unsealed) }
}

/** Scores of a bundle as rows of the engine, with the entries' public names. */
function rowsOf(bundle: ResultBundle) {
  const names = new Map(
    bundle.entries.map(entry => [JSON.stringify([entry.category ?? '', entry.code]), entry.name ?? '']),
  )
  return bundle.scores.map((score, index) =>
    scoreRow({
      row: index + 1,
      entry: score.entry,
      category: score.category ?? '',
      segment: score.segment ?? '',
      aspect: score.aspect,
      occurrence: score.occurrence ?? '',
      judge: score.judge ?? '',
      value: score.value,
      multiplier: score.multiplier ?? '',
      base: score.base ?? '',
      note: score.note ?? '',
      name: names.get(JSON.stringify([score.category ?? '', score.entry])) ?? '',
    }),
  )
}

/** Checks the digests and computes every figure and rank again from the published rules and scores. */
export async function verifyBundle(input: unknown): Promise<BundleVerdict> {
  const parsed = resultBundle.safeParse(input)
  const none = { entries: 0, scores: 0, ranks: 0 }
  if (!parsed.success) {
    const differences = parsed.error.issues.map(issue => ({
      kind: 'shape' as const,
      path: issue.path.map(String).join('.'),
      message: issue.message,
    }))
    return { ok: false, differences, counts: none }
  }
  const bundle = parsed.data
  const differences: BundleDifference[] = []
  const digests = [
    ['rules.sha256', bundle.rules.sha256, await canonicalSha256(bundle.rules.set)],
    ['sha256', bundle.sha256, await bundleSha256(bundle)],
  ] as const
  for (const [path, published, recomputed] of digests)
    if (published !== recomputed) differences.push({ kind: 'digest', path, published, recomputed })

  const rules = parseRules(bundle.rules.set)
  if (!rules.ok) {
    for (const { message, at } of rules.mistakes)
      differences.push({ kind: 'rules', path: `rules.set.${at.path ?? ''}`, message })
    return { ok: false, differences, counts: none }
  }
  const codes = new Set(bundle.entries.map(entry => JSON.stringify([entry.category ?? '', entry.code])))
  for (const [index, score] of bundle.scores.entries())
    if (!codes.has(JSON.stringify([score.category ?? '', score.entry])))
      differences.push({ kind: 'scores', path: `scores.${index}`, published: score.entry, message: 'no such entry' })
  const outcome = computeResults(rules.rules, rowsOf(bundle))
  if (!outcome.ok) {
    for (const { message, at } of outcome.mistakes)
      differences.push({ kind: 'scores', path: `scores.${(at.row ?? 0) - 1}`, message })
    return { ok: false, differences, counts: none }
  }
  for (const { path, before, after } of compareRuleSets(bundle.results, outcome.results))
    differences.push({ kind: 'results', path, published: before, recomputed: after })
  const counts = {
    entries: outcome.results.results.length,
    scores: bundle.scores.length,
    ranks: outcome.results.results.filter(entry => entry.rank !== null).length,
  }
  return { ok: differences.length === 0, differences, counts }
}
