import './organisations.css'
import { useEffect, useSyncExternalStore } from 'react'
import { acceptInvitation, lookAtInvitation, myOrganisations } from '../../../domains/organisations/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { Refused } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Note, Skeleton } from '../../ui/feedback.tsx'
import { Panel, Row } from '../../ui/layout.tsx'
import { Link, useGo } from '../../ui/link.tsx'
import { Facts } from '../../ui/list.tsx'
import { H1, P } from '../../ui/text.tsx'
import { Mark } from './mark.tsx'
import { useText } from './text.ts'

type Invitation = ReplyOf<typeof lookAtInvitation>

const Answer = ({ invitation, token }: { invitation: Invitation; token: string }) => {
  const t = useText()
  const format = useFormat()
  const go = useGo()
  const { viewer } = useSite()
  const { organisation } = invitation
  const accept = useCommand(acceptInvitation, {
    invalidates: [myOrganisations],
    onSuccess: ({ organisation: joined }) => go(`/organisations/${joined.slug}/competitions`),
  })
  const other =
    invitation.sameAddress === false ||
    (accept.error instanceof Refused && accept.error.code === 'organisations.invitation-other-address')
  const next = encodeURIComponent(`/invitation#${token}`)
  return (
    <>
      <Row gap={16}>
        <Mark organisation={organisation} size={52} />
        <H1>{t('invitation.title', { organisation: format.pick(organisation.name) })}</H1>
      </Row>
      <Facts
        ruled
        items={[
          { key: 'by', label: t('invitation.by'), value: invitation.invitedBy },
          {
            key: 'roles',
            label: t('staff.roles'),
            value: invitation.roles.map(role => t(`roles.${role}`)).join(t('comma')),
          },
          { key: 'to', label: t('invitation.to'), value: invitation.email },
          { key: 'until', label: t('invite.until'), value: format.dateTime(invitation.expiresAt) },
        ]}
      />
      {viewer === null ? (
        <Panel>
          <P>{t('invitation.signIn')}</P>
          <Row gap={12} wrap>
            <Button variant="ink" to={`/sign-in?next=${next}`}>
              {t('invitation.signInAct')}
            </Button>
            <Button to={`/sign-up?next=${next}`}>{t('invitation.signUpAct')}</Button>
          </Row>
        </Panel>
      ) : (
        <Panel>
          {other && (
            <Note kind="warn" title={t('invitation.otherTitle')}>
              {t('invitation.otherBody', { invited: invitation.email, signedIn: viewer.email })}
            </Note>
          )}
          <Row gap={12} wrap>
            <Button
              variant="ink"
              busy={accept.isPending}
              onClick={() => accept.mutate({ body: { token, otherAddress: other } })}
            >
              {other ? t('invitation.acceptAs', { email: viewer.email }) : t('invitation.accept')}
            </Button>
            <Link to="/me">{t('invitation.later')}</Link>
          </Row>
          {accept.error && !other && <RefusalNote error={accept.error} />}
        </Panel>
      )}
    </>
  )
}

/** The token stands after `#`: it never reaches a server in an address. The server has none to render with. */
const noChange = () => () => undefined
const tokenHere = () => window.location.hash.slice(1)

const Page = () => {
  const t = useText()
  const token = useSyncExternalStore<string | null>(noChange, tokenHere, () => null)
  const look = useCommand(lookAtInvitation)
  const { mutate } = look
  useEffect(() => {
    if (token !== null && token.length >= 20) mutate({ body: { token } })
  }, [mutate, token])
  return (
    <main className="organisations-invitation">
      {look.data && token ? (
        <Answer invitation={look.data} token={token} />
      ) : look.error ? (
        <>
          <H1>{t('invitation.broken')}</H1>
          <RefusalNote error={look.error} />
          <Link to="/">{t('invitation.home')}</Link>
        </>
      ) : token !== null && token.length < 20 ? (
        <>
          <H1>{t('invitation.broken')}</H1>
          <P>{t('invitation.incomplete')}</P>
          <Link to="/">{t('invitation.home')}</Link>
        </>
      ) : (
        <>
          <Skeleton width="80%" height={28} />
          <Skeleton width="60%" />
        </>
      )}
    </main>
  )
}

export const view = viewOf('/invitation', {
  head: ({ locale }) => ({ title: useText.in(locale)('invitation.head'), noIndex: true }),
  Page,
})
