import './desk.css'
import '../competition.css'
import { getWorkspace } from '../../../../domains/competitions/staff-contract.ts'
import { formatIn, useFormat } from '../../../i18n/use-format.ts'
import { viewOf } from '../../../page.ts'
import { query } from '../../../queries.ts'
import { useSite } from '../../../site.tsx'
import { Button } from '../../../ui/button.tsx'
import { DeskBody, DeskHead } from '../../../ui/desk.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { Figure, Strip, StripCell } from '../../../ui/figure.tsx'
import { Link } from '../../../ui/link.tsx'
import { Bar } from '../../../ui/scale.tsx'
import { H4, Muted } from '../../../ui/text.tsx'
import { useLineName } from '../competition-dates.tsx'
import { ScheduleChart } from '../schedule-chart.tsx'
import { StateChip } from '../state-chip.tsx'
import { MissingList } from './missing-list.tsx'
import { useCompetitionConsole } from './use-competition-console.ts'
import { useText } from './words.ts'

export const view = viewOf('/console/$competitionId', {
  queries: ({ params }) => [query(getWorkspace, { params })],
  head: ({ data: [workspace], locale }) => ({
    title: `${useText.in(locale)('console.title')} · ${formatIn(locale, 'UTC').pick(workspace.title)}`,
    noIndex: true,
  }),
  Page: ({ data: [workspace] }) => {
    const t = useText()
    const format = useFormat()
    const { clock } = useSite()
    useCompetitionConsole(workspace)
    const { content, dates, places } = { ...workspace, places: workspace.content.fee.places }
    const nameOf = useLineName(content.divisions.stages)
    const now = clock.now().toISOString()
    const next = dates
      .flatMap(date => [{ date, at: date.startsAt }, ...(date.endsAt ? [{ date, at: date.endsAt }] : [])])
      .filter(one => one.at > now)
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))[0]
    const draft = workspace.publishedAt === null
    return (
      <>
        <DeskHead
          title={format.pick(workspace.title) || t('own.untitled')}
          note={<StateChip state={workspace.state} />}
          actions={
            draft ? (
              <Button variant="ink" to={`/setup/${workspace.id}`}>
                {t('console.continue')}
              </Button>
            ) : (
              <Button to={`/competitions/${workspace.slug}`} iconAfter="external-link">
                {t('console.publicPage')}
              </Button>
            )
          }
        />
        <DeskBody>
          {workspace.cancelReason && (
            <Note kind="warn" title={t('console.cancelled')}>
              {format.pick(workspace.cancelReason)}
            </Note>
          )}
          <div className="console-figures">
            <Strip dense>
              <StripCell
                label={t('console.confirmed')}
                note={places === null ? t('console.noLimit') : <Bar share={workspace.confirmed / places} />}
              >
                <Figure unit={places === null ? undefined : ` / ${format.number(places)}`}>
                  {format.number(workspace.confirmed)}
                </Figure>
              </StripCell>
              <StripCell label={t('console.taken')} note={t('console.takenNote')}>
                <Figure>{format.number(workspace.taken)}</Figure>
              </StripCell>
              <StripCell
                label={t('console.rules')}
                note={t('console.rulesNote', { count: workspace.ruleVersions.length })}
              >
                <Figure>v{workspace.ruleVersions[0]?.version ?? 1}</Figure>
              </StripCell>
              <StripCell label={t('console.next')} note={next ? nameOf(next.date) : t('console.nothingNext')}>
                <Figure>{next ? format.tableDate(next.at, content.schedule.zone) : '—'}</Figure>
              </StripCell>
            </Strip>
          </div>
          {draft ? (
            <>
              <H4>{t('wizard.missingTitle', { count: workspace.missing.length })}</H4>
              {workspace.missing.length > 0 ? (
                <MissingList missing={workspace.missing} />
              ) : (
                <p className="pl-secondary">{t('console.complete')}</p>
              )}
            </>
          ) : (
            <ScheduleChart lines={dates} zone={content.schedule.zone} stages={content.divisions.stages} />
          )}
          {workspace.announcements.length > 0 && (
            <>
              <H4 className="console-head">{t('news.title')}</H4>
              <ul className="competition-news">
                {workspace.announcements.slice(0, 5).map(one => (
                  <li key={one.id}>
                    <Muted>{format.tableTime(one.publishedAt, content.schedule.zone)}</Muted>
                    <span>{format.pick(one.title)}</span>
                  </li>
                ))}
              </ul>
              <Link to={`/console/${workspace.id}/announcements`}>{t('console.allNews')}</Link>
            </>
          )}
        </DeskBody>
      </>
    )
  },
})
