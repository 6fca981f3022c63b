import type { Tie } from '../../../domains/scoring/index.ts'
import { useSite } from '../../site.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { RuledTable } from '../../ui/table.tsx'
import { H4 } from '../../ui/text.tsx'
import { labelOf } from './label.ts'
import { useText } from './text.ts'

/** Which step of the rules parted equal totals, with the figures compared; the steps after it were not needed. */
export const TieSteps = ({ tie, entry, rank }: { tie: Tie; entry: string; rank: number | null }) => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  const others = tie.with
  return (
    <>
      <H4>
        {tie.settledAt === null
          ? t('tie.shared', { others: others.join(', '), rank: format.number(rank ?? 0) })
          : t('tie.settled', { others: others.join(', '), step: tie.settledAt })}
      </H4>
      <p className="pl-muted pl-small">{t('tie.note')}</p>
      <RuledTable caption={t('tie.caption')} dense>
        <thead>
          <tr>
            <th scope="col">{t('tie.step')}</th>
            <th scope="col" className="is-right">
              {t('tie.this')}
            </th>
            <th scope="col" className="is-right">
              {t('tie.others')}
            </th>
            <th scope="col">{t('tie.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {tie.steps.map(step => (
            <tr key={step.step}>
              <th scope="row">
                {step.step}{' '}
                {step.label === undefined
                  ? (t.maybe(`tieBy.${step.by}`) ?? step.by)
                  : labelOf(step.label, locale, step.by)}
              </th>
              <td className="is-right">{(step.figures[entry] ?? []).join(', ')}</td>
              <td className="is-right">{others.flatMap(other => step.figures[other] ?? []).join(', ') || '–'}</td>
              <td>{t(`tieOutcome.${step.outcome}`)}</td>
            </tr>
          ))}
        </tbody>
      </RuledTable>
    </>
  )
}
