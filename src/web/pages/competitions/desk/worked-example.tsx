import { useEffect, useState } from 'react'
import { previewScoring } from '../../../../domains/competitions/staff-contract.ts'
import type { ReplyOf } from '../../../../kernel/contract.ts'
import { call } from '../../../call.ts'
import { useSite } from '../../../site.tsx'
import { LevelMarks } from './level-marks.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { RuledTable } from '../../../ui/table.tsx'
import { H4, Mono } from '../../../ui/text.tsx'
import { scoringOutline } from '../scoring-outline.ts'
import { useText } from './words.ts'

const quietMs = 400

/** A division that never ends is cut for reading; the engine carries it whole. */
const short = (value: string): string => (value.length > 12 ? `${value.slice(0, 10)}…` : value)

/** One made-up entry through the rule set, computed by the engine after each change. */
export const WorkedExample = ({ scoring, judges }: { scoring: Record<string, unknown>; judges: number }) => {
  const t = useText()
  const { locale } = useSite()
  const [example, setExample] = useState<ReplyOf<typeof previewScoring> | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => {
      call(previewScoring, { body: { scoring, judges } }).then(setExample, () => setExample(null))
    }, quietMs)
    return () => clearTimeout(timer)
  }, [scoring, judges])
  if (!example) return null
  if (!example.ok)
    return (
      <Note kind="bad" title={t('example.wrong')}>
        <ul>
          {example.mistakes.slice(0, 6).map(mistake => (
            <li key={mistake.code + mistake.path}>
              {mistake.message} {mistake.path && <Mono className="pl-tiny">{mistake.path}</Mono>}
            </li>
          ))}
        </ul>
      </Note>
    )
  const names = new Map(
    (scoringOutline(scoring, locale)?.segments ?? []).flatMap(segment => [
      [segment.id, segment.name] as const,
      ...segment.criteria.flatMap(criterion => [
        [criterion.id, criterion.name] as const,
        ...criterion.aspects.map(aspect => [aspect.id, aspect.name] as const),
      ]),
    ]),
  )
  const firstPanel = example.steps.find(step => step.step === 'panel')
  return (
    <div>
      <H4>{t('example.title')}</H4>
      <p className="pl-small pl-muted">{t('example.note')}</p>
      {firstPanel && <LevelMarks figures={firstPanel.figures} result={firstPanel.rounded} />}
      <RuledTable caption={t('example.title')} dense minWidth={520}>
        <thead>
          <tr>
            <th scope="col">{t('example.step')}</th>
            <th scope="col">{t('example.what')}</th>
            <th scope="col">{t('example.figures')}</th>
            <th scope="col" className="is-right">
              {t('example.result')}
            </th>
          </tr>
        </thead>
        <tbody>
          {example.steps.slice(0, 40).map((step, index) => (
            // Steps are a computation in order.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <td className="pl-nowrap">{t.maybe(`example.steps.${step.step}`) ?? step.step}</td>
              <td>{names.get(step.what) ?? step.what}</td>
              <td>
                <Mono className="pl-tiny pl-muted">
                  {step.figures.map((figure, at) => (
                    // oxlint-disable-next-line react/no-array-index-key
                    <span key={at}>
                      {at > 0 && ' · '}
                      {figure.dropped ? <s>{short(figure.value)}</s> : short(figure.value)}
                    </span>
                  ))}
                </Mono>
              </td>
              <td className="is-right">{step.rounded}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('example.total')}
            </th>
            <td className="is-right">
              <b>{example.total}</b>
            </td>
          </tr>
        </tfoot>
      </RuledTable>
    </div>
  )
}
