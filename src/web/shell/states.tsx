import { useRouter } from '@tanstack/react-router'
import { Refused } from '../call.ts'
import { useWords } from '../i18n/words.ts'
import { useRefusal } from '../refusal.tsx'
import { useSite } from '../site.tsx'
import { hasPage } from '../registry.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton, TableSkeleton } from '../ui/feedback.tsx'
import { Icon } from '../ui/icon.tsx'
import { H1, Mono, P } from '../ui/text.tsx'
import { useShellText } from './words.ts'

const home = () => (hasPage('/competitions') ? '/competitions' : '/')

/** Nothing lives at this address. */
export const NotFound = () => {
  const t = useShellText()
  return (
    <div className="pl-state">
      <H1>{t('state.notFoundTitle')}</H1>
      <P className="pl-secondary">{t('state.notFoundBody')}</P>
      <div className="pl-actions">
        <Button variant="ink" to={home()}>
          {t('state.home')}
        </Button>
      </div>
    </div>
  )
}

const SignInFirst = () => {
  const t = useShellText()
  const { address } = useSite()
  return (
    <div className="pl-state">
      <H1>{t('state.signInTitle')}</H1>
      <P className="pl-secondary">{t('state.signInBody')}</P>
      <div className="pl-actions">
        <Button variant="ink" to={`/sign-in?next=${encodeURIComponent(address)}`}>
          {t('me.signIn')}
        </Button>
      </div>
    </div>
  )
}

/** A page that could not be shown: refused, signed out, or our fault with the number support can find it by. */
export const PageFailure = ({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) => {
  const t = useShellText()
  const router = useRouter({ warn: false })
  const sentence = useRefusal(error)
  const words = useWords()
  const refused = error instanceof Refused ? error : null
  const status = refused?.status ?? 500
  if (status === 404) return <NotFound />
  if (status === 401) return <SignInFirst />
  const retry = () => {
    void router?.invalidate()
    onRetry?.()
  }
  const ours = status >= 500 || status === 0
  return (
    <div className="pl-state" role="alert">
      {!ours && (
        <span className="pl-sign-slot is-lock">
          <Icon name="lock" />
        </span>
      )}
      <H1>{t(status === 0 ? 'state.offlineTitle' : ours ? 'state.failureTitle' : 'state.refusedTitle')}</H1>
      <P className="pl-secondary">{ours && status !== 0 ? t('state.failureBody') : sentence}</P>
      {ours && refused?.requestId && (
        <P className="pl-muted pl-small">
          {t('state.number')} <Mono>{refused.requestId}</Mono>
        </P>
      )}
      <div className="pl-actions">
        {ours ? (
          <Button variant="ink" onClick={retry}>
            {words('action.retry')}
          </Button>
        ) : (
          <Button variant="ink" to={home()}>
            {t('state.home')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The frame of a page whose data is on its way. */
export const PagePending = () => {
  const t = useShellText()
  return (
    <div className="pl-pending" role="status" aria-label={t('state.loading')}>
      <Skeleton width="40%" height={34} />
      <Skeleton width="64%" />
      <TableSkeleton rows={6} columns="1fr 120px 80px" />
    </div>
  )
}
