import type { ReactNode } from 'react'
import type { EntryResult } from '../../../domains/scoring/index.ts'
import type { Locale } from '../../i18n/locale.ts'
import { H4 } from '../../ui/text.tsx'
import { labelOf, workingFigure } from './label.ts'
import { useText } from './text.ts'

interface Line {
  key: string
  words: ReactNode
  note?: string
  figure: string
}

const weighed = (figure: string, weight: string, weighted: string): string | undefined =>
  weight === '1' ? undefined : `${figure} × ${weight} = ${weighted}`

const rounded = (before: string, after: string): string | undefined =>
  before === after || Number(before) === Number(after) ? undefined : `${workingFigure(before)} → ${after}`

const noted = (...notes: (string | undefined)[]): { note?: string } => {
  const note = notes.filter(Boolean).join(' · ')
  return note ? { note } : {}
}

/** From criteria to the total, line by line; what was before a rounding stands below where it differs. */
export const PathToTotal = ({ result, locale }: { result: EntryResult; locale: Locale }) => {
  const t = useText()
  const many = result.segments.length > 1
  const lines: Line[] = result.segments.flatMap(segment => {
    const name = labelOf(segment.label, locale, segment.segment)
    return [
      ...segment.criteria.map(criterion => ({
        key: `${segment.segment} ${criterion.criterion}`,
        words: many
          ? `${name} · ${labelOf(criterion.label, locale, criterion.criterion)}`
          : labelOf(criterion.label, locale, criterion.criterion),
        ...noted(
          rounded(criterion.beforeRounding, criterion.total),
          weighed(criterion.total, criterion.weight, criterion.weighted),
        ),
        figure: criterion.weighted,
      })),
      ...segment.deductions.map(one => ({
        key: `${segment.segment} ${one.deduction}`,
        words: t('path.deduction', { what: labelOf(one.label, locale, one.deduction) }),
        ...noted(one.value === one.points ? undefined : one.value),
        figure: one.points,
      })),
      ...segment.carried.map(one => ({
        key: `${segment.segment} from ${one.segment}`,
        words: t('path.carried', { segment: one.segment, weight: one.weight }),
        figure: one.points,
      })),
      ...(many || segment.deductions.length > 0 || segment.weight !== '1'
        ? [
            {
              key: segment.segment,
              words: <b>{t('path.segment', { segment: name })}</b>,
              ...noted(
                rounded(segment.beforeRounding, segment.own),
                weighed(segment.total, segment.weight, segment.weighted),
              ),
              figure: segment.weighted,
            },
          ]
        : []),
    ]
  })
  for (const one of result.deductions)
    lines.push({
      key: `deduction ${one.deduction}`,
      words: t('path.deduction', { what: labelOf(one.label, locale, one.deduction) }),
      figure: one.points,
    })
  return (
    <>
      <H4>{t('path.title', { total: result.total ?? '–' })}</H4>
      <p className="pl-muted pl-small">{t('path.note')}</p>
      <dl className="standings-path">
        {lines.map(line => (
          <div key={line.key}>
            <dt>
              {line.words}
              {line.note && <small>{line.note}</small>}
            </dt>
            <dd>{line.figure.replace(/^-/, '−')}</dd>
          </div>
        ))}
        <div className="is-total">
          <dt>
            {t('path.total')}
            {result.beforeRounding !== null &&
              result.total !== null &&
              rounded(result.beforeRounding, result.total) && (
                <small>{rounded(result.beforeRounding, result.total)}</small>
              )}
          </dt>
          <dd className="pl-num">{result.total ?? result.unranked ?? '–'}</dd>
        </div>
      </dl>
    </>
  )
}
