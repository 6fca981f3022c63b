import { type ReactNode, useState } from 'react'
import { mistakesOf, RefusalNote, useRefusal } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { useText } from './text.ts'

/** A question that the password answers. The caller shows it with a `key`, so that what was typed does not stay. */
export const PasswordDialog = ({
  open,
  title,
  children,
  verb,
  danger,
  busy,
  error,
  onClose,
  onConfirm,
}: {
  open: boolean
  title: string
  children?: ReactNode
  verb: string
  danger?: boolean
  busy: boolean
  error: unknown
  onClose: () => void
  onConfirm: (password: string) => void
}) => {
  const t = useText()
  const { locale } = useSite()
  const [password, setPassword] = useState('')
  // Brings the domain's sentences for `mistakesOf`.
  useRefusal(error)
  const mistake = mistakesOf(error, 'password', locale)
  const confirm = () => {
    if (password !== '' && !busy) onConfirm(password)
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button variant={danger ? 'danger' : 'ink'} disabled={password === ''} busy={busy} onClick={confirm}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
      <form
        style={{ marginTop: 16 }}
        onSubmit={event => {
          event.preventDefault()
          confirm()
        }}
      >
        <PasswordField label={t('field.yourPassword')} value={password} onChange={setPassword} error={mistake} />
      </form>
      {error !== null && !mistake && <RefusalNote error={error} />}
    </Dialog>
  )
}
