import { type ReactNode, useState } from 'react'
import { getSecurity, removeSecondFactor, renewRecoveryCodes } from '../../../domains/accounts/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { Chip } from '../../ui/chip.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useText } from './text.ts'

interface Way {
  key: string
  icon: IconName
  name: string
  note: string
  chip: ReactNode
  act: ReactNode
}

/** Password, authenticator app, recovery codes and the mail address: what opens the account, and how to change it. */
export const Ways = ({ security }: { security: ReplyOf<typeof getSecurity> }) => {
  const t = useText()
  const format = useFormat()
  const [asked, setAsked] = useState<'off' | 'codes' | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const remove = useCommand(removeSecondFactor, { invalidates: [getSecurity], onSuccess: () => setAsked(null) })
  const renew = useCommand(renewRecoveryCodes, {
    invalidates: [getSecurity],
    onSuccess: reply => {
      setAsked(null)
      setCodes(reply.recoveryCodes)
    },
  })
  const on = security.secondFactorSince !== null
  const act = (label: string, onClick: () => void) => (
    <button type="button" className="pl-link pl-small" onClick={onClick}>
      {label}
    </button>
  )
  const ways: Way[] = [
    {
      key: 'password',
      icon: 'lock',
      name: t('ways.password'),
      note: security.passwordChangedAt
        ? t('ways.passwordNote', { date: format.date(security.passwordChangedAt) })
        : t('ways.passwordNone'),
      chip: (
        <Chip kind={security.passwordChangedAt ? 'confirmed' : 'draft'}>
          {t(security.passwordChangedAt ? 'ways.on' : 'ways.off')}
        </Chip>
      ),
      act: (
        <Link to="/me/security/password" className="pl-link pl-small">
          {t('security.change')}
        </Link>
      ),
    },
    {
      key: 'app',
      icon: 'device-mobile',
      name: t('ways.app'),
      note: t('ways.appNote'),
      chip: <Chip kind={on ? 'confirmed' : 'draft'}>{t(on ? 'ways.on' : 'ways.off')}</Chip>,
      act: on ? (
        act(t('ways.turnOff'), () => setAsked('off'))
      ) : (
        <Link to="/me/security/app" className="pl-link pl-small">
          {t('ways.turnOn')}
        </Link>
      ),
    },
    ...(on
      ? [
          {
            key: 'codes',
            icon: 'key' as const,
            name: t('ways.codes'),
            note: t('ways.codesNote'),
            chip: (
              <Chip kind={security.recoveryCodesLeft > 3 ? 'confirmed' : 'needs'}>
                {t('ways.codesLeft', { left: security.recoveryCodesLeft, all: security.recoveryCodes })}
              </Chip>
            ),
            act: act(t('ways.newCodes'), () => setAsked('codes')),
          },
        ]
      : []),
    {
      key: 'mail',
      icon: 'mail',
      name: t('ways.mail'),
      note: t('ways.mailNote'),
      chip: <Chip>{security.email}</Chip>,
      act: (
        <Link to="/me/security/email" className="pl-link pl-small">
          {t('security.change')}
        </Link>
      ),
    },
  ]
  return (
    <>
      {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
      <RuledTable caption={t('ways.title')} className="accounts-rows">
        <thead>
          <tr>
            <th aria-label={t('ways.kind')} />
            <th scope="col">{t('ways.method')}</th>
            <th scope="col">{t('ways.state')}</th>
            <th aria-label={t('ways.act')} />
          </tr>
        </thead>
        <tbody>
          {ways.map(way => (
            <tr key={way.key}>
              <td className="accounts-icon">
                <Icon name={way.icon} />
              </td>
              <td className="accounts-name">
                <b>{way.name}</b>
                <small>{way.note}</small>
              </td>
              <td>{way.chip}</td>
              <td className="is-right accounts-act">{way.act}</td>
            </tr>
          ))}
        </tbody>
      </RuledTable>
      <PasswordDialog
        key={`off ${String(asked)}`}
        open={asked === 'off'}
        title={t('ways.offQuestion')}
        verb={t('ways.offVerb')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={() => setAsked(null)}
        onConfirm={password => remove.mutate({ body: { password } })}
      >
        {t('ways.offBody')}
      </PasswordDialog>
      <PasswordDialog
        key={`codes ${String(asked)}`}
        open={asked === 'codes'}
        title={t('ways.codesQuestion')}
        verb={t('ways.codesVerb')}
        busy={renew.isPending}
        error={renew.error}
        onClose={() => setAsked(null)}
        onConfirm={password => renew.mutate({ body: { password } })}
      >
        {t('ways.codesBody')}
      </PasswordDialog>
    </>
  )
}
