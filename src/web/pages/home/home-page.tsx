import './home.css'
import { type CompetitionCard, listCompetitions } from '../../../domains/competitions/contract.ts'
import { addMs, instant } from '../../../kernel/clock.ts'
import { catalogue } from '../../i18n/catalogue.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { hasPage } from '../../registry.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { SearchField } from '../../ui/field.tsx'
import { Row, Spacer, Wrap } from '../../ui/layout.tsx'
import { Link, useGo } from '../../ui/link.tsx'
import { SeasonChart, SeasonLegend, type SeasonRow } from '../../ui/season-chart.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { H2, H4, Muted } from '../../ui/text.tsx'
import { CheckForm } from './check-form.tsx'
import en from './i18n/en.json'
import zh from './i18n/zh-CN.json'

const useText = catalogue('home', { en, 'zh-CN': zh })

const dayMs = 86_400_000
const shownRows = 9

export const view = viewOf('/', {
  queries: () => [
    query(listCompetitions, { query: { size: '40' } }),
    query(listCompetitions, { query: { when: 'finished', size: '4', sort: '-closes' } }),
  ],
  head: ({ locale }) => ({
    title: useText.in(locale)('title'),
    description: useText.in(locale)('description'),
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: 'Palestra',
      alternateName: useText.in(locale)('otherName'),
    },
  }),
  Page: ({ data: [season, finished] }) => {
    const t = useText()
    const format = useFormat()
    const go = useGo()
    const running = season.counts.open + season.counts.running
    return (
      <Wrap>
        <header className="home-head">
          <h1 tabIndex={-1}>{t('statement')}</h1>
          <div>
            <p className="home-lead">
              {t('lead', { running: format.number(running), open: format.number(season.counts.open) })}
            </p>
            <SearchField
              label={t('search')}
              value=""
              onSearch={text => go(text ? `/competitions?search=${encodeURIComponent(text)}` : '/competitions')}
            />
          </div>
        </header>
        <Season rows={season.rows} total={season.counts.all} />
        <section className="home-two">
          <UnderWay rows={season.rows} />
          <Decided rows={finished.rows} />
        </section>
        <section className="home-band">
          <div>
            <H2>{t('organise.title')}</H2>
            <p className="pl-secondary">{t('organise.body')}</p>
          </div>
          <Button size="l" to={hasPage('/organise') ? '/organise' : '/competitions'}>
            {t('organise.act')}
          </Button>
          <div className="home-check">
            <H4>{t('check.title')}</H4>
            <CheckForm label={t('check.label')} placeholder={t('check.placeholder')} act={t('check.act')} />
          </div>
        </section>
      </Wrap>
    )
  },
})

const Season = ({ rows, total }: { rows: readonly CompetitionCard[]; total: number }) => {
  const t = useText()
  const format = useFormat()
  const { clock } = useSite()
  const now = clock.now()
  const shown = rows
    .filter(row => !['final', 'archived', 'provisional', 'cancelled'].includes(row.state))
    .slice(0, shownRows)
  const from = addMs(instant(`${now.toISOString().slice(0, 10)}T00:00:00Z`), -14 * dayMs)
  const left = (row: CompetitionCard): { left: string; soon: boolean } => {
    if (row.state === 'announced') return { left: t('season.notOpen'), soon: false }
    if (row.state !== 'open') return { left: t('season.closed'), soon: false }
    const ms = instant(row.closesAt).getTime() - now.getTime()
    return { left: format.span(ms), soon: ms < 7 * dayMs }
  }
  const chartRows: SeasonRow[] = shown.map(row => {
    const sealed = row.dates.find(date => date.kind === 'final')
    return {
      key: row.id,
      to: `/competitions/${row.slug}`,
      title: format.pick(row.title),
      organiser: format.pick(row.organisation.name),
      fee: row.fee.minor === '0' ? t('free') : format.price(row.fee),
      ...left(row),
      entry: { from: row.opensAt, to: row.closesAt },
      rounds: row.dates
        .filter(date => date.kind === 'submission' || date.kind === 'performance')
        .map(date => ({ from: date.startsAt, to: date.endsAt ?? date.startsAt })),
      ...(sealed ? { sealedAt: sealed.startsAt } : {}),
    }
  })
  return (
    <section aria-labelledby="home-season">
      <div className="home-section-head">
        <h2 className="pl-h2" id="home-season">
          {t('season.title')}
        </h2>
        <Muted size={13}>{t('season.order')}</Muted>
        <Spacer />
        <SeasonLegend />
      </div>
      {chartRows.length === 0 ? (
        <Empty title={t('season.emptyTitle')} action={<Button to="/organise">{t('organise.act')}</Button>}>
          {t('season.emptyBody')}
        </Empty>
      ) : (
        <SeasonChart label={t('season.title')} rows={chartRows} from={from.toISOString()} days={150} ticks={22} />
      )}
      <p className="home-all">
        <Link to="/competitions">{t('season.all', { count: total })}</Link>
      </p>
    </section>
  )
}

/** What is being worked on or judged now: there is nothing to enter, and something to follow. */
const UnderWay = ({ rows }: { rows: readonly CompetitionCard[] }) => {
  const t = useText()
  const format = useFormat()
  const { clock } = useSite()
  const now = clock.now().toISOString()
  const shown = rows.filter(row => ['running', 'judging', 'provisional'].includes(row.state)).slice(0, 5)
  return (
    <div>
      <Row className="home-section-head">
        <H2>{t('underWay.title')}</H2>
        <Spacer />
        <Link to="/competitions?when=running" className="pl-link pl-small">
          {t('underWay.all')}
        </Link>
      </Row>
      {shown.length === 0 ? (
        <Empty title={t('underWay.emptyTitle')}>{t('underWay.emptyBody')}</Empty>
      ) : (
        <RuledTable caption={t('underWay.title')}>
          <thead>
            <tr>
              <th scope="col">{t('underWay.competition')}</th>
              <th scope="col">{t('underWay.state')}</th>
              <th scope="col" className="is-right is-wide-only">
                {t('underWay.next')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(row => {
              const next = row.dates.find(date => (date.endsAt ?? date.startsAt) > now)
              return (
                <tr key={row.id}>
                  <td>
                    <Link to={`/competitions/${row.slug}`} plain className="home-name">
                      {format.pick(row.title)}
                    </Link>
                    <br />
                    <Muted size={13}>{format.pick(row.organisation.name)}</Muted>
                  </td>
                  <td>
                    <Chip kind="progress">{t(`states.${row.state}`)}</Chip>
                  </td>
                  <td className="is-right is-wide-only pl-nowrap">
                    {next && (
                      <>
                        {t(`dates.${next.kind}`)}
                        <br />
                        <Muted size={13}>{format.tableTime(next.endsAt ?? next.startsAt, row.zone)}</Muted>
                      </>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </RuledTable>
      )}
    </div>
  )
}

const Decided = ({ rows }: { rows: readonly CompetitionCard[] }) => {
  const t = useText()
  const format = useFormat()
  return (
    <div>
      <Row className="home-section-head">
        <H2>{t('decided.title')}</H2>
      </Row>
      {rows.length === 0 ? (
        <Empty title={t('decided.emptyTitle')}>{t('decided.emptyBody')}</Empty>
      ) : (
        rows.map(row => {
          const final = row.dates.find(date => date.kind === 'final')
          return (
            <div key={row.id} className="home-decided">
              <Link to={`/competitions/${row.slug}/results`} plain className="home-name">
                {format.pick(row.title)}
              </Link>
              <p className="pl-muted pl-tiny">
                {t('decided.final', { date: final ? format.date(final.startsAt, row.zone) : '' })}
              </p>
              <p className="pl-small pl-secondary">
                {t('decided.figures', { count: row.confirmed, organiser: format.pick(row.organisation.name) })}
              </p>
            </div>
          )
        })
      )}
    </div>
  )
}
