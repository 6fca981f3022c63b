import { entryResultForEntrant } from '../../../domains/standings/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useQueryOf } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { StageBar } from '../../ui/list.tsx'
import { stagesOfEntry, withWindow } from '../entries/next-step.ts'
import { StateChip } from '../entries/state-chip.tsx'
import { useText as useEntryText } from '../entries/text.ts'
import type { Standing } from './coming.ts'
import { useText } from './text.ts'

/** One competition of a person: what it is, how far it has come, what is next and where. */
export const CompetitionRow = ({ entry, competition, step: planned, now }: Standing & { now: number }) => {
  const t = useText()
  const e = useEntryText()
  const format = useFormat()
  const published = planned.kind === 'provisional' || planned.kind === 'final'
  const result = useQueryOf(entryResultForEntrant, { params: { entryId: entry.id } }, { enabled: published })
  const step = withWindow(planned, result.data)
  const stageName = competition.stages.find(stage => stage.code === step.stage)?.name
  const stage = stageName ? format.pick(stageName) : ''
  const lines = [
    format.pick(competition.organisation),
    competition.track && format.pick(competition.track),
    t('number', { number: entry.number }),
  ].filter(Boolean)
  const mine = result.data
  const told =
    published && mine && mine.rank !== null && mine.total !== null
      ? t('rank', { rank: mine.rank, total: format.decimal(mine.total) })
      : step.kind === 'over'
        ? e.maybe(`over.${entry.state}`)
        : e(`next.${step.kind}.title`, { stage })
  const due = step.at
    ? t(step.mine || step.kind === 'provisional' ? 'dueBy' : 'from', {
        time: format.dayTime(step.at, competition.zone),
        left: format.span(instant(step.at).getTime() - now),
      })
    : ''
  return (
    <li>
      <div>
        <h3>
          <Link to={`/entries/${entry.id}`} plain>
            {format.pick(competition.title)}
          </Link>
        </h3>
        <p className="pl-small pl-muted">{lines.join(' · ')}</p>
        <StageBar
          label={e('entry.way')}
          stages={stagesOfEntry(entry, competition, now).map(one => ({
            key: one.key,
            name: one.own ? format.pick(one.own) : (e.maybe(`stage.${one.key}`) ?? one.key),
            state: one.state,
          }))}
        />
      </div>
      <div className="me-what">
        {published ? (
          <Chip kind={step.kind === 'final' ? 'sealed' : 'progress'}>
            {e(step.kind === 'final' ? 'result.final' : 'result.provisional')}
          </Chip>
        ) : (
          <StateChip state={entry.state} />
        )}
        <b>{told}</b>
        {due && <span className="pl-small pl-muted">{due}</span>}
      </div>
      <div className="me-go">
        <Button size="s" to={step.to ?? `/entries/${entry.id}`}>
          {(step.to && e.maybe(`next.${step.kind}.short`)) || t('open')}
        </Button>
      </div>
    </li>
  )
}
