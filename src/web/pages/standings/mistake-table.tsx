import scoringEn from '../../../domains/scoring/i18n/en.json'
import scoringZh from '../../../domains/scoring/i18n/zh-CN.json'
import { catalogue } from '../../i18n/catalogue.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Note } from '../../ui/feedback.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { useText } from './text.ts'

/** The engine's own sentences, in both languages. */
const useScoringText = catalogue('scoring', { en: scoringEn, 'zh-CN': scoringZh })

export interface Mistake {
  code: string
  message: string
  at: Record<string, unknown>
  params: Record<string, unknown>
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** What is wrong with the scores, all of it, each with its place. */
export const MistakeTable = ({ mistakes, total }: { mistakes: readonly Mistake[]; total: number }) => {
  const t = useText()
  const format = useFormat()
  const scoring = useScoringText()
  const place = (at: Mistake['at'], key: string): string => textOf(at[key])
  return (
    <>
      <Note kind="bad" title={t('mistakes.title', { count: total, shown: format.number(total) })}>
        {t('mistakes.body')}
      </Note>
      <RuledTable caption={t('mistakes.caption')} dense minWidth={520}>
        <thead>
          <tr>
            <th scope="col" className="is-right">
              {t('mistakes.row')}
            </th>
            <th scope="col">{t('mistakes.column')}</th>
            <th scope="col">{t('mistakes.entry')}</th>
            <th scope="col">{t('mistakes.what')}</th>
          </tr>
        </thead>
        <tbody>
          {mistakes.slice(0, 200).map((one, index) => (
            // Two mistakes of a cell may read alike; the list never changes place.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <td className="is-right">{place(one.at, 'row') || '–'}</td>
              <td className="pl-mono">{place(one.at, 'column') || place(one.at, 'judge')}</td>
              <td>
                {[
                  place(one.at, 'entry'),
                  place(one.at, 'segment'),
                  place(one.at, 'aspect'),
                  place(one.at, 'occurrence'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </td>
              <td>{scoring.maybe(`refusals.${one.code}`, valuesOf(one.params)) ?? one.message}</td>
            </tr>
          ))}
        </tbody>
      </RuledTable>
    </>
  )
}

const valuesOf = (params: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, textOf(value)]))
