import type { Bilingual } from '../../kernel/contract.ts'
import type { Reader } from '../../kernel/db.ts'
import { filesOf, submissionById, type SubmittedFile } from './submissions.ts'
import { questionsOf } from './slots.ts'
import { windowById } from './windows.ts'

/** A work as its judges see it: open answers in the form's order, and the files; nothing that says whose it is. */
export interface WorkForJudges {
  fields: { label: Bilingual; kind: string; value: string }[]
  files: SubmittedFile[]
}

/** Undefined when the submission is gone. Personal answers are sealed elsewhere and never among these. */
export async function workForJudges(reader: Reader, submissionId: string): Promise<WorkForJudges | undefined> {
  const submission = await submissionById(reader, submissionId)
  const window = submission && (await windowById(reader, submission.windowId))
  if (!submission || !window) return undefined
  const shown = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))
  return {
    fields: questionsOf(window.form).flatMap(field => {
      const value = submission.answers[field.key]
      return value === undefined ? [] : [{ label: field.label, kind: field.kind, value: shown(value) }]
    }),
    files: (await filesOf(reader, [submission.id])).get(submission.id) ?? [],
  }
}
