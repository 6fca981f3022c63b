import { Refused } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Panel } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { H3 } from '../../ui/text.tsx'
import { useText } from './text.ts'
import type { Desk } from './types.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A refusal of the deadline with both times in words; every other one as its catalogue says. */
export const HandInRefusal = ({ error, zone }: { error: unknown; zone: string }) => {
  const t = useText()
  const format = useFormat()
  if (error instanceof Refused && error.code === 'uploads.closed')
    return (
      <Note kind="bad" title={t('closed.title')}>
        {t('closed.body', {
          closed: format.withZone(textOf(error.params['closedAt']), zone),
          server: format.timeExact(textOf(error.params['serverTime']), zone),
        })}
      </Note>
    )
  if (error instanceof Refused && error.code === 'uploads.not-open-yet')
    return <Note kind="bad">{t('early.body', { at: format.withZone(textOf(error.params['opensAt']), zone) })}</Note>
  return <RefusalNote error={error} />
}

/** What counts now, what would count next, and the act that binds. */
export const HandInPanel = ({
  desk,
  why,
  busy,
  error,
  onSubmit,
  onWithdraw,
}: {
  desk: Desk
  /** Why nothing can be handed in at this moment; undefined when it can. */
  why: string | undefined
  busy: boolean
  error: unknown
  onSubmit: () => void
  onWithdraw: () => void
}) => {
  const t = useText()
  const format = useFormat()
  const { current, window, competition } = desk
  const next = (desk.versions[0]?.version ?? 0) + 1
  return (
    <Panel kind="binding" className="uploads-panel">
      <H3>{t(current ? 'panel.counts' : 'panel.nothing')}</H3>
      {current ? (
        <div>
          <Chip kind="sealed">{t('panel.version', { version: current.version })}</Chip>
          <p className="pl-small pl-secondary">
            {t('panel.received', {
              at: `${format.date(current.submittedAt)} ${format.timeExact(current.submittedAt)}`,
            })}
          </p>
          <div className="uploads-hash">{current.receiptSha256}</div>
          <Link to={`/submissions/${current.id}/receipt`} className="pl-link pl-small">
            {t('panel.receipt')}
          </Link>
        </div>
      ) : (
        <p className="pl-small pl-secondary">{t('panel.nothingBody')}</p>
      )}
      {desk.can.submit && (
        <div className="uploads-act">
          <Button variant="seal" wide size="l" busy={busy} disabled={why !== undefined} why={why} onClick={onSubmit}>
            {t(current ? 'panel.replace' : 'panel.submit', { version: next })}
          </Button>
        </div>
      )}
      {desk.can.submit && (
        <p className="pl-small pl-muted">
          {t('panel.until', { at: format.withZone(window.endsAt, competition.zone) })}
        </p>
      )}
      {window.endsAt !== window.closesAt && (
        <Note kind="info">{t('panel.extended', { at: format.withZone(window.endsAt, competition.zone) })}</Note>
      )}
      {error !== null && error !== undefined && <HandInRefusal error={error} zone={competition.zone} />}
      {desk.can.withdraw && (
        <button type="button" className="pl-link pl-small" onClick={onWithdraw}>
          {t('panel.withdraw')}
        </button>
      )}
    </Panel>
  )
}

/** Every version that was handed in, newest first, each with its receipt. */
export const Versions = ({ desk }: { desk: Desk }) => {
  const t = useText()
  const format = useFormat()
  if (desk.versions.length === 0) return null
  return (
    <>
      <H3 className="uploads-versions-head">{t('versions.title')}</H3>
      <ol className="uploads-versions">
        {desk.versions.map(version => (
          <li key={version.id}>
            <span>
              <b>{t('panel.version', { version: version.version })}</b>{' '}
              <Chip
                kind={version.state === 'submitted' ? 'sealed' : version.state === 'withdrawn' ? 'rejected' : 'draft'}
              >
                {t(`versions.${version.state}`)}
              </Chip>
            </span>
            <span className="pl-small pl-secondary">
              {format.dateTime(version.submittedAt)} ·{' '}
              <Link to={`/submissions/${version.id}/receipt`}>{t('panel.receipt')}</Link>
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
