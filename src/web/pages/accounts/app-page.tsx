import './accounts.css'
import { useState } from 'react'
import { confirmSecondFactor, getMe, getSecurity, startSecondFactor } from '../../../domains/accounts/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { viewOf } from '../../page.ts'
import { useCommand } from '../../queries.ts'
import { mistakesOf, RefusalNote, useRefusal } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { CodeField, Form } from '../../ui/form.tsx'
import { Row, Section } from '../../ui/layout.tsx'
import { useGo } from '../../ui/link.tsx'
import { Qr } from '../../ui/qr.tsx'
import { MeFrame } from './me-frame.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useText } from './text.ts'

type Begun = ReplyOf<typeof startSecondFactor>

const Begin = ({ onBegun }: { onBegun: (begun: Begun) => void }) => {
  const t = useText()
  const { locale } = useSite()
  const [password, setPassword] = useState('')
  const begin = useCommand(startSecondFactor, { onSuccess: onBegun })
  useRefusal(begin.error)
  const mistake = mistakesOf(begin.error, 'password', locale)
  return (
    <Section title={t('app.begin')} note={t('app.beginNote')}>
      <Form onSubmit={() => password && !begin.isPending && begin.mutate({ body: { password } })}>
        <div className="accounts-narrow">
          <PasswordField label={t('field.yourPassword')} value={password} onChange={setPassword} error={mistake} />
          {begin.error && !mistake && <RefusalNote error={begin.error} />}
          <Row gap={12}>
            <Button variant="ink" type="submit" disabled={!password} busy={begin.isPending}>
              {t('app.beginAct')}
            </Button>
            <Button variant="quiet" to="/me/security">
              {t('action.cancel')}
            </Button>
          </Row>
        </div>
      </Form>
    </Section>
  )
}

const Scan = ({ begun, onCodes }: { begun: Begun; onCodes: (codes: string[]) => void }) => {
  const t = useText()
  const { locale } = useSite()
  const [code, setCode] = useState('')
  const confirm = useCommand(confirmSecondFactor, {
    invalidates: [getSecurity, getMe],
    onSuccess: reply => onCodes(reply.recoveryCodes),
  })
  useRefusal(confirm.error)
  const mistake = mistakesOf(confirm.error, 'code', locale)
  return (
    <>
      <Section title={t('app.scan')} note={t('app.scanNote')}>
        <Qr size={begun.qr.size} path={begun.qr.path} width={220} label={t('app.qr')} />
        <p className="pl-small pl-secondary" style={{ marginTop: 14 }}>
          {t('app.byHand')}
        </p>
        <Copy text={begun.secret}>
          <span className="pl-mono accounts-secret">{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</span>
        </Copy>
      </Section>
      <Section title={t('app.type')} note={t('app.typeNote')}>
        <Form onSubmit={() => code.length === 6 && !confirm.isPending && confirm.mutate({ body: { code } })}>
          <div className="accounts-narrow">
            <CodeField label={t('factor.code')} value={code} onChange={setCode} error={mistake} />
            {confirm.error && !mistake && <RefusalNote error={confirm.error} />}
            <Button variant="ink" type="submit" disabled={code.length < 6} busy={confirm.isPending}>
              {t('app.act')}
            </Button>
          </div>
        </Form>
      </Section>
    </>
  )
}

const AppPage = () => {
  const t = useText()
  const go = useGo()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  return (
    <MeFrame title={t('app.title')} current="/me/security">
      {codes ? (
        <Section title={t('app.on')} note={t('app.onNote')}>
          <RecoveryCodes codes={codes} onDone={() => go('/me/security?done=app')} />
        </Section>
      ) : begun ? (
        <Scan begun={begun} onCodes={setCodes} />
      ) : (
        <Begin onBegun={setBegun} />
      )}
    </MeFrame>
  )
}

export const view = viewOf('/me/security/app', {
  queries: () => [],
  head: ({ locale }) => ({ title: useText.in(locale)('app.title'), noIndex: true }),
  Page: AppPage,
})
