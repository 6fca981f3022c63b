import { z } from 'zod'
import type { SecretBox } from '../../kernel/secret-box.ts'

const context = (id: string): string => `uploads.submission:${id}`
const stored = z.record(z.string(), z.unknown())

/** Answers to fields marked personal, encrypted for the row they stand in; null when there are none. */
export function sealPersonal(secrets: SecretBox, rowId: string, personal: Record<string, unknown>): Buffer | null {
  return Object.keys(personal).length === 0 ? null : secrets.seal(JSON.stringify(personal), context(rowId))
}

export function openPersonal(secrets: SecretBox, rowId: string, sealed: Buffer | null): Record<string, unknown> {
  return sealed === null ? {} : stored.parse(JSON.parse(secrets.open(sealed, context(rowId)).toString('utf8')))
}
