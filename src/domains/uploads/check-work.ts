import { type Mistake, refuse } from '../../kernel/errors.ts'
import type { Reader } from '../../kernel/db.ts'
import { type Answers, checkAnswers } from '../competitions/form-fields.ts'
import { filesById, type StoredFile } from '../media/index.ts'
import { questionsOf, type Slot, slotsOf } from './slots.ts'
import type { SubmissionWindow } from './windows.ts'

export interface WorkFile {
  slot: string
  fileId: string
}

export interface CheckedWork {
  answers: Answers
  personal: Answers
  files: { slot: string; file: StoredFile }[]
}

/**
 * Checks a whole work against its window. Only files count that have arrived whole; one still on its way is a mistake of
 * its slot, named. Throws one refusal with every mistake by its place.
 */
export async function checkWork(
  reader: Reader,
  window: SubmissionWindow,
  personId: string,
  given: { answers: Record<string, unknown>; files: readonly WorkFile[] },
): Promise<CheckedWork> {
  const mistakes: Mistake[] = []
  const checked = checkAnswers(questionsOf(window.form), given.answers)
  if (!checked.ok) mistakes.push(...checked.mistakes.map(one => ({ ...one, path: `answers.${one.path}` })))

  const stored = await filesById(
    reader,
    given.files.map(file => file.fileId),
  )
  const slots = slotsOf(window.form, window.fileRules)
  const files = slots.flatMap(slot => {
    const named = given.files.filter(file => file.slot === slot.key)
    mistakes.push(...slotMistakes(slot, named, stored, personId))
    return named.flatMap(({ fileId }) => {
      const file = stored.get(fileId)
      return file ? [{ slot: slot.key, file }] : []
    })
  })
  for (const { slot } of given.files)
    if (!slots.some(one => one.key === slot))
      mistakes.push({ path: `files.${slot}`, code: 'uploads.mistakes.slot-unknown' })
  if (new Set(given.files.map(file => file.fileId)).size < given.files.length)
    mistakes.push({ path: 'files', code: 'uploads.mistakes.file-twice' })
  if (!checked.ok || mistakes.length > 0) throw refuse('uploads.incomplete', { count: mistakes.length }, mistakes)
  return { answers: checked.answers, personal: checked.personal, files }
}

function slotMistakes(
  slot: Slot,
  named: readonly WorkFile[],
  stored: ReadonlyMap<string, StoredFile>,
  personId: string,
): Mistake[] {
  const path = `files.${slot.key}`
  const mistakes: Mistake[] = []
  if (slot.required && named.length === 0) mistakes.push({ path, code: 'uploads.mistakes.file-missing' })
  if (named.length > slot.most)
    mistakes.push({ path, code: 'uploads.mistakes.too-many-files', params: { most: slot.most, given: named.length } })
  for (const { fileId } of named) {
    const file = stored.get(fileId)
    if (!file || file.ownerPersonId !== personId || file.purpose !== 'work' || file.state === 'removed')
      mistakes.push({ path, code: 'uploads.mistakes.file-unknown' })
    else if (file.state === 'uploading')
      mistakes.push({ path, code: 'uploads.mistakes.still-uploading', params: { name: file.name } })
    else if (file.bytes > slot.maxBytes)
      mistakes.push({ path, code: 'uploads.mistakes.too-large', params: { name: file.name, most: slot.maxBytes } })
    else if (!slot.extensions.some(extension => file.name.toLowerCase().endsWith(extension)))
      mistakes.push({
        path,
        code: 'uploads.mistakes.wrong-type',
        params: { name: file.name, allowed: slot.extensions.join(' ') },
      })
  }
  return mistakes
}
