import type { importPreview } from '../../../domains/standings/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Note } from '../../ui/feedback.tsx'
import { Figure, Strip, StripCell } from '../../ui/figure.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { H3 } from '../../ui/text.tsx'
import { shortFigure } from './label.ts'
import { MistakeTable } from './mistake-table.tsx'
import { useText } from './text.ts'

type Read = ReplyOf<typeof importPreview>

const sampleColumns = [
  'entry',
  'category',
  'segment',
  'aspect',
  'occurrence',
  'judge',
  'value',
  'base',
  'multiplier',
] as const

/** What a table would bring: its size, what is wrong in it cell by cell, the first rows as read, and the ranking. */
export const ImportPreview = ({ read }: { read: Read }) => {
  const t = useText()
  const format = useFormat()
  const wrong = new Set(read.mistakes.map(one => `${one.row} ${one.column}`))
  const shown = sampleColumns.filter(column => read.sample.some(row => row[column]))
  return (
    <>
      <Strip dense>
        <StripCell label={t('preview.rows')}>
          <Figure size={28}>{format.number(read.rows)}</Figure>
        </StripCell>
        <StripCell label={t('preview.entries')}>
          <Figure size={28}>{format.number(read.entries)}</Figure>
        </StripCell>
        <StripCell label={t('preview.judges')} note={read.judges.slice(0, 12).join(', ')}>
          <Figure size={28}>{format.number(read.judges.length)}</Figure>
        </StripCell>
        <StripCell label={t('preview.mistakes')}>
          <Figure size={28}>{format.number(read.mistakesTotal)}</Figure>
        </StripCell>
      </Strip>
      {read.mistakesTotal > 0 ? (
        <MistakeTable
          total={read.mistakesTotal}
          mistakes={read.mistakes.map(one => ({ ...one, at: { row: one.row, column: one.column } }))}
        />
      ) : (
        <Note kind="ok">{t('preview.clean')}</Note>
      )}
      {read.sample.length > 0 && (
        <section>
          <H3>{t('preview.sample')}</H3>
          <RuledTable caption={t('preview.sample')} dense minWidth={600}>
            <thead>
              <tr>
                {shown.map(column => (
                  <th key={column} scope="col">
                    {t(`columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {read.sample.map((row, index) => (
                // Rows of a file in its order.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={index}>
                  {shown.map(column => (
                    <td
                      key={column}
                      className={wrong.has(`${row['row']} ${column}`) ? 'standings-cell-wrong' : undefined}
                    >
                      {row[column]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </RuledTable>
        </section>
      )}
      {read.ranking.length > 0 && (
        <section>
          <H3>{t('preview.ranking')}</H3>
          <RuledTable caption={t('preview.ranking')} dense>
            <thead>
              <tr>
                <th scope="col">{t('columns.category')}</th>
                <th scope="col" className="is-right">
                  {t('ranking.rank')}
                </th>
                <th scope="col">{t('ranking.who')}</th>
                <th scope="col" className="is-right">
                  {t('ranking.score')}
                </th>
              </tr>
            </thead>
            <tbody>
              {read.ranking.slice(0, 60).map(one => (
                <tr key={`${one.category} ${one.entry}`}>
                  <td>{one.category || '–'}</td>
                  <td className="is-right pl-num">{one.rank ?? '–'}</td>
                  <td>
                    {one.name || one.entry} <span className="pl-muted">{one.name ? one.entry : ''}</span>
                  </td>
                  <td className="is-right">{one.total === null ? '–' : shortFigure(one.total)}</td>
                </tr>
              ))}
            </tbody>
          </RuledTable>
        </section>
      )}
    </>
  )
}
