import { useState } from 'react'
import { inviteStaff, listInvitations, type Role, roles } from '../../../domains/organisations/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckboxList, RadioList } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useText } from './text.ts'
import type { Desk } from './types.ts'

const RoleBoxes = ({ value, onChange }: { value: readonly Role[]; onChange: (value: Role[]) => void }) => {
  const t = useText()
  return (
    <CheckboxList
      label={t('staff.roles')}
      help={t('invite.rolesHelp')}
      options={roles.map(role => ({ value: role, label: t(`roles.${role}`), help: t(`roles.${role}Note`) }))}
      value={value}
      onChange={onChange}
    />
  )
}

/** Changes what somebody may do. */
export const RolesDialog = ({
  member,
  onClose,
  onSave,
}: {
  member: { name: string; roles: Role[]; lastOwner: boolean }
  onClose: () => void
  onSave: (roles: Role[]) => void
}) => {
  const t = useText()
  const [chosen, setChosen] = useState<Role[]>(member.roles)
  const losesOwner = member.lastOwner && !chosen.includes('owner')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('staff.rolesTitle', { name: member.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('new.cancel')}</Button>
          <Button
            variant="ink"
            disabled={chosen.length === 0 || losesOwner}
            why={losesOwner ? t('staff.lastOwner') : chosen.length === 0 ? t('mistake.roles') : undefined}
            onClick={() => onSave(chosen)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <RoleBoxes value={chosen} onChange={setChosen} />
    </Dialog>
  )
}

/** Asks for an address, the roles and the language of the mail; stays open for the next one. */
export const InviteDialog = ({
  organisation,
  open,
  onClose,
}: {
  organisation: Desk
  open: boolean
  onClose: () => void
}) => {
  const t = useText()
  const format = useFormat()
  const site = useSite()
  const [email, setEmail] = useState('')
  const [chosen, setChosen] = useState<Role[]>(['reviewer'])
  const [locale, setLocale] = useState<'zh-CN' | 'en'>(site.locale)
  const invite = useCommand(inviteStaff, {
    invalidates: [listInvitations],
    onSuccess: () => {
      setEmail('')
      onClose()
    },
  })
  const ready = /^\S+@\S+\.\S+$/.test(email.trim()) && chosen.length > 0
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('invite.title', { organisation: format.pick(organisation.name) })}
      actions={
        <>
          <Button onClick={onClose}>{t('new.cancel')}</Button>
          <Button
            variant="ink"
            icon="send"
            busy={invite.isPending}
            disabled={!ready}
            onClick={() =>
              invite.mutate({
                params: { organisationId: organisation.id },
                body: { email: email.trim(), roles: chosen, locale },
              })
            }
          >
            {t('invite.send')}
          </Button>
        </>
      }
    >
      <TextField label={t('invite.email')} type="email" value={email} onChange={setEmail} help={t('invite.help')} />
      <RoleBoxes value={chosen} onChange={setChosen} />
      <RadioList
        label={t('invite.language')}
        options={[
          { value: 'zh-CN', label: <span lang="zh-CN">{t('invite.chinese')}</span> },
          { value: 'en', label: <span lang="en">English</span> },
        ]}
        value={locale}
        onChange={setLocale}
      />
      {invite.error && <RefusalNote error={invite.error} />}
    </Dialog>
  )
}
