import { useState } from 'react'
import { disqualifyEntry, listEntries, readEntryFile } from '../../../domains/entries/contract.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useText } from './text.ts'

/** Takes a confirmed entry out of the ranking, or puts it back; the reason is shown to the entrant. */
export const DisqualifyForm = ({
  entryId,
  disqualify,
  onDone,
}: {
  entryId: string
  disqualify: boolean
  onDone: () => void
}) => {
  const t = useText()
  const [reason, setReason] = useState('')
  const [left, setLeft] = useState(false)
  const send = useCommand(disqualifyEntry, { invalidates: [listEntries, readEntryFile], onSuccess: onDone })
  return (
    <form
      className="entries-reason"
      onSubmit={event => {
        event.preventDefault()
        setLeft(true)
        if (reason.trim()) send.mutate({ params: { entryId }, body: { disqualified: disqualify, reason } })
      }}
    >
      <TextArea
        label={t(disqualify ? 'desk.disqualifyReason' : 'desk.reinstateReason')}
        help={disqualify ? t('desk.disqualifyNote') : t('desk.reasonSent')}
        value={reason}
        onChange={setReason}
        rows={4}
        error={left && !reason.trim() ? t('desk.reasonNeeded') : undefined}
      />
      {send.error && <RefusalNote error={send.error} />}
      <div className="entries-acts">
        <Button variant={disqualify ? 'danger' : 'ink'} type="submit" busy={send.isPending}>
          {t(disqualify ? 'desk.disqualifyAct' : 'desk.reinstateAct')}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {t('desk.cancel')}
        </Button>
      </div>
    </form>
  )
}
