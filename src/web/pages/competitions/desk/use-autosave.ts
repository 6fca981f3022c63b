import { useEffect, useRef, useState } from 'react'
import type { DraftContent, Missing, SectionName } from '../../../../domains/competitions/sections.ts'
import { getWorkspace, saveSection, type Workspace } from '../../../../domains/competitions/staff-contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { BodyInputOf } from '../../../../kernel/contract.ts'
import { call, Refused } from '../../../call.ts'
import { invalidate } from '../../../queries.ts'
import { useSite } from '../../../site.tsx'
import type { SavedState } from '../../../ui/feedback.tsx'

type Change = BodyInputOf<typeof saveSection>

/** The body that saves a section; spelled out so that each section keeps its own content. */
const changeOf = (section: SectionName, content: DraftContent, revision: number): Change => {
  switch (section) {
    case 'basics':
      return { section, revision, content: content.basics }
    case 'divisions':
      return { section, revision, content: content.divisions }
    case 'form':
      return { section, revision, content: content.form }
    case 'schedule':
      return { section, revision, content: content.schedule }
    case 'fee':
      return { section, revision, content: content.fee }
    case 'rules':
      return { section, revision, content: content.rules }
    case 'prizes':
      return { section, revision, content: content.prizes }
  }
}

const quietMs = 700

/**
 * The draft as it stands on screen, saved section by section a moment after the last key. One save at a time, each with
 * the revision the one before gave; what was refused stays on screen with its reason and is tried again with the next
 * change.
 */
export const useAutosave = (workspace: Workspace) => {
  const { clock } = useSite()
  const client = useQueryClient()
  const [content, setContent] = useState<DraftContent>(workspace.content)
  const [missing, setMissing] = useState<Missing[]>(workspace.missing)
  const [saved, setSaved] = useState<SavedState>({ kind: 'saved', at: workspace.updatedAt })
  const [refused, setRefused] = useState<Partial<Record<SectionName, Refused | undefined>>>({})
  const revision = useRef(workspace.revision)
  const latest = useRef(content)
  const waiting = useRef(new Set<SectionName>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const saving = useRef(false)

  const saveOne = async (section: SectionName): Promise<void> => {
    try {
      const reply = await call(saveSection, {
        params: { competitionId: workspace.id },
        body: changeOf(section, latest.current, revision.current),
      })
      revision.current = reply.revision
      setMissing(reply.missing)
      setRefused(current => ({ ...current, [section]: undefined }))
      if (waiting.current.size === 0) setSaved({ kind: 'saved', at: reply.savedAt })
    } catch (error) {
      const no = error instanceof Refused ? error : new Refused({ code: 'kernel.defect', status: 500 })
      setRefused(current => ({ ...current, [section]: no }))
      setSaved({ kind: 'kept' })
    }
  }

  const flush = async (): Promise<void> => {
    clearTimeout(timer.current)
    if (saving.current) return
    saving.current = true
    for (let [section] = waiting.current; section !== undefined; [section] = waiting.current) {
      waiting.current.delete(section)
      await saveOne(section)
    }
    saving.current = false
  }

  const change = <S extends SectionName>(section: S, next: DraftContent[S]): void => {
    latest.current = { ...latest.current, [section]: next }
    setContent(latest.current)
    waiting.current.add(section)
    setSaved({ kind: 'saving' })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), quietMs)
  }

  useEffect(() => {
    // Leaving by the browser's own ways while something is unsaved is asked about; inside the site it is saved first.
    const hold = (event: BeforeUnloadEvent): void => {
      if (waiting.current.size > 0 || saving.current) event.preventDefault()
    }
    addEventListener('beforeunload', hold)
    return () => {
      removeEventListener('beforeunload', hold)
      void flush()
      void invalidate(client, [getWorkspace])
    }
    // Once per draft: both work on refs, so the first ones serve as well as the last.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return { content, change, missing, saved, refused, flush, revision, now: () => clock.now() }
}
