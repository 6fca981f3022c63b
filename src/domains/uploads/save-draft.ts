import { sql } from 'kysely'
import { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Person } from '../../kernel/policy.ts'
import type { WorkFile } from './check-work.ts'
import { openPersonal, sealPersonal } from './sealed-answers.ts'
import { openHandIn } from './submit-work.ts'
import type { SubmissionWindow } from './windows.ts'

export interface Draft {
  answers: Record<string, unknown>
  files: WorkFile[]
  revision: number
  savedAt: Date
}

const storedFiles = z.array(z.object({ slot: z.string(), fileId: z.string() }))
const storedAnswers = z.record(z.string(), z.unknown())
const draftRow = (windowId: string, entryId: string): string => `draft:${windowId}:${entryId}`

export async function draftOf(
  app: Pick<App, 'secrets'>,
  reader: Reader,
  windowId: string,
  entryId: string,
): Promise<Draft | undefined> {
  const { rows } = await sql<{
    answers: unknown
    sealed: Buffer | null
    files: unknown
    revision: number
    savedAt: Date
  }>`
    select answers, sealed_answers as sealed, files, revision, saved_at as "savedAt" from submission_draft
    where window_id = ${windowId} and entry_id = ${entryId}`.execute(reader)
  const row = rows[0]
  if (!row) return undefined
  return {
    answers: {
      ...storedAnswers.parse(row.answers),
      ...openPersonal(app.secrets, draftRow(windowId, entryId), row.sealed),
    },
    files: storedFiles.parse(row.files),
    revision: row.revision,
    savedAt: row.savedAt,
  }
}

/** Answers are kept as typed, whole or half: nothing is checked but the keys. Personal ones go under the seal. */
function sorted(window: SubmissionWindow, answers: Record<string, unknown>) {
  const open: Record<string, unknown> = {}
  const personal: Record<string, unknown> = {}
  for (const field of window.form)
    if (field.kind !== 'file' && Object.hasOwn(answers, field.key))
      (field.personal ? personal : open)[field.key] = answers[field.key]
  return { open, personal }
}

/**
 * Keeps what was typed and uploaded so far. `revision` is the one the page began from (0 for none): a window that was
 * overtaken by another is told so and keeps what it has.
 */
export async function saveDraft(
  app: App,
  tx: Tx,
  person: Person,
  input: {
    entryId: string
    windowId: string
    answers: Record<string, unknown>
    files: readonly WorkFile[]
    revision: number
  },
): Promise<{ revision: number; savedAt: Date }> {
  const { entry, window, now } = await openHandIn(app, tx, person, input)
  const { open, personal } = sorted(window, input.answers)
  const sealed = sealPersonal(app.secrets, draftRow(window.id, entry.id), personal)
  const values = sql`${JSON.stringify(open)}::jsonb, ${sealed}::bytea, ${JSON.stringify(input.files)}::jsonb, ${now}::timestamptz`
  const { rows } =
    input.revision === 0
      ? await sql<{ revision: number }>`
          insert into submission_draft (window_id, entry_id, answers, sealed_answers, files, saved_at, revision)
          select ${window.id}, ${entry.id}, ${values}, 1 on conflict do nothing returning revision`.execute(tx)
      : await sql<{ revision: number }>`
          update submission_draft set (answers, sealed_answers, files, saved_at) = (select ${values}), revision = revision + 1
          where window_id = ${window.id} and entry_id = ${entry.id} and revision = ${input.revision}
          returning revision`.execute(tx)
  if (!rows[0]) throw refuse('kernel.changed-meanwhile')
  return { revision: rows[0].revision, savedAt: now }
}
