import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { desk, readSheet, saveScores } from '../../../domains/judging/contract.ts'
import { Refused, call } from '../../call.ts'
import { invalidate, query } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { keyOf, type SheetReply, type Slot } from './rubric-slots.ts'
import { keptChanges, type QueueState, SheetQueue, type Waiting } from './sheet-queue.ts'

export interface Mark {
  value: string | null
  comment: string
  sequence: string
}

/** What stands on the sheet: the server's marks with those still waiting on this device on top. */
function marksOf(sheet: SheetReply, kept: ReturnType<typeof keptChanges>): Record<string, Mark> {
  const marks: Record<string, Mark> = {}
  for (const one of [...sheet.scores, ...kept.changes]) {
    const key = keyOf(one.aspect, one.occurrence)
    const known = marks[key]
    if (!known || BigInt(one.sequence) >= BigInt(known.sequence)) marks[key] = one
  }
  return marks
}

/** The sheet with what was just saved, so that coming back to it shows it as it is. */
function withSaved(sheet: SheetReply, sent: Waiting, updatedAt: string): SheetReply {
  const places = new Set(sent.changes.map(one => keyOf(one.aspect, one.occurrence)))
  const others = sheet.scores.filter(one => !places.has(keyOf(one.aspect, one.occurrence)))
  const state = sheet.state === 'assigned' ? 'draft' : sheet.state
  return { ...sheet, state, updatedAt, scores: [...others, ...sent.changes], remark: sent.remark ?? sheet.remark }
}

/** A sheet being written: marks, remark, saved state. Give it a key by sheet id, so that each sheet has its own. */
export function useSheet(sheet: SheetReply) {
  const { clock } = useSite()
  const client = useQueryClient()
  const begun = useRef(sheet.state !== 'assigned')
  const kept = useMemo(() => keptChanges(window.localStorage, sheet.id), [sheet.id])
  const [marks, setMarks] = useState(() => marksOf(sheet, kept))
  const [remark, setRemarkText] = useState(kept.remark ?? sheet.remark)
  const [state, setState] = useState<QueueState>(
    sheet.state === 'assigned' ? { kind: 'idle' } : { kind: 'saved', at: sheet.updatedAt },
  )
  const queue = useRef<SheetQueue | null>(null)

  useEffect(() => {
    const own = new SheetQueue({
      sheetId: sheet.id,
      keeper: window.localStorage,
      send: async waiting => {
        const saved = await call(saveScores, { params: { sheetId: sheet.id }, body: waiting })
        const { key } = query(readSheet, { params: { sheetId: sheet.id } })
        client.setQueryData<SheetReply>(key, known => known && withSaved(known, waiting, saved.savedAt))
        if (!begun.current) void invalidate(client, [desk])
        begun.current = true
        return saved
      },
      isRefusal: error =>
        error instanceof Refused &&
        error.status >= 400 &&
        error.status < 500 &&
        ![401, 408, 429].includes(error.status),
      onState: setState,
      now: () => clock.now().getTime(),
    })
    queue.current = own
    const online = () => own.retry()
    window.addEventListener('online', online)
    return () => {
      window.removeEventListener('online', online)
      own.retry()
      own.close()
    }
  }, [sheet.id, clock, client])

  const change = (slot: Slot, part: Partial<Pick<Mark, 'value' | 'comment'>>, delayMs = 0): void => {
    const before = marks[slot.key] ?? { value: null, comment: '', sequence: '0' }
    const sequence = queue.current?.nextSequence(before.sequence) ?? before.sequence
    const after = { ...before, ...part, sequence }
    setMarks({ ...marks, [slot.key]: after })
    queue.current?.put(
      {
        aspect: slot.aspect,
        occurrence: slot.occurrence,
        value: after.value,
        comment: after.comment,
        sequence,
      },
      delayMs,
    )
  }

  return {
    marks,
    remark,
    state,
    setValue: (slot: Slot, value: string | null) => change(slot, { value }),
    setComment: (slot: Slot, comment: string) => change(slot, { comment }, 700),
    setRemark: (text: string) => {
      setRemarkText(text)
      queue.current?.putRemark(text, 700)
    },
    /** Sends what waits; false when something could not be sent. */
    flush: () => queue.current?.flush() ?? Promise.resolve(true),
    discard: () => queue.current?.discard(),
  }
}

export type SheetDesk = ReturnType<typeof useSheet>
