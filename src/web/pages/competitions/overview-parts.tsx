import type { CompetitionPage } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { SplitBar } from '../../ui/chart.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Row, Spacer } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { H4, Mono, Muted } from '../../ui/text.tsx'
import { useText } from './words.ts'

interface Part {
  competition: CompetitionPage
}

export const TrackTable = ({ competition }: Part) => {
  const t = useText()
  const format = useFormat()
  const limited = competition.tracks.some(track => track.places !== null)
  return (
    <RuledTable caption={t('tracks.title')}>
      <thead>
        <tr>
          <th scope="col">{t('tracks.track')}</th>
          <th scope="col">{t('tracks.who')}</th>
          {limited && (
            <th scope="col" className="is-right">
              {t('tracks.places')}
            </th>
          )}
          <th scope="col" className="is-right">
            {t('tracks.confirmed')}
          </th>
        </tr>
      </thead>
      <tbody>
        {competition.tracks.map(track => (
          <tr key={track.id}>
            <th scope="row">{format.pick(track.name)}</th>
            <td className="pl-secondary">{format.pick(track.about)}</td>
            {limited && <td className="is-right">{track.places === null ? '—' : format.number(track.places)}</td>}
            <td className="is-right">{format.number(track.confirmed)}</td>
          </tr>
        ))}
      </tbody>
    </RuledTable>
  )
}

export const PrizeTable = ({ competition }: Part) => {
  const t = useText()
  const format = useFormat()
  const tracks = new Map(competition.tracks.map(track => [track.id, track.name]))
  const byTrack = competition.prizes.some(prize => prize.trackId !== null)
  const everyTrack = !byTrack && competition.tracks.length > 1
  const total = Number(competition.prizeTotal.minor)
  return (
    <>
      <RuledTable caption={t('prizes.title')} minWidth={byTrack ? 480 : 380}>
        <thead>
          <tr>
            <th scope="col">{t('prizes.prize')}</th>
            {byTrack && <th scope="col">{t('tracks.track')}</th>}
            <th scope="col" className="is-right">
              {t('prizes.number')}
            </th>
            <th scope="col" className="is-right">
              {t('prizes.each')}
            </th>
            <th scope="col" className="competition-prize-extra">
              {t('prizes.also')}
            </th>
          </tr>
        </thead>
        <tbody>
          {competition.prizes.map(prize => {
            const track = prize.trackId === null ? undefined : tracks.get(prize.trackId)
            return (
              <tr key={prize.id}>
                <th scope="row">{format.pick(prize.name)}</th>
                {byTrack && <td className="pl-secondary">{track ? format.pick(track) : t('prizes.every')}</td>}
                <td className="is-right">{format.number(prize.toRank - prize.fromRank + 1)}</td>
                <td className="is-right">{prize.amount.minor === '0' ? '—' : format.price(prize.amount)}</td>
                <td className="pl-secondary competition-prize-extra">{format.pick(prize.extra) || '—'}</td>
              </tr>
            )
          })}
        </tbody>
      </RuledTable>
      {everyTrack && <p className="pl-small pl-muted competition-table-note">{t('prizes.everyTrack')}</p>}
      {competition.funding.length > 0 && total > 0 && (
        <div className="competition-funding">
          <Row>
            <H4>{t('prizes.funded')}</H4>
            <Spacer />
            <Chip>{format.price(competition.prizeTotal)}</Chip>
          </Row>
          <SplitBar
            label={t('prizes.funded')}
            parts={competition.funding.map(line => ({
              key: line.name.en + line.name['zh-CN'],
              name: format.pick(line.name),
              share: Number(line.amount.minor) / total,
              value: format.price(line.amount),
            }))}
          />
        </div>
      )}
    </>
  )
}

export const RuleVersionTable = ({ competition }: Part) => {
  const t = useText()
  const format = useFormat()
  const newest = competition.ruleVersions[0]?.version
  const home = `/competitions/${competition.slug}/rules`
  return (
    <RuledTable caption={t('rules.versions')} minWidth={520}>
      <thead>
        <tr>
          <th scope="col">{t('rules.version')}</th>
          <th scope="col">{t('rules.published')}</th>
          <th scope="col">{t('rules.changed')}</th>
          <th scope="col">{t('rules.digest')}</th>
          <th scope="col">
            <span className="pl-hidden">{t('rules.compare')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {competition.ruleVersions.map(one => (
          <tr key={one.version}>
            <th scope="row">
              <Link to={`${home}?version=${one.version}`} plain>
                v{one.version}
              </Link>
            </th>
            <td className="pl-nowrap">
              {format.date(one.publishedAt, competition.zone)}
              {one.version === newest && (
                <>
                  <br />
                  <Chip kind="progress">{t('rules.inForce')}</Chip>
                </>
              )}
            </td>
            <td>{one.reason ? format.pick(one.reason) : t('rules.first')}</td>
            <td>
              <Mono className="pl-tiny pl-muted pl-nowrap">
                {one.sha256.slice(0, 4)}…{one.sha256.slice(-4)}
              </Mono>
            </td>
            <td className="is-right pl-nowrap">
              {one.version > 1 && (
                <Link to={`${home}/compare?from=${one.version - 1}&to=${one.version}`} className="pl-link pl-small">
                  {t('rules.compare')}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </RuledTable>
  )
}

export const NewsLines = ({ competition, most }: Part & { most: number }) => {
  const format = useFormat()
  const t = useText()
  const home = `/competitions/${competition.slug}/announcements`
  return (
    <>
      <ul className="competition-news">
        {competition.announcements.slice(0, most).map(one => (
          <li key={one.id}>
            <Muted>{format.tableDate(one.publishedAt, competition.zone)}</Muted>
            <Link to={`${home}#${one.id}`} plain>
              {format.pick(one.title)}
            </Link>
          </li>
        ))}
      </ul>
      {competition.announcements.length > most && (
        <p className="competition-table-note">
          <Link to={home}>{t('news.all', { count: competition.announcements.length })}</Link>
        </p>
      )}
    </>
  )
}
