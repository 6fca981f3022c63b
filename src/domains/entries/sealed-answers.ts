import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Reader } from '../../kernel/db.ts'
import type { SecretBox } from '../../kernel/secret-box.ts'

const context = (entryId: string): string => `entries.answers:${entryId}`

/** Encrypts the answers a form marks personal, bound to their entry. Null when there are none. */
export function sealAnswers(secrets: SecretBox, entryId: string, personal: Record<string, unknown>): Buffer | null {
  return Object.keys(personal).length === 0 ? null : secrets.seal(JSON.stringify(personal), context(entryId))
}

export function openAnswers(secrets: SecretBox, entryId: string, sealed: Uint8Array | null): Record<string, unknown> {
  return sealed === null ? {} : JSON.parse(secrets.open(sealed, context(entryId)).toString('utf8'))
}

/** The personal answers of an entry, opened. Whoever calls has asked whether the reader may. */
export async function readSealedAnswers(app: App, reader: Reader, entryId: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    select sealed_answers as sealed from entry where id = ${entryId}`.execute(reader)
  return openAnswers(app.secrets, entryId, rows[0]?.sealed ?? null)
}

const draftContext = (personId: string, competitionId: string): string => `entries.draft:${personId}:${competitionId}`

export function sealDraft(secrets: SecretBox, personId: string, competitionId: string, draft: unknown): Buffer {
  return secrets.seal(JSON.stringify(draft), draftContext(personId, competitionId))
}

export function openDraft(secrets: SecretBox, personId: string, competitionId: string, sealed: Uint8Array): unknown {
  return JSON.parse(secrets.open(sealed, draftContext(personId, competitionId)).toString('utf8'))
}
