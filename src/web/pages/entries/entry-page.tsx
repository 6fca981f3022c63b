import './entry.css'
import './entries.css'
import { readStanding } from '../../../domains/entries/contract.ts'
import { entryResultForEntrant } from '../../../domains/standings/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Section, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { Facts, StageBar, Timeline } from '../../ui/list.tsx'
import { Mono } from '../../ui/text.tsx'
import { CertificateLinks } from './certificate-links.tsx'
import { CorrectForm } from './correct-form.tsx'
import { HandedIn } from './handed-in.tsx'
import { NextBlock } from './next-block.tsx'
import { nextStep, stagesOfEntry, withWindow } from './next-step.ts'
import { ResultBlock } from './result-block.tsx'
import { StateChip } from './state-chip.tsx'
import { useText } from './text.ts'
import { useWithdraw } from './use-withdraw.tsx'

export const view = viewOf('/entries/$entryId', {
  queries: ({ params }) => [query(readStanding, { params })],
  head: ({ data: [{ competition, entry }], locale }) => ({
    title: useText.in(locale)('entry.title', { number: entry.number, competition: competition.title[locale] }),
    noIndex: true,
  }),
  Page: ({ params, search, data: [first] }) => {
    const t = useText()
    const format = useFormat()
    const { clock } = useSite()
    const live = useQueryOf(readStanding, { params }, { every: 30_000 })
    const standing = live.data ?? first
    const { entry, competition, history, order } = standing
    const now = clock.now().getTime()
    const published = ['provisional', 'final', 'archived'].includes(competition.state)
    const result = useQueryOf(entryResultForEntrant, { params }, { enabled: published })
    const step = withWindow(nextStep(entry, competition, now), result.data)
    const withdraw = useWithdraw(standing)
    const correcting = search['correct'] === '1' && entry.can.correct
    return (
      <Wrap>
        <div className="entries-entry-head">
          <Link to={`/competitions/${competition.slug}`}>{format.pick(competition.title)}</Link>
          <span className="pl-muted pl-small">
            {[format.pick(competition.organisation), competition.track && format.pick(competition.track)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <StateChip
            state={entry.state}
            again={history.some(line => line.action === 'returned') && entry.state === 'in-review'}
          />
        </div>
        <NextBlock
          entry={entry}
          competition={competition}
          step={step}
          kicker={t('next.kicker', { number: entry.number })}
          onEnd={() => void live.refetch()}
          acts={
            <>
              {entry.state === 'in-review' && entry.can.correct && (
                <Button to={`/entries/${entry.id}?correct=1`}>{t('entry.change')}</Button>
              )}
              {(entry.state === 'expired' || entry.state === 'withdrawn' || entry.state === 'rejected') &&
                competition.state === 'open' && (
                  <Button variant="ink" to={`/competitions/${competition.slug}/enter`}>
                    {t('entry.again')}
                  </Button>
                )}
              {entry.can.withdraw && (
                <Button variant="quiet" busy={withdraw.busy} onClick={withdraw.ask}>
                  {t('withdraw.open')}
                </Button>
              )}
            </>
          }
        />
        {withdraw.note}
        <div className="entries-track-bar">
          <StageBar
            label={t('entry.way')}
            stages={stagesOfEntry(entry, competition, now).map(stage => ({
              key: stage.key,
              name: stage.own ? format.pick(stage.own) : (t.maybe(`stage.${stage.key}`) ?? stage.key),
              state: stage.state,
            }))}
          />
        </div>
        {published && <ResultBlock entryId={entry.id} slug={competition.slug} zone={competition.zone} />}
        {published && <CertificateLinks competition={competition.title} />}
        <Section title={t('handed.title')} note={t('handed.note', { number: entry.number })}>
          {correcting ? <CorrectForm standing={standing} /> : <HandedIn standing={standing} />}
        </Section>
        {order && (
          <Section title={t('money.title')} note={format.pick(standing.refundText)}>
            <Facts
              ruled
              items={[
                { key: 'number', label: t('money.order'), value: <Mono>{order.number}</Mono> },
                { key: 'total', label: t('money.fee'), value: format.money(order.total) },
                { key: 'state', label: t('money.state'), value: t.maybe(`orderStates.${order.state}`) ?? order.state },
                ...(order.refunded.minor === '0'
                  ? []
                  : [{ key: 'back', label: t('money.refunded'), value: format.money(order.refunded) }]),
                {
                  key: 'links',
                  label: t('money.papers'),
                  value: (
                    <>
                      <Link to={`/orders/${order.id}`}>{t('money.openOrder')}</Link>
                      {['paid', 'refunded'].includes(order.state) && (
                        <>
                          {' · '}
                          <Link to={`/orders/${order.id}/receipt`}>{t('money.receipt')}</Link>
                        </>
                      )}
                    </>
                  ),
                },
              ]}
            />
          </Section>
        )}
        <Section title={t('history.title')}>
          <Timeline
            events={history.toReversed().map((line, index) => ({
              key: `${line.at} ${String(index)}`,
              at: line.at,
              what: (
                <>
                  {t.maybe(`history.${line.action}`) ?? line.action}
                  {line.note && <span className="pl-secondary"> {t('next.quote', { text: line.note })}</span>}
                </>
              ),
            }))}
          />
        </Section>
      </Wrap>
    )
  },
})
