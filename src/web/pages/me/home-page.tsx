import './me.css'
import { myOrders } from '../../../domains/commerce/contract.ts'
import { myCredentials } from '../../../domains/credentials/contract.ts'
import { myStandings } from '../../../domains/entries/contract.ts'
import { listNotices } from '../../../domains/messaging/contract.ts'
import { entryResultForEntrant } from '../../../domains/standings/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { Section, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { localOfIso, isoOfLocal } from '../../ui/local-time.ts'
import { DayScale } from '../../ui/scale.tsx'
import { H1 } from '../../ui/text.tsx'
import { NextBlock } from '../entries/next-block.tsx'
import { mostUrgent, nextStep, withWindow } from '../entries/next-step.ts'
import { comingMarks } from './coming.ts'
import { CompetitionRow } from './competition-row.tsx'
import { CertificateTable, OrderTable } from './papers.tsx'
import { useText } from './text.ts'

const past = new Set(['rejected', 'withdrawn', 'expired'])

export const view = viewOf('/me', {
  queries: () =>
    [
      query(myStandings, {}),
      query(myOrders, { query: { page: 1, size: 5 } }),
      query(myCredentials, {}),
      query(listNotices, { query: { page: 1, size: 4, unread: 'true' } }),
    ] as const,
  head: ({ locale }) => ({ title: useText.in(locale)('title'), noIndex: true }),
  Page: ({ search, data: [first, orders, credentials, notices] }) => {
    const t = useText()
    const format = useFormat()
    const { clock, zone, viewer } = useSite()
    const live = useQueryOf(myStandings, {}, { every: 60_000 })
    const now = clock.now()
    const standings = (live.data ?? first).entries.map(one => ({
      ...one,
      step: nextStep(one.entry, one.competition, now.getTime()),
    }))
    const current = standings.filter(
      ({ entry, competition }) => !past.has(entry.state) && !['archived', 'cancelled'].includes(competition.state),
    )
    const earlier = standings.filter(one => !current.includes(one))
    const shown = search['past'] === '1' ? earlier : current
    const foremost = mostUrgent(current)
    const published = foremost?.step.kind === 'provisional'
    const result = useQueryOf(
      entryResultForEntrant,
      { params: { entryId: foremost?.entry.id ?? '' } },
      { enabled: published },
    )
    const urgent = foremost && { ...foremost, step: withWindow(foremost.step, result.data) }
    const marks = comingMarks(current, now.getTime())
    const today = isoOfLocal(`${localOfIso(now.toISOString(), zone).slice(0, 10)}T00:00`, zone)
    if (standings.length === 0)
      return (
        <Wrap>
          <div className="me-first">
            <H1>{t('hello', { name: viewer?.name ?? '' })}</H1>
            <Empty
              title={t('empty.title')}
              action={
                <Button variant="ink" to="/competitions">
                  {t('empty.find')}
                </Button>
              }
            >
              <ol className="me-how">
                <li>{t('empty.one')}</li>
                <li>{t('empty.two')}</li>
                <li>{t('empty.three')}</li>
              </ol>
            </Empty>
          </div>
          {orders.total > 0 && <OrderTable orders={orders.rows} total={orders.total} />}
          {credentials.rows.length > 0 && <CertificateTable rows={credentials.rows} />}
        </Wrap>
      )
    return (
      <Wrap className="me-home">
        {urgent ? (
          <NextBlock
            entry={urgent.entry}
            competition={urgent.competition}
            step={urgent.step}
            kicker={t('next', { competition: format.pick(urgent.competition.title) })}
            onEnd={() => void live.refetch()}
            acts={
              <Button variant={urgent.step.to ? 'quiet' : 'outline'} to={`/entries/${urgent.entry.id}`}>
                {t('openEntry')}
              </Button>
            }
          />
        ) : (
          <div className="me-first">
            <H1>{t('hello', { name: viewer?.name ?? '' })}</H1>
            <p className="pl-secondary">{t('nothingNow')}</p>
            <Button variant="ink" to="/competitions">
              {t('empty.find')}
            </Button>
          </div>
        )}
        {marks.length > 0 && (
          <DayScale
            from={today}
            days={42}
            marks={marks.map(mark => ({
              at: mark.at,
              title: mark.stage ? `${format.pick(mark.title)} · ${format.pick(mark.stage)}` : format.pick(mark.title),
              note: t(`coming.${mark.what}`, { time: format.time(mark.at) }),
            }))}
          />
        )}
        <Section
          plain
          title={t(search['past'] === '1' ? 'earlier' : 'mine')}
          note={
            <>
              {t('count', { count: shown.length })}
              {earlier.length > 0 && current.length > 0 && (
                <span className="me-line">
                  {search['past'] === '1' ? (
                    <Link to="/me">{t('toCurrent')}</Link>
                  ) : (
                    <Link to="/me?past=1">{t('toEarlier', { count: earlier.length })}</Link>
                  )}
                </span>
              )}
            </>
          }
        >
          <ul className="me-list">
            {(shown.length > 0 ? shown : earlier).map(one => (
              <CompetitionRow key={one.entry.id} {...one} now={now.getTime()} />
            ))}
          </ul>
        </Section>
        {notices.total > 0 && (
          <Section title={t('messages')} note={<Link to="/me/messages">{t('unread', { count: notices.total })}</Link>}>
            <ul className="me-notices">
              {notices.rows.map(notice => (
                <li key={notice.id}>
                  <span>
                    <Link to={notice.link ?? '/me/messages'} plain>
                      <b>{notice.title}</b>
                    </Link>
                    <span className="pl-muted pl-small">{notice.body}</span>
                  </span>
                  <time className="pl-muted pl-small" dateTime={notice.createdAt}>
                    {format.tableTime(notice.createdAt)}
                  </time>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {orders.total > 0 && <OrderTable orders={orders.rows} total={orders.total} />}
        {credentials.rows.length > 0 && <CertificateTable rows={credentials.rows} />}
      </Wrap>
    )
  },
})
