import type { ExplainStep } from '../../../domains/scoring/index.ts'
import { RuledTable } from '../../ui/table.tsx'
import { useText } from './text.ts'

/** Every step of the computation in its order, as the checker prints it. */
export const StepList = ({ steps }: { steps: readonly ExplainStep[] }) => {
  const t = useText()
  return (
    <details className="standings-steps">
      <summary>{t('steps.title', { count: steps.length })}</summary>
      <RuledTable caption={t('steps.title', { count: steps.length })} dense minWidth={460}>
        <thead>
          <tr>
            <th scope="col">{t('steps.where')}</th>
            <th scope="col">{t('steps.figures')}</th>
            <th scope="col" className="is-right">
              {t('steps.before')}
            </th>
            <th scope="col" className="is-right">
              {t('steps.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            // Steps never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <th scope="row">
                {t(`step.${step.step}`)}
                <small>
                  {[step.at.segment, step.at.criterion, step.at.aspect, step.at.occurrence].filter(Boolean).join(' · ')}
                </small>
              </th>
              <td>
                {step.figures.map((figure, at) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <span key={at} className={figure.dropped ? 'standings-struck' : undefined}>
                    {at > 0 && ', '}
                    {figure.name} {figure.value}
                  </span>
                ))}
              </td>
              <td className="is-right">{step.step === 'tie-break' ? '' : step.result}</td>
              <td className="is-right">
                {step.step === 'tie-break' ? (t.maybe(`tieOutcome.${step.rounded}`) ?? step.rounded) : step.rounded}
                {step.rounding && (
                  <small>
                    {t('steps.rounding', {
                      mode: t.maybe(`modes.${step.rounding.mode}`) ?? step.rounding.mode,
                      decimals: 'decimals' in step.rounding ? String(step.rounding.decimals) : '',
                    })}
                  </small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </RuledTable>
    </details>
  )
}
