import './accounts.css'
import { useState } from 'react'
import { requestPasswordReset } from '../../../domains/accounts/contract.ts'
import { viewOf } from '../../page.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { AccountFrame } from '../../shell/account-frame.tsx'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { useText } from './text.ts'

const ForgotPage = ({ known }: { known: string | undefined }) => {
  const t = useText()
  const [email, setEmail] = useState(known ?? '')
  const ask = useCommand(requestPasswordReset)
  const valid = /^\S+@\S+\.\S+$/.test(email.trim())
  return (
    <Form onSubmit={() => valid && !ask.isPending && ask.mutate({ body: { email } })}>
      <AccountFrame
        title={t('forgot.title')}
        note={t('forgot.note')}
        foot={
          <>
            <Button variant="quiet" icon="arrow-left" to="/sign-in">
              {t('signIn.act')}
            </Button>
            <Button variant="ink" type="submit" disabled={!valid} busy={ask.isPending}>
              {t(ask.isSuccess ? 'forgot.again' : 'forgot.act')}
            </Button>
          </>
        }
      >
        <TextField
          label={t('field.email')}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          maxLength={254}
        />
        {ask.isSuccess && (
          <Note kind="ok" title={t('forgot.doneTitle')}>
            {t('forgot.done', { email: ask.data.email, minutes: ask.data.minutes })}
          </Note>
        )}
        <RefusalNote error={ask.error} />
      </AccountFrame>
    </Form>
  )
}

export const view = viewOf('/forgot', {
  head: ({ locale }) => ({ title: useText.in(locale)('forgot.title'), noIndex: true }),
  Page: ({ search }) => <ForgotPage known={search['email']} />,
})
