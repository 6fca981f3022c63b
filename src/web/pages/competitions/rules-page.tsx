import { getCompetition, getRuleVersion } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Note } from '../../ui/feedback.tsx'
import { Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { Mono } from '../../ui/text.tsx'
import { CompetitionFrame } from './competition-frame.tsx'
import { competitionHead } from './competition-head.ts'
import { HtmlText } from './html-text.tsx'
import { RuleVersionTable } from './overview-parts.tsx'
import { ScoringSummary } from './scoring-summary.tsx'
import { useText } from './words.ts'

export const view = viewOf('/competitions/$slug/rules', {
  queries: ({ params, search }) => [
    query(getCompetition, { params }),
    query(getRuleVersion, { params: { slug: params.slug, version: search['version'] ?? 'current' } }),
  ],
  head: ({ data: [competition], locale }) => competitionHead(competition, locale, useText.in(locale)('tabs.rules')),
  Page: ({ data: [competition, rules] }) => {
    const t = useText()
    const format = useFormat()
    const newest = competition.rules.version
    return (
      <CompetitionFrame competition={competition}>
        {rules.version !== newest && (
          <div className="competition-note">
            <Note kind="warn" title={t('rules.old', { version: rules.version, newest })}>
              <Link to={`/competitions/${competition.slug}/rules`}>{t('rules.toNewest')}</Link>
            </Note>
          </div>
        )}
        <Section
          plain
          title={t('rules.title', { version: rules.version })}
          note={
            <>
              {t('rules.since', { date: format.date(rules.publishedAt, competition.zone) })}
              <br />
              <Mono className="pl-tiny">{rules.sha256.slice(0, 16)}</Mono>
            </>
          }
        >
          {rules.reason && (
            <div className="competition-note">
              <Note kind="info" title={t('rules.reason')}>
                {format.pick(rules.reason)}
              </Note>
            </div>
          )}
          <HtmlText html={rules.textHtml} />
        </Section>
        <Section title={t('scoring.title')} note={t('scoring.note')}>
          <ScoringSummary scoring={rules.scoring} stages={competition.stages} />
          <p className="pl-small pl-muted competition-table-note">
            {t('scoring.judges', { count: competition.judging.judgesPerWork })}{' '}
            {t(competition.judging.blind ? 'scoring.blind' : 'scoring.open')}{' '}
            {t('scoring.objections', { count: rules.objectionDays })}
          </p>
        </Section>
        <Section title={t('rules.versions')} note={t('rules.note')}>
          <RuleVersionTable competition={competition} />
        </Section>
      </CompetitionFrame>
    )
  },
})
