import './entries.css'
import { type CompetitionPage, getCompetition } from '../../../domains/competitions/contract.ts'
import { entryForm, myEntry } from '../../../domains/entries/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Countdown } from '../../ui/clock.tsx'
import { Note, RefusedBlock, TableSkeleton } from '../../ui/feedback.tsx'
import { H2, P } from '../../ui/text.tsx'
import { EnterForm } from './enter-form.tsx'
import { EnterFrame } from './enter-frame.tsx'
import { StateChip } from './state-chip.tsx'
import { useText } from './text.ts'

const alive = ['held', 'in-review', 'returned', 'confirmed', 'disqualified']

export const view = viewOf('/competitions/$slug/enter', {
  queries: ({ params }) => [query(getCompetition, { params })],
  head: ({ data: [competition], locale }) => ({
    title: useText.in(locale)('enter.title', { competition: competition.title[locale] }),
    noIndex: true,
  }),
  Page: ({ params, data: [competition] }) => {
    const { viewer, address } = useSite()
    const t = useText()
    if (viewer) return <Entering competition={competition} slug={params.slug} />
    return (
      <EnterFrame competition={competition}>
        {competition.state === 'open' ? (
          <>
            <H2>{t('enter.signInTitle')}</H2>
            <P className="pl-secondary">{t('enter.signInBody')}</P>
            <div className="entries-acts">
              <Button variant="ink" size="l" to={`/sign-in?next=${encodeURIComponent(address)}`}>
                {t('enter.signIn')}
              </Button>
              <Button size="l" to={`/sign-up?next=${encodeURIComponent(address)}`}>
                {t('enter.signUp')}
              </Button>
            </div>
          </>
        ) : (
          <NotNow competition={competition} onOpen={() => undefined} />
        )}
      </EnterFrame>
    )
  },
})

const Entering = ({ competition, slug }: { competition: CompetitionPage; slug: string }) => {
  const t = useText()
  const params = { competitionId: competition.id }
  const live = useQueryOf(getCompetition, { params: { slug } })
  const now = live.data ?? competition
  const mine = useQueryOf(myEntry, { params })
  const form = useQueryOf(entryForm, { params })
  const entry = mine.data?.entry
  if (entry && alive.includes(entry.state))
    return (
      <EnterFrame competition={now}>
        <StateChip state={entry.state} />
        <H2>{t('enter.alreadyTitle')}</H2>
        <P className="pl-secondary">{t('enter.alreadyBody', { number: entry.number })}</P>
        <div className="entries-acts">
          <Button
            variant="ink"
            size="l"
            to={entry.state === 'held' && entry.orderId ? `/orders/${entry.orderId}` : `/entries/${entry.id}`}
          >
            {t(entry.state === 'held' && entry.orderId ? 'enter.payNow' : 'enter.openEntry')}
          </Button>
        </div>
      </EnterFrame>
    )
  if (now.state !== 'open')
    return (
      <EnterFrame competition={now}>
        <NotNow competition={now} onOpen={() => void live.refetch()} />
      </EnterFrame>
    )
  const failed = mine.error ?? form.error
  if (failed)
    return (
      <EnterFrame competition={now}>
        <RefusalNote error={failed} />
      </EnterFrame>
    )
  if (!mine.data || !form.data)
    return (
      <EnterFrame competition={now}>
        <TableSkeleton rows={5} columns="1fr" />
      </EnterFrame>
    )
  return (
    <EnterForm
      competition={now}
      draft={mine.data.draft}
      fields={form.data.fields}
      rulesVersion={form.data.rulesVersion}
      onRulesChanged={() => void form.refetch()}
      onFull={() => void live.refetch()}
    />
  )
}

/** Why nobody can enter now, since when or until when, and where to go instead. */
const NotNow = ({ competition, onOpen }: { competition: CompetitionPage; onOpen: () => void }) => {
  const t = useText()
  const format = useFormat()
  const { slug, state, zone, opensAt, closesAt } = competition
  const back = (
    <Button variant="ink" to={`/competitions/${slug}`}>
      {t('enter.toCompetition')}
    </Button>
  )
  if (state === 'announced')
    return (
      <div className="entries-not-yet">
        <span className="pl-muted pl-small">{t('enter.opensIn')}</span>
        <Countdown endsAt={opensAt} size={60} onEnd={onOpen} />
        <H2>{t('enter.notOpenTitle')}</H2>
        <P className="pl-secondary">{t('enter.notOpenBody', { time: format.withZone(opensAt, zone) })}</P>
        {back}
      </div>
    )
  if (state === 'cancelled')
    return (
      <RefusedBlock title={t('enter.cancelledTitle')} action={back}>
        {competition.cancelReason ? format.pick(competition.cancelReason) : t('enter.cancelledBody')}
      </RefusedBlock>
    )
  return (
    <RefusedBlock title={t('enter.closedTitle')} action={back}>
      <P>{t('enter.closedBody', { time: format.withZone(closesAt, zone) })}</P>
      {competition.closeReason && <Note>{format.pick(competition.closeReason)}</Note>}
    </RefusedBlock>
  )
}
