import './accounts.css'
import { useState } from 'react'
import {
  endOtherSessions,
  endSession,
  getSecurity,
  type SecurityEventView,
  type SessionView,
} from '../../../domains/accounts/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { Empty, Note } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Section } from '../../ui/layout.tsx'
import { useGo } from '../../ui/link.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { MeFrame } from './me-frame.tsx'
import { useText } from './text.ts'
import { Ways } from './ways-in.tsx'

type Security = ReplyOf<typeof getSecurity>

/** Said until dismissed on this device: was this you? */
const NewDevice = ({ found }: { found: NonNullable<Security['newDevice']> }) => {
  const t = useText()
  const format = useFormat()
  const go = useGo()
  const [seen, setSeen] = useState(false)
  const end = useCommand(endSession, { invalidates: [getSecurity], onSuccess: () => go('/me/security/password') })
  if (seen) return null
  const { event, sessionId } = found
  return (
    <div className="accounts-note">
      <Note kind="warn" title={t('newDevice.title', { time: format.dateTime(event.at), address: event.address })}>
        {t('newDevice.body', { device: deviceName(event, t('security.unknownDevice')) })}{' '}
        <button type="button" className="pl-link" onClick={() => setSeen(true)}>
          {t('newDevice.yes')}
        </button>
        <span className="accounts-between" />
        <button type="button" className="pl-link" onClick={() => end.mutate({ params: { sessionId } })}>
          {t('newDevice.no')}
        </button>
        <RefusalNote error={end.error} />
      </Note>
    </div>
  )
}

const deviceName = (device: { browser: string; system: string }, unknown: string): string =>
  [device.browser, device.system].filter(Boolean).join(' · ') || unknown

const SeenAt = ({ session }: { session: SessionView }) => {
  const t = useText()
  const format = useFormat()
  const { clock } = useSite()
  const ago = clock.now().getTime() - Date.parse(session.seenAt)
  if (session.current || ago < 5 * 60_000) return <>{t('sessions.now')}</>
  if (ago < 86_400_000)
    return <span title={format.dateTime(session.seenAt)}>{t('sessions.ago', { span: format.span(ago) })}</span>
  return <>{format.dayTime(session.seenAt)}</>
}

const Sessions = ({ security }: { security: Security }) => {
  const t = useText()
  const confirm = useConfirm()
  const end = useCommand(endSession, { invalidates: [getSecurity] })
  const endOthers = useCommand(endOtherSessions, { invalidates: [getSecurity] })
  const others = security.sessions.filter(session => !session.current).length
  const ask = async () => {
    const yes = await confirm({
      title: t('sessions.othersQuestion', { count: others }),
      body: t('sessions.othersBody'),
      verb: t('sessions.signOut'),
      variant: 'danger',
    })
    if (yes) endOthers.mutate({})
  }
  return (
    <>
      <RuledTable caption={t('sessions.title')} className="accounts-rows">
        <thead>
          <tr>
            <th aria-label={t('ways.kind')} />
            <th scope="col">{t('sessions.device')}</th>
            <th scope="col">{t('sessions.seen')}</th>
            <th aria-label={t('ways.state')} />
            <th aria-label={t('ways.act')} />
          </tr>
        </thead>
        <tbody>
          {security.sessions.map(session => (
            <tr key={session.id}>
              <td className="accounts-icon">
                <Icon name={session.phone ? 'device-mobile' : 'device-laptop'} />
              </td>
              <td className="accounts-name">
                <b>{deviceName(session, t('security.unknownDevice'))}</b>
                <small>{session.address}</small>
              </td>
              <td className="pl-secondary">
                <SeenAt session={session} />
              </td>
              <td>
                {session.current ? (
                  <Chip kind="confirmed">{t('sessions.current')}</Chip>
                ) : session.id === security.newDevice?.sessionId ? (
                  <Chip kind="needs">{t('sessions.newPlace')}</Chip>
                ) : null}
              </td>
              <td className="is-right accounts-act">
                {!session.current && (
                  <button
                    type="button"
                    className="pl-link"
                    onClick={() => !end.isPending && end.mutate({ params: { sessionId: session.id } })}
                  >
                    {t('sessions.signOut')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </RuledTable>
      <RefusalNote error={end.error ?? endOthers.error} />
      {others > 0 && (
        <div style={{ marginTop: 16 }}>
          <Row gap={10} wrap>
            <Button variant="danger" icon="logout" busy={endOthers.isPending} onClick={() => void ask()}>
              {t('sessions.others', { count: others })}
            </Button>
            <span className="pl-small pl-muted">{t('sessions.keeps')}</span>
          </Row>
        </div>
      )}
    </>
  )
}

const History = ({ events }: { events: readonly SecurityEventView[] }) => {
  const t = useText()
  const format = useFormat()
  if (events.length === 0) return <Empty title={t('history.empty')}>{t('history.emptyBody')}</Empty>
  return (
    <RuledTable caption={t('history.title')} dense>
      <tbody>
        {events.map(event => (
          <tr key={event.id}>
            <td className="accounts-event-time pl-secondary">{format.dayTime(event.at)}</td>
            <td>{t.maybe(`history.${event.kind}`) ?? event.kind}</td>
            <td className="is-right is-wide-only pl-secondary">
              {[deviceName(event, ''), event.address].filter(Boolean).join(' · ')}
            </td>
          </tr>
        ))}
      </tbody>
    </RuledTable>
  )
}

export const view = viewOf('/me/security', {
  queries: () => [query(getSecurity, {})],
  head: ({ locale }) => ({ title: useText.in(locale)('security.title'), noIndex: true }),
  Page: ({ data: [security], search }) => {
    const t = useText()
    return (
      <MeFrame title={t('security.title')} current="/me/security">
        {search['done'] && (
          <div className="accounts-note">
            <Note kind="ok">{t.maybe(`security.done.${search['done']}`)}</Note>
          </div>
        )}
        {security.newDevice && <NewDevice found={security.newDevice} />}
        <Section title={t('ways.title')} note={t('ways.titleNote')}>
          <Ways security={security} />
        </Section>
        <Section title={t('sessions.title')} note={t('sessions.titleNote', { count: security.sessions.length })}>
          <Sessions security={security} />
        </Section>
        <Section title={t('history.title')} note={t('history.titleNote')}>
          <History events={security.events} />
        </Section>
        <Section title={t('leave.title')}>
          <p className="pl-secondary accounts-prose">{t('leave.short')}</p>
          <div style={{ marginTop: 14 }}>
            <Button to="/me/privacy#leave">{t('leave.open')}</Button>
          </div>
        </Section>
      </MeFrame>
    )
  },
})
