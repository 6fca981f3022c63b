import './accounts.css'
import { startSignUp } from '../../../domains/accounts/contract.ts'
import { viewOf } from '../../page.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { AccountFrame } from '../../shell/account-frame.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, useForm } from '../../ui/form.tsx'
import { Link, useGo } from '../../ui/link.tsx'
import { nextQuery, safeNext } from './next.ts'
import { NewPasswordField, leastLength } from './new-password-field.tsx'
import { useText } from './text.ts'

const initial = { name: '', email: '', password: '', terms: false, news: false }
/** Emptied when the code is on its way; the password is never kept. */
const secrets = ['password'] as const

/** The zone of this device: only a first guess, changed in the profile. */
const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai'

const SignUpPage = ({ next }: { next: string | undefined }) => {
  const t = useText()
  const go = useGo()
  const form = useForm({
    initial,
    draftKey: 'sign-up',
    secrets,
    check: values => ({
      ...(values.name.trim() ? {} : { name: t('mistake.name') }),
      ...(/^\S+@\S+\.\S+$/.test(values.email.trim()) ? {} : { email: t('mistake.email') }),
      ...(Array.from(values.password).length >= leastLength
        ? {}
        : { password: t('mistake.short', { least: leastLength }) }),
      ...(values.terms ? {} : { terms: t('mistake.terms') }),
    }),
  })
  const begin = useCommand(startSignUp, {
    onSuccess: reply => {
      form.clearDraft()
      go(`/sign-up/code?id=${reply.signUpId}${nextQuery(next).replace('?', '&')}`)
    },
  })
  const send = () => {
    if (!form.valid() || begin.isPending) return
    const target = safeNext(next)
    begin.mutate(
      { body: { ...form.values, zone: ownZone(), ...(target === '/me' ? {} : { next: target }) } },
      { onError: form.setRefused },
    )
  }
  const ownMistakes = (begin.error?.errors.length ?? 0) > 0
  return (
    <Form onSubmit={send}>
      <AccountFrame
        title={t('signUp.title')}
        note={
          <>
            {t('signUp.note')} <Link to={`/sign-in${nextQuery(next)}`}>{t('signUp.haveOne')}</Link>
          </>
        }
        foot={
          <Button variant="ink" size="l" wide type="submit" busy={begin.isPending}>
            {t(begin.isPending ? 'signUp.busy' : 'signUp.act')}
          </Button>
        }
      >
        <TextField
          label={t('field.name')}
          hint={t('signUp.nameHint')}
          autoComplete="name"
          maxLength={100}
          {...form.field('name')}
        />
        <TextField
          label={t('field.email')}
          type="email"
          inputMode="email"
          autoComplete="username"
          maxLength={254}
          {...form.field('email')}
        />
        <NewPasswordField {...form.field('password')} />
        <div className="accounts-consents">
          <Checkbox
            label={t.rich('signUp.terms', {
              terms: inner => <Link to="/terms">{inner}</Link>,
              privacy: inner => <Link to="/privacy">{inner}</Link>,
            })}
            checked={form.values.terms}
            onChange={checked => form.set('terms', checked)}
            error={form.errorOf('terms')}
          />
          <Checkbox
            label={t('signUp.news')}
            checked={form.values.news}
            onChange={checked => form.set('news', checked)}
          />
        </div>
        {begin.error && !ownMistakes && <RefusalNote error={begin.error} />}
      </AccountFrame>
    </Form>
  )
}

export const view = viewOf('/sign-up', {
  head: ({ locale }) => ({ title: useText.in(locale)('signUp.title'), noIndex: true }),
  Page: ({ search }) => <SignUpPage next={search['next']} />,
})
