import type { ReactNode } from 'react'
import type { Missing } from '../../../../domains/competitions/sections.ts'
import type { Refused } from '../../../call.ts'
import { RefusalNote } from '../../../refusal.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { MissingList } from './missing-list.tsx'
import { useText } from './words.ts'

/** One step of the wizard: its number, what it is for, what it still needs. */
export const WizardSection = ({
  step,
  number,
  missing,
  refused,
  children,
}: {
  step: Missing['step']
  number: number
  missing: readonly Missing[]
  refused: Refused | undefined
  children: ReactNode
}) => {
  const t = useText()
  const own = missing.filter(one => one.step === step)
  return (
    <section className="wizard-section" id={`step-${step}`} aria-labelledby={`head-${step}`}>
      <header>
        <span className="pl-num wizard-number">{number}</span>
        <h2 className="pl-h3" id={`head-${step}`}>
          {t(`steps.${step}`)}
        </h2>
        <span className="pl-small pl-muted">{t(`stepNotes.${step}`)}</span>
        <span className="pl-spacer" />
        {own.length > 0 && <Chip kind="needs">{t('wizard.missing', { count: own.length })}</Chip>}
      </header>
      {refused && <RefusalNote error={refused} />}
      {children}
      {own.length > 0 && <MissingList missing={own} />}
    </section>
  )
}
