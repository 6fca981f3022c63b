import './accounts.css'
import { useState } from 'react'
import { finishEmailChange, getMe, getSecurity, startEmailChange } from '../../../domains/accounts/contract.ts'
import { localised } from '../../i18n/locale.ts'
import { viewOf } from '../../page.ts'
import { query, useCommand } from '../../queries.ts'
import { RefusalNote, useRefusal } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Countdown } from '../../ui/clock.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { CodeField, Form, useForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Section } from '../../ui/layout.tsx'
import { MeFrame } from './me-frame.tsx'
import { useText } from './text.ts'

const TypeCode = ({
  change,
  onBack,
}: {
  change: { changeId: string; email: string; expiresAt: string }
  onBack: () => void
}) => {
  const t = useText()
  const { locale } = useSite()
  const [code, setCode] = useState('')
  const finish = useCommand(finishEmailChange, {
    // The address stands in the frame too: drawn anew.
    onSuccess: () => window.location.assign(localised('/me/security?done=email', locale)),
  })
  const sentence = useRefusal(finish.error)
  const wrong = finish.error?.code === 'accounts.code-wrong' || finish.error?.code === 'accounts.code-ended'
  const send = (text: string) => {
    if (text.length === 6 && !finish.isPending)
      finish.mutate({ params: { changeId: change.changeId }, body: { code: text } })
  }
  return (
    <Section title={t('code.title')} note={t('emailPage.sent', { email: change.email })}>
      <Form onSubmit={() => send(code)}>
        <div className="accounts-narrow">
          <CodeField
            label={t('code.label')}
            value={code}
            onChange={text => {
              setCode(text)
              if (text.length === 6 && text !== code) send(text)
            }}
            error={wrong ? (sentence ?? undefined) : undefined}
          />
          {finish.error && !wrong && <RefusalNote error={finish.error} />}
          <div className="accounts-held" style={{ marginBottom: 20 }}>
            <span>
              <Icon name="clock" />
              {t('code.ends')}
            </span>
            <Countdown endsAt={change.expiresAt} size={44} />
          </div>
          <Row gap={12}>
            <Button variant="ink" type="submit" disabled={code.length < 6} busy={finish.isPending}>
              {t('emailPage.confirm')}
            </Button>
            <Button variant="quiet" onClick={onBack}>
              {t('code.change')}
            </Button>
          </Row>
        </div>
      </Form>
    </Section>
  )
}

const EmailPage = ({ present }: { present: string }) => {
  const t = useText()
  const form = useForm({
    initial: { email: '', password: '' },
    check: values => ({
      ...(/^\S+@\S+\.\S+$/.test(values.email.trim()) ? {} : { email: t('mistake.email') }),
      ...(values.password ? {} : { password: t('mistake.current') }),
    }),
  })
  const begin = useCommand(startEmailChange, { invalidates: [getSecurity] })
  if (begin.data) return <TypeCode change={begin.data} onBack={() => begin.reset()} />
  return (
    <Section title={t('emailPage.section')} note={t('emailPage.note', { email: present })}>
      <Form
        onSubmit={() => {
          if (form.valid() && !begin.isPending) begin.mutate({ body: form.values }, { onError: form.setRefused })
        }}
      >
        <div className="accounts-narrow">
          <TextField
            label={t('emailPage.new')}
            type="email"
            inputMode="email"
            autoComplete="email"
            maxLength={254}
            {...form.field('email')}
          />
          <PasswordField label={t('field.yourPassword')} {...form.field('password')} />
          {begin.error && begin.error.errors.length === 0 && <RefusalNote error={begin.error} />}
          <Row gap={12}>
            <Button variant="ink" type="submit" busy={begin.isPending}>
              {t('signUp.act')}
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

export const view = viewOf('/me/security/email', {
  queries: () => [query(getMe, {})],
  head: ({ locale }) => ({ title: useText.in(locale)('emailPage.title'), noIndex: true }),
  Page: ({ data: [{ person }] }) => {
    const t = useText()
    return (
      <MeFrame title={t('emailPage.title')} current="/me/security">
        <EmailPage present={person?.email ?? ''} />
      </MeFrame>
    )
  },
})
