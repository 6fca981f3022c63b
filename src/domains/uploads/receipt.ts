import { createHash } from 'node:crypto'
import { canonicalJson } from '../../kernel/canonical-json.ts'

/** What a receipt says. Whoever has it can compute its digest again with any RFC 8785 and SHA-256 program. */
export interface Receipt {
  schema: 'palestra-receipt/1'
  competition: string
  stage: string
  window: string
  entry: string
  number: string
  version: number
  answers: Record<string, unknown>
  /** SHA-256 of the canonical JSON of the personal answers; null when there are none. They are not repeated here. */
  personalSha256: string | null
  files: { slot: string; name: string; bytes: number; sha256: string }[]
  /** The server's time, UTC, to the millisecond. */
  submittedAt: string
}

export function sha256Of(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
