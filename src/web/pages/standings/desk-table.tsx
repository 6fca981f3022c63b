import { Fragment } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { CutRow } from '../../ui/ranking.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { prizeEndingAt, winnersOf } from './board-types.ts'
import type { Desk, RankedResult } from './desk-types.ts'
import { labelOf, shortFigure } from './label.ts'
import { type Range, ScoreDot } from './score-dot.tsx'
import { useText } from './text.ts'

interface Part {
  key: string
  label: string
  figure: (row: RankedResult) => string | undefined
}

const partsOf = (rows: readonly RankedResult[], locale: 'en' | 'zh-CN', deducted: string): Part[] => {
  const segments = rows.find(row => row.segments.length > 0)?.segments ?? []
  const [only] = segments
  const parts: Part[] =
    only && segments.length === 1
      ? only.criteria.map(criterion => ({
          key: criterion.criterion,
          label: labelOf(criterion.label, locale, criterion.criterion),
          figure: row => row.segments[0]?.criteria.find(one => one.criterion === criterion.criterion)?.weighted,
        }))
      : segments.map(segment => ({
          key: segment.segment,
          label: labelOf(segment.label, locale, segment.segment),
          figure: row => row.segments.find(one => one.segment === segment.segment)?.total,
        }))
  const points = (row: RankedResult): number =>
    [...row.deductions, ...row.segments.flatMap(segment => segment.deductions)].reduce(
      (sum, one) => sum + Number(one.points),
      0,
    )
  const any = rows.some(row => points(row) !== 0)
  return [
    ...parts.slice(0, 6),
    ...(any ? [{ key: 'deducted', label: deducted, figure: (row: RankedResult) => String(points(row)) }] : []),
  ]
}

/** The newest ranking with the figures it is made of; where prizes end is a grey row. */
export const DeskTable = ({
  rows,
  names,
  prizes,
  range,
}: {
  rows: readonly RankedResult[]
  names: Desk['names']
  prizes: Desk['prizes']
  range: Range
}) => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  const parts = partsOf(rows, locale, t('desk.deducted'))
  return (
    <RuledTable caption={t('ranking.title')} dense className="standings-desk-table">
      <thead>
        <tr>
          <th scope="col">{t('ranking.rank')}</th>
          <th scope="col" className="is-wide-only">
            {t('desk.entry')}
          </th>
          <th scope="col">{t('ranking.who')}</th>
          {parts.map(part => (
            <th key={part.key} scope="col" className="is-right is-wide-only">
              {part.label}
            </th>
          ))}
          <th scope="col" className="is-right">
            {t('ranking.score')}
          </th>
          <th scope="col" className="is-right is-wide-only">
            {t('ranking.scale', { from: range.from, to: range.to })}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const ended = prizeEndingAt(rows, index, prizes)
          const prize = ended === undefined ? undefined : prizes[ended]
          const known = names[row.entry]
          return (
            <Fragment key={row.entry}>
              <tr className={row.tie ? 'standings-tied' : undefined}>
                <td className="pl-num standings-desk-rank">
                  {row.rank === null ? (row.unranked ?? '–') : format.number(row.rank)}
                </td>
                <td className="pl-mono is-wide-only">{row.entry}</td>
                <th scope="row" className="pl-cell-clip">
                  {known?.name ?? row.name ?? row.entry} <span className="pl-muted">{known?.affiliation}</span>
                </th>
                {parts.map(part => (
                  <td key={part.key} className="is-right is-wide-only">
                    {shortFigure(part.figure(row) ?? '–')}
                  </td>
                ))}
                <td className="is-right">
                  <b>{row.total === null ? '–' : shortFigure(row.total)}</b>
                </td>
                <td className="is-right is-wide-only">
                  {row.total !== null && <ScoreDot range={range} value={Number(row.total)} label={row.total} />}
                </td>
              </tr>
              {prize && (
                <tr className="standings-cut">
                  <td colSpan={5 + parts.length}>
                    <CutRow>
                      {t('ranking.cut', { prize: format.pick(prize.name), count: winnersOf(rows, prize) })}
                    </CutRow>
                  </td>
                </tr>
              )}
            </Fragment>
          )
        })}
      </tbody>
    </RuledTable>
  )
}
