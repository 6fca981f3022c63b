import { getCompetition } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Empty } from '../../ui/feedback.tsx'
import { Section } from '../../ui/layout.tsx'
import { CompetitionFrame } from './competition-frame.tsx'
import { competitionHead } from './competition-head.ts'
import { PrizeTable, TrackTable } from './overview-parts.tsx'
import { useText } from './words.ts'

export const view = viewOf('/competitions/$slug/prizes', {
  queries: ({ params }) => [query(getCompetition, { params })],
  head: ({ data: [competition], locale }) => competitionHead(competition, locale, useText.in(locale)('tabs.prizes')),
  Page: ({ data: [competition] }) => {
    const t = useText()
    const format = useFormat()
    return (
      <CompetitionFrame competition={competition}>
        <Section plain title={t('prizes.title')} note={t('prizes.note')}>
          {competition.prizes.length === 0 ? (
            <Empty title={t('prizes.emptyTitle')}>{t('prizes.emptyBody')}</Empty>
          ) : (
            <PrizeTable competition={competition} />
          )}
        </Section>
        <Section title={t('prizes.ranks')} note={t('tracks.note')}>
          <ul className="competition-ranks">
            {competition.prizes.map(prize => (
              <li key={prize.id}>
                <b>{format.pick(prize.name)}</b>
                <span className="pl-secondary">
                  {prize.fromRank === prize.toRank
                    ? t('prizes.rank', { rank: prize.fromRank })
                    : t('prizes.rankRange', { from: prize.fromRank, to: prize.toRank })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t('tracks.title')}>
          <TrackTable competition={competition} />
        </Section>
      </CompetitionFrame>
    )
  },
})
