import { useState } from 'react'
import type { RuleComparison } from '../../../domains/competitions/contract.ts'
import { useSite } from '../../site.tsx'
import { Segmented } from '../../ui/tabs.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { H4, Mono } from '../../ui/text.tsx'
import { useText } from './words.ts'

/** A figure or a word as it is; anything larger as compact JSON. */
const shown = (value: unknown, none: string): string =>
  value === undefined ? none : typeof value === 'string' ? value : JSON.stringify(value)

/** The difference between two versions: text line by line in either language, scoring field by field, days. */
export const RuleDifference = ({ comparison }: { comparison: RuleComparison }) => {
  const t = useText()
  const { locale } = useSite()
  const [language, setLanguage] = useState(locale)
  const lines = comparison.text[language]
  const { before, after } = comparison.objectionDays
  return (
    <div className="competition-comparison">
      <div className="competition-comparison-head">
        <H4>{t('compare.text')}</H4>
        <Segmented
          label={t('compare.language')}
          options={[
            { value: 'zh-CN', label: t('compare.chinese') },
            { value: 'en', label: t('compare.english') },
          ]}
          value={language}
          onChange={setLanguage}
        />
      </div>
      {lines.length === 0 ? (
        <p className="pl-secondary">{t('compare.textSame')}</p>
      ) : (
        <ol className="competition-diff" lang={language}>
          {lines.map((line, index) => (
            // Lines of a comparison never move.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className={`is-${line.kind}`}>
              <span aria-hidden="true" className="pl-mono">
                {line.kind === 'added' ? '+' : line.kind === 'removed' ? '−' : line.kind === 'gap' ? '…' : ''}
              </span>
              <span>
                {line.kind !== 'same' && line.kind !== 'gap' && (
                  <span className="pl-hidden">{t(`compare.${line.kind}`)}: </span>
                )}
                {line.kind === 'gap' ? t('compare.gap') : line.text || ' '}
              </span>
            </li>
          ))}
        </ol>
      )}
      <H4>{t('compare.scoring')}</H4>
      {comparison.scoring.length === 0 && before === after ? (
        <p className="pl-secondary">{t('compare.scoringSame')}</p>
      ) : (
        <RuledTable caption={t('compare.scoring')} minWidth={480}>
          <thead>
            <tr>
              <th scope="col">{t('compare.what')}</th>
              <th scope="col">{t('compare.before')}</th>
              <th scope="col">{t('compare.after')}</th>
            </tr>
          </thead>
          <tbody>
            {before !== after && (
              <tr>
                <th scope="row">{t('compare.objectionDays')}</th>
                <td>{before}</td>
                <td>
                  <b>{after}</b>
                </td>
              </tr>
            )}
            {comparison.scoring.map(line => (
              <tr key={line.path}>
                <td>
                  <Mono className="pl-tiny competition-value">{line.path}</Mono>
                </td>
                <td className="competition-value">{shown(line.before, t('compare.none'))}</td>
                <td className="competition-value">
                  <b>{shown(line.after, t('compare.none'))}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </RuledTable>
      )}
    </div>
  )
}
