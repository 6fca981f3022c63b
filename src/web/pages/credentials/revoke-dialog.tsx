import { useState } from 'react'
import { readCredential, revokeCredential } from '../../../domains/credentials/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { BilingualField } from '../../ui/form.tsx'
import type { CredentialView } from './record.tsx'
import { useText } from './verdict.tsx'

/** Staff take a certificate back, with a reason everybody can read. */
export const RevokeDialog = ({ open, onClose, data }: { open: boolean; onClose: () => void; data: CredentialView }) => {
  const t = useText()
  const format = useFormat()
  const [reason, setReason] = useState({ 'zh-CN': '', en: '' })
  const revoke = useCommand(revokeCredential, { invalidates: [readCredential], onSuccess: onClose })
  const empty = reason['zh-CN'].trim() + reason.en.trim() === ''
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('revoke.question', { holder: format.pick(data.holder) })}
      actions={
        <>
          <Button
            variant="danger"
            busy={revoke.isPending}
            disabled={empty}
            onClick={() => revoke.mutate({ params: { number: data.number }, body: { reason } })}
          >
            {t('revoke.submit')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('revoke.keep')}
          </Button>
        </>
      }
    >
      <p>{t('revoke.explain')}</p>
      <BilingualField label={t('revoke.reason')} value={reason} onChange={setReason} rows={3} maxLength={500} />
      <RefusalNote error={revoke.error} />
    </Dialog>
  )
}
