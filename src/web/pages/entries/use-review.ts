import { useState } from 'react'
import { listEntries, readEntryFile, reviewEntries } from '../../../domains/entries/contract.ts'
import { useCommand } from '../../queries.ts'
import { useConfirm } from '../../ui/dialog.tsx'
import { afterLeaving } from './review-state.ts'
import { useText } from './text.ts'

/** A verdict that needs a reason before it is sent. */
export interface BegunReview {
  verdict: 'return' | 'reject'
  ids: readonly string[]
}

/** Verdicts over the selected entries, or the open one when none is selected; then the next one is opened. */
export const useReview = (options: {
  competitionId: string
  ids: readonly string[]
  open: string | undefined
  selected: ReadonlySet<string>
  show: (id: string | undefined) => void
  onDone: () => void
  enabled: boolean
}) => {
  const { competitionId, ids, open, selected, show, enabled } = options
  const t = useText()
  const confirm = useConfirm()
  const [begun, setBegun] = useState<BegunReview | null>(null)
  const [result, setResult] = useState<{ done: number; refused: readonly { id: string; code: string }[] }>({
    done: 0,
    refused: [],
  })
  const command = useCommand(reviewEntries, {
    invalidates: [listEntries, readEntryFile],
    onSuccess: ({ done, refused }) => {
      setBegun(null)
      setResult({ done: done.length, refused })
      options.onDone()
      if (open && done.some(one => one.id === open)) show(afterLeaving(ids, new Set(done.map(one => one.id)), open))
    },
  })
  const targets = (): readonly string[] => (selected.size > 0 ? [...selected] : open ? [open] : [])
  const send = (
    verdict: 'accept' | 'return' | 'reject',
    entryIds: readonly string[],
    note = '',
    correctBy?: string,
  ) => {
    setResult({ done: 0, refused: [] })
    command.mutate({
      params: { competitionId },
      body: { entryIds: [...entryIds], verdict, note, ...(correctBy ? { correctBy } : {}) },
    })
  }
  return {
    begun,
    busy: command.isPending,
    error: command.error,
    ...result,
    cancel: () => setBegun(null),
    begin: (verdict: 'return' | 'reject') => {
      const chosen = targets()
      if (enabled && chosen.length > 0) setBegun({ verdict, ids: chosen })
    },
    accept: () => {
      const chosen = targets()
      if (!enabled || chosen.length === 0 || command.isPending) return
      if (chosen.length === 1) send('accept', chosen)
      else
        void confirm({
          title: t('desk.confirmMany', { count: chosen.length }),
          body: t('desk.confirmManyBody'),
          verb: t('desk.acceptMany', { count: chosen.length }),
        }).then(yes => {
          if (yes) send('accept', chosen)
        })
    },
    send: (note: string, correctBy?: string) => {
      if (begun) send(begun.verdict, begun.ids, note, correctBy)
    },
  }
}
