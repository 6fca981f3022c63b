import { getCompetition } from '../../../domains/competitions/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { Lead } from '../../ui/text.tsx'
import { getCalendar } from '../../../domains/competitions/contract.ts'
import { CompetitionDates } from './competition-dates.tsx'
import { CompetitionFrame } from './competition-frame.tsx'
import { competitionHead } from './competition-head.ts'
import { HtmlText } from './html-text.tsx'
import { NewsLines, PrizeTable, RuleVersionTable, TrackTable } from './overview-parts.tsx'
import { useText } from './words.ts'

export const view = viewOf('/competitions/$slug', {
  queries: ({ params }) => [query(getCompetition, { params })],
  head: ({ data: [competition], locale }) => competitionHead(competition, locale),
  Page: ({ data: [competition] }) => {
    const t = useText()
    const format = useFormat()
    const { locale } = useSite()
    const { slug, zone } = competition
    return (
      <CompetitionFrame competition={competition}>
        <Lead className="competition-lead">{format.pick(competition.summary)}</Lead>
        <HtmlText html={competition.bodyHtml} />
        <Section
          title={t('schedule.title')}
          note={
            <>
              {t('schedule.zone', { zone: format.zone(zone) })}
              <br />
              <Link to={addressOf(getCalendar, { params: { slug }, query: { locale } })} download>
                {t('schedule.calendar')}
              </Link>
            </>
          }
        >
          <CompetitionDates competition={competition} />
        </Section>
        <Section title={t('tracks.title')} note={competition.tracks.length > 1 ? t('tracks.note') : undefined}>
          <TrackTable competition={competition} />
        </Section>
        {competition.prizes.length > 0 && (
          <Section title={t('prizes.title')} note={t('prizes.note')}>
            <PrizeTable competition={competition} />
          </Section>
        )}
        <Section title={t('rules.versions')} note={t('rules.note')}>
          <RuleVersionTable competition={competition} />
        </Section>
        {competition.announcements.length > 0 && (
          <Section title={t('news.title')}>
            <NewsLines competition={competition} most={4} />
          </Section>
        )}
      </CompetitionFrame>
    )
  },
})
