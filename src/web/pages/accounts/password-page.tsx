import './accounts.css'
import { changePassword, getSecurity } from '../../../domains/accounts/contract.ts'
import { viewOf } from '../../page.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { Form, useForm } from '../../ui/form.tsx'
import { Row, Section } from '../../ui/layout.tsx'
import { Link, useGo } from '../../ui/link.tsx'
import { MeFrame } from './me-frame.tsx'
import { leastLength, NewPasswordField } from './new-password-field.tsx'
import { useText } from './text.ts'

const PasswordPage = () => {
  const t = useText()
  const go = useGo()
  const form = useForm({
    initial: { current: '', password: '' },
    check: values => ({
      ...(values.current ? {} : { current: t('mistake.current') }),
      ...(Array.from(values.password).length >= leastLength
        ? {}
        : { password: t('mistake.short', { least: leastLength }) }),
    }),
  })
  const change = useCommand(changePassword, {
    invalidates: [getSecurity],
    onSuccess: () => go('/me/security?done=password'),
  })
  const send = () => {
    if (form.valid() && !change.isPending) change.mutate({ body: form.values }, { onError: form.setRefused })
  }
  return (
    <MeFrame title={t('passwordPage.title')} current="/me/security">
      <Section title={t('passwordPage.section')} note={t('passwordPage.note')}>
        <Form onSubmit={send}>
          <div className="accounts-narrow">
            <PasswordField
              label={t('field.currentPassword')}
              hint={<Link to="/forgot">{t('signIn.forgotten')}</Link>}
              autoComplete="current-password"
              {...form.field('current')}
            />
            <NewPasswordField label={t('field.newPassword')} {...form.field('password')} />
            {change.error && change.error.errors.length === 0 && <RefusalNote error={change.error} />}
            <Row gap={12}>
              <Button variant="ink" type="submit" busy={change.isPending}>
                {t('passwordPage.act')}
              </Button>
              <Button variant="quiet" to="/me/security">
                {t('action.cancel')}
              </Button>
            </Row>
          </div>
        </Form>
      </Section>
    </MeFrame>
  )
}

export const view = viewOf('/me/security/password', {
  queries: () => [],
  head: ({ locale }) => ({ title: useText.in(locale)('passwordPage.title'), noIndex: true }),
  Page: PasswordPage,
})
