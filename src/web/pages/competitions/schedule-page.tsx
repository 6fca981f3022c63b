import { getCalendar, getCompetition } from '../../../domains/competitions/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/layout.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { useLineName } from './competition-dates.tsx'
import { CompetitionFrame } from './competition-frame.tsx'
import { competitionHead } from './competition-head.ts'
import { ScheduleChart } from './schedule-chart.tsx'
import { useText } from './words.ts'

export const view = viewOf('/competitions/$slug/schedule', {
  queries: ({ params }) => [query(getCompetition, { params })],
  head: ({ data: [competition], locale }) => competitionHead(competition, locale, useText.in(locale)('tabs.schedule')),
  Page: ({ data: [competition] }) => {
    const t = useText()
    const format = useFormat()
    const { locale, zone: own } = useSite()
    const { slug, zone, stages } = competition
    const nameOf = useLineName(stages)
    const elsewhere = format.zone(own) !== format.zone(zone)
    return (
      <CompetitionFrame competition={competition}>
        <Section plain title={t('schedule.onScale')} note={t('schedule.zone', { zone: format.zone(zone) })}>
          <ScheduleChart lines={competition.dates} zone={zone} stages={stages} />
        </Section>
        <Section
          title={t('schedule.title')}
          note={elsewhere ? t('schedule.yours', { zone: format.zone(own) }) : undefined}
        >
          <RuledTable caption={t('schedule.title')} minWidth={520}>
            <thead>
              <tr>
                <th scope="col">{t('schedule.what')}</th>
                <th scope="col">{t('schedule.from')}</th>
                <th scope="col">{t('schedule.until')}</th>
              </tr>
            </thead>
            <tbody>
              {competition.dates.map(date => (
                <tr key={`${date.kind} ${date.stage ?? ''} ${date.startsAt}`}>
                  <th scope="row">
                    {nameOf(date)}
                    {format.pick(date.note) && <div className="pl-small pl-muted">{format.pick(date.note)}</div>}
                  </th>
                  <td>{format.withZone(date.startsAt, zone)}</td>
                  <td>{date.endsAt ? format.withZone(date.endsAt, zone) : '—'}</td>
                </tr>
              ))}
            </tbody>
          </RuledTable>
          <p className="competition-table-note">
            <Button icon="calendar-event" to={addressOf(getCalendar, { params: { slug }, query: { locale } })} download>
              {t('schedule.calendar')}
            </Button>
          </p>
        </Section>
      </CompetitionFrame>
    )
  },
})
