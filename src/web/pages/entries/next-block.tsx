import './entry.css'
import type { ReactNode } from 'react'
import type { BriefCompetition, EntryView } from '../../../domains/entries/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { Countdown } from '../../ui/clock.tsx'
import { H1 } from '../../ui/text.tsx'
import type { NextStep } from './next-step.ts'
import { useText } from './text.ts'

/** The next step with its clock, told large: what to do, why, until when. */
export const NextBlock = ({
  entry,
  competition,
  step,
  kicker,
  acts,
  onEnd,
}: {
  entry: EntryView
  competition: BriefCompetition
  step: NextStep
  kicker: string
  acts?: ReactNode
  onEnd?: () => void
}) => {
  const t = useText()
  const format = useFormat()
  const stageName = competition.stages.find(stage => stage.code === step.stage)?.name
  const stage = stageName ? format.pick(stageName) : ''
  const title = step.kind === 'over' ? (t.maybe(`over.${entry.state}`) ?? '') : t(`next.${step.kind}.title`, { stage })
  const note =
    step.kind === 'over' ? (t.maybe(`overNote.${entry.state}`) ?? '') : t(`next.${step.kind}.note`, { stage })
  const act = t.maybe(`next.${step.kind}.act`)
  const quoted = entry.state === 'returned' || entry.state === 'rejected' || entry.state === 'disqualified'
  return (
    <section className="entries-next" aria-label={t('next.label')}>
      <div>
        <span className="entries-kicker">{kicker}</span>
        <H1 size="desk">{title}</H1>
        {quoted && entry.reviewNote ? (
          <blockquote>
            {t('next.quote', { text: entry.reviewNote })}
            <span className="pl-muted pl-small">{note}</span>
          </blockquote>
        ) : (
          <p className="pl-secondary entries-next-note">{note}</p>
        )}
        <div className="entries-next-acts">
          {step.to && act && (
            <Button variant="ink" to={step.to}>
              {act}
            </Button>
          )}
          {acts}
        </div>
      </div>
      {step.at && (
        <div className="entries-next-clock">
          <span className="entries-kicker">{t.maybe(`next.${step.kind}.clock`)}</span>
          <Countdown key={step.at} endsAt={step.at} size={72} {...(onEnd ? { onEnd } : {})} />
          <span className="pl-small pl-muted">
            {t('next.until', { time: format.withZone(step.at, competition.zone) })}
          </span>
        </div>
      )}
    </section>
  )
}
