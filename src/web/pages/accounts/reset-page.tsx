import './accounts.css'
import { resetPassword } from '../../../domains/accounts/contract.ts'
import { viewOf } from '../../page.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { AccountFrame } from '../../shell/account-frame.tsx'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Form, useForm } from '../../ui/form.tsx'
import { useGo } from '../../ui/link.tsx'
import { leastLength, NewPasswordField } from './new-password-field.tsx'
import { useText } from './text.ts'

const ResetPage = ({ token }: { token: string }) => {
  const t = useText()
  const go = useGo()
  const form = useForm({
    initial: { password: '' },
    check: values =>
      Array.from(values.password).length >= leastLength ? {} : { password: t('mistake.short', { least: leastLength }) },
  })
  const set = useCommand(resetPassword, {
    onSuccess: reply => go(`/sign-in?reset=1&email=${encodeURIComponent(reply.email)}`, { replace: true }),
  })
  const gone = token === '' || set.error?.code === 'accounts.link-ended'
  const ownMistakes = (set.error?.errors.length ?? 0) > 0
  const send = () => {
    if (form.valid() && !set.isPending) set.mutate({ body: { token, ...form.values } }, { onError: form.setRefused })
  }
  return (
    <Form onSubmit={send}>
      <AccountFrame
        title={t('reset.title')}
        note={t('reset.note')}
        foot={
          gone ? (
            <Button variant="ink" size="l" wide to="/forgot">
              {t('reset.newLink')}
            </Button>
          ) : (
            <Button variant="ink" size="l" wide type="submit" busy={set.isPending}>
              {t('reset.act')}
            </Button>
          )
        }
      >
        {token === '' && <Note kind="warn">{t('reset.noLink')}</Note>}
        {set.error && !ownMistakes && <RefusalNote error={set.error} />}
        {!gone && <NewPasswordField {...form.field('password')} label={t('field.newPassword')} />}
      </AccountFrame>
    </Form>
  )
}

export const view = viewOf('/reset', {
  head: ({ locale }) => ({ title: useText.in(locale)('reset.title'), noIndex: true }),
  Page: ({ search }) => <ResetPage token={search['token'] ?? ''} />,
})
