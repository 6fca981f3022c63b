import './entries.css'
import type { ReactNode } from 'react'
import type { CompetitionPage } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Saved, type SavedState } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { type StageState, StepsBar } from '../../ui/list.tsx'
import { useText } from './text.ts'

/** One column, its own bar: while filling in a form there is nothing else to press. */
export const EnterFrame = ({
  competition,
  saved,
  step,
  children,
  bar,
}: {
  competition: CompetitionPage
  saved?: SavedState | null
  /** Which step is under way; none where entering is not possible. */
  step?: 'track' | 'form'
  children: ReactNode
  bar?: ReactNode
}) => {
  const t = useText()
  const format = useFormat()
  const paid = competition.fee.minor !== '0'
  const steps = [
    ...(competition.tracks.length > 1 ? (['track'] as const) : []),
    'form' as const,
    ...(paid && competition.payFirst ? (['pay'] as const) : []),
    'review' as const,
    ...(paid && !competition.payFirst ? (['pay'] as const) : []),
  ]
  const now = step ? steps.findIndex(one => one === step) : -1
  const stateOf = (index: number): StageState => (index < now ? 'done' : index === now ? 'now' : 'ahead')
  return (
    <div className="entries-enter">
      <header className="entries-enter-head">
        <Link to={`/competitions/${competition.slug}`} plain label={t('enter.back')} className="entries-enter-back">
          <Icon name="arrow-left" size="l" />
        </Link>
        <b>{t('enter.title', { competition: format.pick(competition.title) })}</b>
        {saved && <Saved state={saved} />}
      </header>
      {step && (
        <div className="entries-enter-steps">
          <StepsBar
            label={t('enter.stepOf', { step: now + 1, count: steps.length })}
            steps={steps.map((key, index) => ({ key, name: t(`step.${key}`), state: stateOf(index) }))}
          />
        </div>
      )}
      <main className="entries-enter-body">{children}</main>
      {bar && <div className="entries-enter-bar">{bar}</div>}
    </div>
  )
}
