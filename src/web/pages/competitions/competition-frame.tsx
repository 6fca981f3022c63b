import './competition.css'
import type { ReactNode } from 'react'
import type { CompetitionPage } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { OrgBand } from '../../shell/org-band.tsx'
import { useSite } from '../../site.tsx'
import { Countdown } from '../../ui/clock.tsx'
import { Figure, MoneyFigure, Strip, StripCell } from '../../ui/figure.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, WithAside, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { Bar } from '../../ui/scale.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { H1 } from '../../ui/text.tsx'
import { organisationColour } from './brand-colour.ts'
import { OrganisationMark } from './organisation-mark.tsx'
import { SignUpBar, SignUpPanel } from './sign-up-panel.tsx'
import { useText } from './words.ts'

/** Band, title, figures, tabs and the panel: the same around every tab of a competition. */
export const CompetitionFrame = ({ competition, children }: { competition: CompetitionPage; children: ReactNode }) => (
  <div className="competition" style={organisationColour(competition.organisation.colour)}>
    <OrgBand />
    <Wrap>
      <Hero competition={competition} />
      <Figures competition={competition} />
      <CompetitionTabs competition={competition} />
      <WithAside aside={<SignUpPanel competition={competition} />}>{children}</WithAside>
    </Wrap>
    <SignUpBar competition={competition} />
  </div>
)

export const Hero = ({ competition }: { competition: CompetitionPage }) => {
  const t = useText()
  const format = useFormat()
  const { organisation, zone } = competition
  const last = competition.dates.at(-1)
  const facts = [
    { icon: 'calendar-event', text: last ? format.days(competition.opensAt, last.endsAt ?? last.startsAt, zone) : '' },
    { icon: 'users', text: format.pick(competition.facts.who) },
    { icon: 'map-pin', text: format.pick(competition.facts.where) },
  ] as const
  return (
    <header className="competition-hero">
      <Row gap={14} className="competition-organiser">
        <OrganisationMark organisation={organisation} />
        <span>
          <Link to={`/organisations/${organisation.slug}`} plain>
            <b>{format.pick(organisation.name)}</b>
          </Link>
          {competition.can.manage && (
            <>
              <br />
              <Link to={`/console/${competition.id}`} className="pl-link pl-small">
                {t('manage')}
              </Link>
            </>
          )}
        </span>
      </Row>
      <H1>{format.pick(competition.heading)}</H1>
      <p className="competition-facts">
        {facts
          .filter(fact => fact.text !== '')
          .map(fact => (
            <span key={fact.icon}>
              <Icon name={fact.icon} size="s" />
              {fact.text}
            </span>
          ))}
      </p>
    </header>
  )
}

export const Figures = ({ competition }: { competition: CompetitionPage }) => {
  const t = useText()
  const format = useFormat()
  const { fee, places, confirmed, prizeTotal, zone } = competition
  const prized = prizeTotal.minor !== '0'
  return (
    <Strip columns={prized ? '1.7fr .85fr 1.1fr 1.1fr' : '1.7fr 1fr 1fr'}>
      <NextClock competition={competition} />
      <StripCell
        label={t('strip.fee')}
        note={
          fee.minor === '0' ? t('strip.feeFree') : t('strip.feeNote', { percent: competition.refund.rejectedPercent })
        }
      >
        {fee.minor === '0' ? <Figure>{t('free')}</Figure> : <MoneyFigure amount={fee} />}
      </StripCell>
      {prized && (
        <StripCell label={t('strip.prizes')} note={t('strip.prizesNote', { count: competition.prizes.length })}>
          <MoneyFigure amount={prizeTotal} />
        </StripCell>
      )}
      <StripCell
        label={t('strip.confirmed')}
        note={places === null ? t('strip.noLimit') : <Bar share={confirmed / places} label={t('strip.confirmed')} />}
      >
        <Figure unit={places === null ? undefined : ` / ${format.number(places)}`}>{format.number(confirmed)}</Figure>
      </StripCell>
    </Strip>
  )

  function NextClock({ competition: shown }: { competition: CompetitionPage }) {
    const { clock } = useSite()
    const now = clock.now().toISOString()
    const target =
      shown.state === 'announced'
        ? { label: t('strip.opensIn'), at: shown.opensAt }
        : shown.state === 'open'
          ? { label: t('strip.closesIn'), at: shown.closesAt }
          : nextDate(shown, now, kind => t(`next.${kind}`))
    if (!target || shown.state === 'cancelled')
      return (
        <StripCell label={t('strip.state')} wide note={format.date(shown.closesAt, zone)}>
          <Figure>{t(`states.${shown.state}`)}</Figure>
        </StripCell>
      )
    return (
      <StripCell label={target.label} wide note={format.withZone(target.at, zone)}>
        <Countdown endsAt={target.at} />
      </StripCell>
    )
  }
}

const nextDate = (
  competition: CompetitionPage,
  now: string,
  label: (kind: CompetitionPage['dates'][number]['kind']) => string,
): { label: string; at: string } | undefined => {
  const ends = competition.dates
    .map(date => ({ kind: date.kind, at: date.endsAt ?? date.startsAt }))
    .filter(date => Date.parse(date.at) > Date.parse(now))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const next = ends[0]
  return next && { label: label(next.kind), at: next.at }
}

const CompetitionTabs = ({ competition }: { competition: CompetitionPage }) => {
  const t = useText()
  const { address } = useSite()
  const home = `/competitions/${competition.slug}`
  const published = ['provisional', 'final', 'archived'].includes(competition.state)
  const items = [
    { to: home, label: t('tabs.overview') },
    { to: `${home}/rules`, label: t('tabs.rules'), count: `v${competition.rules.version}` },
    { to: `${home}/schedule`, label: t('tabs.schedule') },
    ...(competition.prizes.length > 0 ? [{ to: `${home}/prizes`, label: t('tabs.prizes') }] : []),
    ...(published ? [{ to: `${home}/results`, label: t('tabs.results') }] : []),
    {
      to: `${home}/announcements`,
      label: t('tabs.announcements'),
      ...(competition.announcements.length > 0 ? { count: competition.announcements.length } : {}),
    },
  ]
  return <Tabs label={t('tabs.label')} items={items} current={address.split('?')[0] ?? home} />
}
