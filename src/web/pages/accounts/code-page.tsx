import './accounts.css'
import { useState } from 'react'
import { finishSignUp, getSignUp, resendSignUpCode, type SignUpView } from '../../../domains/accounts/contract.ts'
import { addMs, instant } from '../../../kernel/clock.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { useCommand, useQueryOf } from '../../queries.ts'
import { RefusalNote, useRefusal } from '../../refusal.tsx'
import { AccountFrame } from '../../shell/account-frame.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Countdown, useRemaining } from '../../ui/clock.tsx'
import { Note, Skeleton } from '../../ui/feedback.tsx'
import { CodeField, Form } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { nextQuery } from './next.ts'
import { useArrive } from './sign-in-page.tsx'
import { useText } from './text.ts'

/**
 * The page's clock may lag behind the server by what the first view took to arrive; the moment of sending shows by how
 * much at least. Without it a ten-minute code would begin at 10:01.
 */
const useServersTime = (signUp: SignUpView) => {
  const { clock } = useSite()
  const [lag] = useState(() => Math.max(0, Date.parse(signUp.sentAt) - clock.now().getTime()))
  const shift = (iso: string) => addMs(instant(iso), -lag).toISOString()
  return { expiresAt: shift(signUp.expiresAt), resendAt: shift(signUp.resendAt) }
}

/** Ask for another code, once the half minute is over. */
const Resend = ({ signUp }: { signUp: SignUpView }) => {
  const t = useText()
  const wait = useRemaining(useServersTime(signUp).resendAt)
  const resend = useCommand(resendSignUpCode, { invalidates: [getSignUp] })
  return (
    <>
      <p className="pl-small pl-muted" style={{ marginTop: 10 }}>
        {t('code.nothing')}{' '}
        {wait > 0 ? (
          t('code.wait', { count: Math.ceil(wait / 1000) })
        ) : (
          <button
            type="button"
            className="pl-link"
            onClick={() => !resend.isPending && resend.mutate({ params: { signUpId: signUp.signUpId } })}
          >
            {t('code.another')}
          </button>
        )}
      </p>
      {resend.isSuccess && wait > 0 && <Note kind="ok">{t('code.sentAgain')}</Note>}
      <RefusalNote error={resend.error} />
    </>
  )
}

const CodeForm = ({ signUp, next }: { signUp: SignUpView; next: string | undefined }) => {
  const t = useText()
  const format = useFormat()
  const arrive = useArrive(next)
  const { expiresAt } = useServersTime(signUp)
  const [code, setCode] = useState('')
  const finish = useCommand(finishSignUp, { onSuccess: arrive })
  const sentence = useRefusal(finish.error)
  const wrong = finish.error?.code === 'accounts.code-wrong' || finish.error?.code === 'accounts.code-ended'
  const send = (text: string) => {
    if (text.length === 6 && !finish.isPending)
      finish.mutate({ params: { signUpId: signUp.signUpId }, body: { code: text } })
  }
  const left = 6 - code.length
  return (
    <Form onSubmit={() => send(code)}>
      <AccountFrame
        title={t('code.title')}
        note={
          <>
            {t('code.sent', { email: signUp.email, time: format.timeExact(signUp.sentAt) })}{' '}
            <Link to={`/sign-up${nextQuery(next)}`}>{t('code.change')}</Link>
          </>
        }
        foot={
          <>
            <span className="pl-small pl-muted">{left > 0 && t('code.left', { count: left })}</span>
            <Button variant="ink" type="submit" disabled={left > 0} busy={finish.isPending}>
              {t('code.act')}
            </Button>
          </>
        }
      >
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
        <div className="accounts-held">
          <span>
            <Icon name="clock" />
            {t('code.ends')}
          </span>
          <Countdown endsAt={expiresAt} size={44} />
        </div>
        <Resend signUp={signUp} />
      </AccountFrame>
    </Form>
  )
}

/** The link of the mail: one act, so that a program that opens links of mails makes no account. */
const LinkForm = ({ signUpId, token, next }: { signUpId: string; token: string; next: string | undefined }) => {
  const t = useText()
  const arrive = useArrive(next)
  const finish = useCommand(finishSignUp, { onSuccess: arrive })
  return (
    <AccountFrame
      title={t('code.linkTitle')}
      note={t('code.linkNote')}
      foot={
        <Button
          variant="ink"
          size="l"
          wide
          busy={finish.isPending}
          onClick={() => finish.mutate({ params: { signUpId }, body: { token } })}
        >
          {t('code.linkAct')}
        </Button>
      }
    >
      {finish.error && (
        <>
          <RefusalNote error={finish.error} />
          <div className="accounts-or">
            <Button to={`/sign-in${nextQuery(next)}`}>{t('signIn.act')}</Button>
            <Button to={`/sign-up${nextQuery(next)}`}>{t('signIn.create')}</Button>
          </div>
        </>
      )}
    </AccountFrame>
  )
}

const CodePage = ({ search }: { search: Readonly<Record<string, string>> }) => {
  const t = useText()
  const { id: signUpId = '', token, next } = search
  const signUp = useQueryOf(getSignUp, { params: { signUpId } }, { enabled: signUpId !== '' && !token })
  if (signUpId && token) return <LinkForm signUpId={signUpId} token={token} next={next} />
  if (signUp.data) return <CodeForm key={signUp.data.sentAt} signUp={signUp.data} next={next} />
  return (
    <AccountFrame title={t('code.title')}>
      {signUp.error || signUpId === '' ? (
        <>
          <Note kind="warn">{t('code.gone')}</Note>
          <div className="accounts-or">
            <Button to={`/sign-in${nextQuery(next)}`}>{t('signIn.act')}</Button>
            <Button to={`/sign-up${nextQuery(next)}`}>{t('signIn.create')}</Button>
          </div>
        </>
      ) : (
        <Skeleton />
      )}
    </AccountFrame>
  )
}

export const view = viewOf('/sign-up/code', {
  head: ({ locale }) => ({ title: useText.in(locale)('code.title'), noIndex: true }),
  Page: ({ search }) => <CodePage search={search} />,
})
