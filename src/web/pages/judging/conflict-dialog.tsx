import { useState } from 'react'
import { recuse } from '../../../domains/judging/contract.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useText } from './text.ts'

/** A judge gives a work up for a conflict of interest; there is no way back, so it asks for the reason first. */
export const ConflictDialog = ({
  open,
  sheetId,
  code,
  onClose,
  onDone,
}: {
  open: boolean
  sheetId: string
  code: string
  onClose: () => void
  onDone: () => void | Promise<void>
}) => {
  const t = useText()
  const [reason, setReason] = useState('')
  const give = useCommand(recuse, { onSuccess: onDone })
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('conflict.title', { code })}
      actions={
        <>
          <Button onClick={onClose}>{t('conflict.keep')}</Button>
          <Button
            variant="danger"
            disabled={reason.trim() === ''}
            busy={give.isPending}
            onClick={() => give.mutate({ params: { sheetId }, body: { reason: reason.trim() } })}
          >
            {t('conflict.verb', { code })}
          </Button>
        </>
      }
    >
      <p>{t('conflict.body')}</p>
      <TextArea label={t('conflict.reason')} value={reason} onChange={setReason} maxLength={1000} rows={3} />
      <RefusalNote error={give.error} />
    </Dialog>
  )
}
