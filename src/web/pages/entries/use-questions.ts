import { useState } from 'react'
import type { FormField } from '../../../domains/competitions/form-fields.ts'
import type { EntryDraft } from './draft.ts'
import { mistakesIn, useSentences } from './form-mistakes.ts'
import { goToQuestion } from './questions.tsx'

/** Mistakes of a form: found in the browser on leaving a question and on sending, and those the server found. */
export const useQuestions = (
  draft: EntryDraft,
  fields: readonly FormField[],
  tracks: readonly unknown[],
  refused: unknown,
) => {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState(false)
  const sentences = useSentences()
  const mistakes = mistakesIn(draft, fields, tracks)
  return {
    mistakes,
    leave: (path: string) => setLeft(current => new Set([...current, path])),
    errorOf: (path: string): string | undefined => {
      const mistake = asked || left.has(path) ? mistakes.find(one => one.path === path) : undefined
      return mistake ? sentences.ofMistake(mistake) : sentences.ofError(refused, path)
    },
    /** True when nothing is wrong; else every mistake shows and the first takes the cursor. */
    ready: (): boolean => {
      setAsked(true)
      const [first] = mistakes
      if (first) goToQuestion(first.path)
      return first === undefined
    },
  }
}
