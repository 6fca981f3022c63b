import { useEffect, useRef, useState } from 'react'
import { saveDraft } from '../../../domains/uploads/contract.ts'
import { call, Refused } from '../../call.ts'
import { useSite } from '../../site.tsx'
import type { SavedState } from '../../ui/feedback.tsx'
import type { Desk, Work } from './types.ts'

const waitMs = 900
const retryMs = 5000

const startOf = (desk: Desk): Work => {
  const source = desk.draft ?? desk.current
  return {
    answers: source?.answers ?? {},
    files: (source?.files ?? []).map(({ slot, id, name, bytes, arrivedAt }) => ({ slot, id, name, bytes, arrivedAt })),
  }
}

/** When what stands here was last saved or handed in. */
const savedAt = (desk: Desk): SavedState | null => {
  const at = desk.draft?.savedAt ?? desk.current?.submittedAt
  return at === undefined ? null : { kind: 'saved', at }
}

/** What this device kept while the server could not be reached; null when there is nothing. */
const keptOn = (key: string): Work | null => {
  const kept = localStorage.getItem(key)
  return kept ? JSON.parse(kept) : null
}

/**
 * The work being prepared. Every change is saved on the server after a moment; without a connection it is kept on this
 * device and sent when it returns. A window that another one has overtaken stops saving and says so.
 */
export const useWork = (desk: Desk) => {
  const { clock } = useSite()
  const key = `pl-work ${desk.window.id} ${desk.entry.id}`
  const [work, setWork] = useState<Work>(() => startOf(desk))
  const [saved, setSaved] = useState<SavedState | null>(() => savedAt(desk))
  const [overtaken, setOvertaken] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [touched, setTouched] = useState(false)
  const revision = useRef(desk.draft?.revision ?? 0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(work)
  const sending = useRef<Promise<void>>(Promise.resolve())
  const stopped = useRef(false)

  const send = async (): Promise<void> => {
    if (stopped.current) return
    const { answers, files } = latest.current
    setSaved({ kind: 'saving' })
    try {
      const reply = await call(saveDraft, {
        params: { entryId: desk.entry.id, windowId: desk.window.id },
        body: { answers, files: files.map(({ slot, id }) => ({ slot, fileId: id })), revision: revision.current },
      })
      revision.current = reply.revision
      localStorage.removeItem(key)
      setSaved({ kind: 'saved', at: reply.savedAt })
      setRefused(null)
    } catch (error) {
      localStorage.setItem(key, JSON.stringify(latest.current))
      setSaved({ kind: 'kept' })
      if (!(error instanceof Refused)) throw error
      if (error.code === 'kernel.changed-meanwhile') {
        stopped.current = true
        setOvertaken(true)
      } else if (error.status === 0 || error.status >= 500) later(retryMs)
      else setRefused(error)
    }
  }

  const later = (ms: number): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sending.current = sending.current.then(send)
    }, ms)
  }

  const change = (part: Partial<Work> | ((current: Work) => Partial<Work>)): void => {
    const next = { ...latest.current, ...(typeof part === 'function' ? part(latest.current) : part) }
    latest.current = next
    setWork(next)
    setTouched(true)
    localStorage.setItem(key, JSON.stringify(next))
    later(waitMs)
  }

  const takeKept = useRef(() => {
    const kept = keptOn(key)
    if (kept && desk.can.submit) change(kept)
  })
  useEffect(() => {
    takeKept.current()
    return () => clearTimeout(timer.current)
  }, [])

  return {
    work,
    saved,
    overtaken,
    refused,
    /** Something was changed here since the page was opened or the last version was handed in. */
    touched,
    change,
    /** Waits for a save under way and stops further ones: the version is about to be handed in. */
    settle: async (): Promise<Work> => {
      clearTimeout(timer.current)
      await sending.current
      return latest.current
    },
    /** After a version was handed in: the server has no draft any more. */
    handedIn: (): void => {
      clearTimeout(timer.current)
      revision.current = 0
      setTouched(false)
      localStorage.removeItem(key)
      setSaved({ kind: 'saved', at: clock.now().toISOString() })
    },
  }
}
