import { useEffect, useState } from 'react'
import { checkAnswers, type FormField } from '../../../domains/competitions/form-fields.ts'
import { Refused } from '../../call.ts'
import { loadRefusals, mistakesOf } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import type { EntryDraft } from './draft.ts'

export interface FormMistake {
  /** As in the route's body: `entrantName`, `trackId`, `answers.school`. */
  path: string
  code: string
  params?: Record<string, unknown>
}

/** Everything that keeps a form from being sent, found in the browser; the server asks the same again. */
export const mistakesIn = (
  draft: EntryDraft,
  fields: readonly FormField[],
  tracks: readonly unknown[],
): FormMistake[] => {
  const required = 'competitions.form.required'
  const checked = checkAnswers([...fields], draft.answers)
  return [
    ...(tracks.length > 0 && draft.trackId === null ? [{ path: 'trackId', code: required }] : []),
    ...(draft.entrantName.trim() === '' ? [{ path: 'entrantName', code: required }] : []),
    ...(checked.ok
      ? []
      : checked.mistakes.map(mistake => ({
          path: `answers.${mistake.path}`,
          code: mistake.code,
          ...(mistake.params ? { params: mistake.params } : {}),
        }))),
  ]
}

/** Sentences for mistakes, from the catalogues of the domains that check. */
export const useSentences = () => {
  const { locale } = useSite()
  const [, ready] = useState(0)
  useEffect(() => {
    void Promise.all(['competitions', 'entries', 'media'].map(domain => loadRefusals(domain, locale))).then(() =>
      ready(count => count + 1),
    )
  }, [locale])
  return {
    ofMistake: (mistake: FormMistake) =>
      mistakesOf(new Refused({ code: 'entries.answers-wrong', status: 422, errors: [mistake] }), mistake.path, locale),
    ofError: (error: unknown, path: string) => mistakesOf(error, path, locale),
  }
}
