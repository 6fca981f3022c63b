import { useEffect, useRef, useState } from 'react'
import type { FormField } from '../../../domains/competitions/form-fields.ts'
import { saveDraft } from '../../../domains/entries/contract.ts'
import { call } from '../../call.ts'
import type { SavedState } from '../../ui/feedback.tsx'
import { type EntryDraft, mergedDraft, type PartialDraft, parsedDraft, withoutPersonal } from './draft.ts'

const keyOf = (competitionId: string, personId: string) => `pl-entry ${competitionId} ${personId}`

/**
 * The form on its way: on this device at each stroke, on the server a moment later. What the device holds and the server
 * has not confirmed wins after a reload, so a lost connection or an ended session loses nothing.
 */
export const useEntryDraft = (options: {
  competitionId: string
  person: { id: string; name: string }
  tracks: readonly { id: string }[]
  fields: readonly FormField[]
  server: PartialDraft | null
}) => {
  const { competitionId, person, tracks, fields, server } = options
  const key = keyOf(competitionId, person.id)
  const [draft, setDraft] = useState<EntryDraft>(() =>
    mergedDraft(tracks, person.name, server, parsedDraft(globalThis.localStorage?.getItem(key) ?? null)),
  )
  const [saved, setSaved] = useState<SavedState | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(draft)

  const send = async () => {
    timer.current = undefined
    const sending = latest.current
    try {
      const { savedAt } = await call(saveDraft, { params: { competitionId }, body: sending })
      if (latest.current !== sending) return
      localStorage.removeItem(key)
      setSaved({ kind: 'saved', at: savedAt })
    } catch {
      setSaved({ kind: 'kept' })
      timer.current ??= setTimeout(() => void send(), 10_000)
    }
  }

  const change = (part: Partial<EntryDraft>) => {
    const next = { ...latest.current, ...part }
    latest.current = next
    setDraft(next)
    localStorage.setItem(key, JSON.stringify(withoutPersonal(next, fields)))
    setSaved({ kind: 'saving' })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void send(), 800)
  }

  const leaving = useRef(send)
  useEffect(() => {
    leaving.current = send
  })
  useEffect(
    () => () => {
      // Leaving the page within the pause: the last words still go out.
      if (timer.current === undefined) return
      clearTimeout(timer.current)
      void leaving.current()
    },
    [],
  )

  return {
    draft,
    saved,
    change,
    answer: (field: string, value: unknown) => change({ answers: { ...latest.current.answers, [field]: value } }),
    clear: () => {
      clearTimeout(timer.current)
      timer.current = undefined
      localStorage.removeItem(key)
    },
  }
}
