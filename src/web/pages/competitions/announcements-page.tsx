import { getCompetition, getFeed } from '../../../domains/competitions/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { H4, Muted } from '../../ui/text.tsx'
import { CompetitionFrame } from './competition-frame.tsx'
import { competitionHead } from './competition-head.ts'
import { HtmlText } from './html-text.tsx'
import { useText } from './words.ts'

export const view = viewOf('/competitions/$slug/announcements', {
  queries: ({ params }) => [query(getCompetition, { params })],
  head: ({ data: [competition], locale }) =>
    competitionHead(competition, locale, useText.in(locale)('tabs.announcements')),
  Page: ({ data: [competition] }) => {
    const t = useText()
    const format = useFormat()
    const { locale } = useSite()
    const { slug, zone } = competition
    return (
      <CompetitionFrame competition={competition}>
        <Section
          plain
          title={t('news.title')}
          note={<Link to={addressOf(getFeed, { params: { slug }, query: { locale } })}>{t('news.feed')}</Link>}
        >
          {competition.announcements.length === 0 ? (
            <Empty title={t('news.emptyTitle')}>{t('news.emptyBody')}</Empty>
          ) : (
            <ul className="competition-news">
              {competition.announcements.map(one => (
                <li key={one.id} id={one.id}>
                  <Muted>{format.date(one.publishedAt, zone)}</Muted>
                  <article>
                    <H4>{format.pick(one.title)}</H4>
                    <HtmlText html={one.bodyHtml} />
                    {one.kind === 'rules-changed' && (
                      <Link to={`/competitions/${slug}/rules`} className="pl-link pl-small">
                        {t('news.seeRules')}
                      </Link>
                    )}
                  </article>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </CompetitionFrame>
    )
  },
})
