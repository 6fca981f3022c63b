import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../shared/data/', import.meta.url))

/** True when the shared reference material lies beside the checkout; tests on it are skipped, visibly, when it does not. */
export const hasSharedData = existsSync(root)

/** Absolute path of a file of the shared reference material, for example `judging/scoring_rules.json`. */
export function sharedData(path: string): string {
  return root + path
}
