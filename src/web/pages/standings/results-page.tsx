import './standings.css'
import { getCompetition } from '../../../domains/competitions/contract.ts'
import { publicResults } from '../../../domains/standings/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { inLocale } from '../../i18n/locale.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { OrgBand } from '../../shell/org-band.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Row, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { H1 } from '../../ui/text.tsx'
import { Winners } from '../awards/winners.tsx'
import { organisationColour } from '../competitions/brand-colour.ts'
import { OrganisationMark } from '../competitions/organisation-mark.tsx'
import type { Board } from './board-types.ts'
import { CheckYourself } from './check-yourself.tsx'
import { ObjectionWindow } from './objection-window.tsx'
import { Ranking } from './ranking.tsx'
import { useText } from './text.ts'

const resultsJsonLd = (board: Board, title: string, locale: 'en' | 'zh-CN') => ({
  '@context': 'https://schema.org',
  '@type': 'Dataset',
  name: title,
  description: inLocale(board.competition.title, locale),
  url: `/competitions/${board.competition.slug}/results`,
  datePublished: board.finalAt ?? board.provisionalAt,
  isAccessibleForFree: true,
  distribution: {
    '@type': 'DataDownload',
    encodingFormat: 'application/json',
    contentUrl: `/api/competitions/${board.competition.slug}/results/bundle.json`,
    sha256: board.bundleSha256,
  },
})

export const view = viewOf('/competitions/$slug/results', {
  queries: ({ params }) => [query(publicResults, { params }), query(getCompetition, { params })],
  head: ({ data: [board], locale }) => {
    const title = `${useText.in(locale)(`title.${board.stage}`)} · ${inLocale(board.competition.title, locale)}`
    return {
      title,
      description: useText.in(locale)('description', { count: board.rows.length }),
      jsonLd: resultsJsonLd(board, title, locale),
    }
  },
  Page: ({ data: [board, competition], search }) => {
    const t = useText()
    const format = useFormat()
    const only = board.categories.length === 1 ? board.categories[0] : undefined
    return (
      <div className="standings" style={organisationColour(competition.organisation.colour)}>
        <OrgBand />
        <Wrap>
          <header className="standings-head">
            <Row gap={14}>
              <OrganisationMark organisation={competition.organisation} />
              <span>
                <b>{format.pick(competition.organisation.name)}</b>
                <br />
                <Link to={`/competitions/${competition.slug}`}>{format.pick(board.competition.title)}</Link>
              </span>
            </Row>
            <H1>
              {only ? t(`titleOf.${board.stage}`, { category: format.pick(only.name) }) : t(`title.${board.stage}`)}
            </H1>
            <p className="standings-facts">
              <Chip kind={board.stage === 'final' ? 'confirmed' : 'progress'}>{t(`stage.${board.stage}`)}</Chip>
              <span>{t('facts.entries', { count: board.rows.length })}</span>
              <span>
                <Link to={`/competitions/${competition.slug}/rules`} plain>
                  {t('facts.rules', { version: board.rulesVersion, marks: format.number(board.scores) })}
                </Link>
              </span>
              <span>{t('facts.published', { time: format.dateTime(board.provisionalAt, competition.zone) })}</span>
            </p>
          </header>
          <ObjectionWindow board={board} zone={competition.zone} />
          <Ranking board={board} search={search} />
          {board.stage === 'final' && <Winners slug={competition.slug} categories={board.categories} />}
          <CheckYourself board={board} />
        </Wrap>
      </div>
    )
  },
})
