import './accounts.css'
import { useState } from 'react'
import { signIn, signInSecondFactor } from '../../../domains/accounts/contract.ts'
import { Refused } from '../../call.ts'
import { localised } from '../../i18n/locale.ts'
import { viewOf } from '../../page.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote, useRefusal } from '../../refusal.tsx'
import { AccountFrame } from '../../shell/account-frame.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/feedback.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { CodeField, Form } from '../../ui/form.tsx'
import { Link } from '../../ui/link.tsx'
import { nextQuery, safeNext } from './next.ts'
import { useText } from './text.ts'

/** A session begins or ends with a fresh page: nothing of the visitor's state is carried over. */
export const useArrive = (next: string | undefined) => {
  const { locale } = useSite()
  return () => window.location.assign(localised(safeNext(next), locale))
}

/** The second step: six digits, or one of the recovery codes. */
const SecondFactor = ({
  challenge,
  next,
  onBack,
}: {
  challenge: string
  next: string | undefined
  onBack: () => void
}) => {
  const t = useText()
  const arrive = useArrive(next)
  const [recovery, setRecovery] = useState(false)
  const [code, setCode] = useState('')
  const answer = useCommand(signInSecondFactor, { onSuccess: arrive })
  const sentence = useRefusal(answer.error)
  const wrong = answer.error?.code === 'accounts.second-factor-wrong'
  const ended = answer.error?.code === 'accounts.challenge-ended'
  const ready = recovery ? code.trim().length >= 10 : code.length === 6
  const send = (text: string) => {
    if (!answer.isPending) answer.mutate({ body: { challenge, code: text } })
  }
  return (
    <Form onSubmit={() => ready && send(code)}>
      <AccountFrame
        title={t(recovery ? 'factor.recoveryTitle' : 'factor.title')}
        note={t(recovery ? 'factor.recoveryNote' : 'factor.note')}
        foot={
          <>
            <Button variant="quiet" onClick={onBack}>
              {t('factor.back')}
            </Button>
            <Button variant="ink" type="submit" disabled={!ready} busy={answer.isPending}>
              {t('signIn.act')}
            </Button>
          </>
        }
      >
        {recovery ? (
          <TextField
            label={t('factor.recoveryCode')}
            value={code}
            onChange={setCode}
            autoComplete="off"
            maxLength={20}
            error={wrong ? (sentence ?? undefined) : undefined}
          />
        ) : (
          <CodeField
            label={t('factor.code')}
            value={code}
            onChange={text => {
              setCode(text)
              if (text.length === 6 && text !== code) send(text)
            }}
            error={wrong ? (sentence ?? undefined) : undefined}
          />
        )}
        {answer.error && !wrong && <RefusalNote error={answer.error} />}
        <div className="accounts-or">
          {ended ? (
            <Button onClick={onBack}>{t('factor.again')}</Button>
          ) : (
            <Button
              variant="quiet"
              icon="key"
              onClick={() => {
                setCode('')
                setRecovery(!recovery)
              }}
            >
              {t(recovery ? 'factor.useApp' : 'factor.useRecovery')}
            </Button>
          )}
        </div>
      </AccountFrame>
    </Form>
  )
}

const SignInPage = ({ search }: { search: Readonly<Record<string, string>> }) => {
  const t = useText()
  const { viewer } = useSite()
  const next = search['next']
  const arrive = useArrive(next)
  const [email, setEmail] = useState(search['email'] ?? '')
  const [password, setPassword] = useState('')
  const [challenge, setChallenge] = useState<string | null>(null)
  const enter = useCommand(signIn, {
    onSuccess: reply => (reply.state === 'signed-in' ? arrive() : setChallenge(reply.challenge)),
  })
  const sentence = useRefusal(enter.error)
  const wrong = enter.error instanceof Refused && enter.error.code === 'accounts.pair-wrong'
  if (challenge) {
    const back = () => {
      setChallenge(null)
      setPassword('')
      enter.reset()
    }
    return <SecondFactor challenge={challenge} next={next} onBack={back} />
  }
  return (
    <Form onSubmit={() => !enter.isPending && enter.mutate({ body: { email, password } })}>
      <AccountFrame
        title={t('signIn.title')}
        note={nextQuery(next) === '' ? t('signIn.note') : t('signIn.noteNext')}
        foot={
          <>
            <span className="pl-small pl-muted">{t('signIn.newHere')}</span>
            <Button variant="quiet" to={`/sign-up${nextQuery(next)}`}>
              {t('signIn.create')}
            </Button>
          </>
        }
      >
        {(viewer || search['reset']) && (
          <div className="accounts-before">
            {viewer && <Note>{t('signIn.already', { name: viewer.name })}</Note>}
            {search['reset'] && <Note kind="ok">{t('signIn.afterReset')}</Note>}
          </div>
        )}
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
        <PasswordField
          label={t('field.password')}
          name="password"
          hint={
            <Link to={`/forgot${email ? `?email=${encodeURIComponent(email)}` : ''}`}>{t('signIn.forgotten')}</Link>
          }
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={wrong ? (sentence ?? undefined) : undefined}
        />
        {enter.error && !wrong && <RefusalNote error={enter.error} />}
        <Button
          variant="ink"
          size="l"
          wide
          type="submit"
          busy={enter.isPending}
          disabled={email.trim() === '' || password === ''}
        >
          {t(enter.isPending ? 'signIn.busy' : 'signIn.act')}
        </Button>
      </AccountFrame>
    </Form>
  )
}

export const view = viewOf('/sign-in', {
  head: ({ locale }) => ({ title: useText.in(locale)('signIn.title'), noIndex: true }),
  Page: ({ search }) => <SignInPage search={search} />,
})
