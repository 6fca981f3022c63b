import { useEffect, useMemo, useState } from 'react'
import { readMeasured, saveMeasured } from '../../../domains/judging/contract.ts'
import { labelText } from '../../../domains/scoring/index.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { useCommand, useQueryOf } from '../../queries.ts'
import { loadRefusals, mistakesOf, RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Empty, TableSkeleton } from '../../ui/feedback.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { segmentOf } from './rubric-slots.ts'
import { useText } from './text.ts'

type Reply = ReplyOf<typeof readMeasured>
type Work = Reply['works'][number]
interface Column {
  id: string
  label: string
}

const MeasuredRow = ({
  work,
  columns,
  statuses,
  closed,
}: {
  work: Work
  columns: readonly Column[]
  statuses: readonly string[]
  closed: boolean
}) => {
  const t = useText()
  const { locale } = useSite()
  const stored = (aspect: string): string => work.values.find(one => one.aspect === aspect)?.value ?? ''
  const [texts, setTexts] = useState<Record<string, string>>({})
  const save = useCommand(saveMeasured, { invalidates: [readMeasured] })
  const saved = (aspect: string): string => texts[aspect] ?? stored(aspect)
  const put = (aspect: string): void => {
    const value = saved(aspect).trim()
    if (value === stored(aspect)) return
    const old = work.values.find(one => one.aspect === aspect)
    save.mutate({
      params: { workId: work.id },
      body: {
        values: [
          {
            aspect,
            value,
            occurrence: old?.occurrence ?? '',
            base: old?.base ?? '',
            multiplier: old?.multiplier ?? '',
            note: old?.note ?? '',
          },
        ],
      },
    })
  }
  const mistake = mistakesOf(save.error, 'values.0.value', locale)
  return (
    <>
      <tr>
        <th scope="row" className="pl-mono">
          {work.blindCode}
        </th>
        {columns.map(column => (
          <td key={column.id}>
            <input
              className={
                mistake && saved(column.id) !== stored(column.id)
                  ? 'pl-input pl-input-s pl-input-bad'
                  : 'pl-input pl-input-s'
              }
              inputMode="decimal"
              aria-label={`${work.blindCode} ${column.label}`}
              value={saved(column.id)}
              disabled={closed || work.status !== null}
              onChange={event => setTexts({ ...texts, [column.id]: event.target.value })}
              onBlur={() => put(column.id)}
              onKeyDown={event => {
                if (event.key === 'Enter') put(column.id)
              }}
            />
          </td>
        ))}
        <td>
          <select
            className="pl-input pl-input-s"
            aria-label={`${work.blindCode} ${t('measured.status')}`}
            value={work.status ?? ''}
            disabled={closed}
            onChange={event =>
              save.mutate({
                params: { workId: work.id },
                body: { values: [], status: event.target.value === '' ? null : event.target.value },
              })
            }
          >
            <option value="">{t('measured.scored')}</option>
            {statuses.map(status => (
              <option key={status} value={status}>
                {status}
              </option>
            ))}
          </select>
        </td>
        <td className="is-right pl-muted" aria-live="polite">
          {save.isPending ? t('measured.saving') : save.isSuccess ? t('measured.saved') : ''}
        </td>
      </tr>
      {save.error && (
        <tr>
          <td colSpan={columns.length + 3}>
            {mistake ? <span className="judging-missing">{mistake}</span> : <RefusalNote error={save.error} />}
          </td>
        </tr>
      )}
    </>
  )
}

/** Works down, measured aspects and deductions across; a cell is saved when it is left. */
export const MeasuredGrid = ({ panelId }: { panelId: string }) => {
  const t = useText()
  const { locale } = useSite()
  const grid = useQueryOf(readMeasured, { params: { panelId } })
  // Mistakes in a figure are said in the words of scoring.
  useEffect(() => {
    void loadRefusals('scoring', locale)
    void loadRefusals('judging', locale)
  }, [locale])
  const columns = useMemo((): { columns: Column[]; statuses: string[] } => {
    if (!grid.data) return { columns: [], statuses: [] }
    const { rules } = grid.data
    const segment = segmentOf(rules, grid.data.panel.segment)
    const aspects = (segment?.criteria ?? [])
      .flatMap(criterion => criterion.aspects)
      .filter(aspect => aspect.kind === 'measured')
    const deductions = [...(segment?.deductions ?? []), ...rules.overall.deductions]
    return {
      columns: [...aspects, ...deductions].map(one => ({ id: one.id, label: labelText(one.label, locale, one.id) })),
      statuses: Object.keys(rules.ranking.statuses),
    }
  }, [grid.data, locale])
  if (grid.error) return <RefusalNote error={grid.error} />
  if (!grid.data) return <TableSkeleton columns="80px 1fr 1fr 100px" />
  if (grid.data.works.length === 0) return <Empty title={t('progress.emptyTitle')}>{t('progress.emptyBody')}</Empty>
  const closed = grid.data.panel.state === 'locked'
  return (
    <section className="judging-block">
      <p className="pl-secondary">{t('measured.body')}</p>
      <RuledTable
        caption={t('views.measured')}
        dense
        className="judging-measured"
        minWidth={300 + columns.columns.length * 130}
      >
        <thead>
          <tr>
            <th>{t('progress.work')}</th>
            {columns.columns.map(column => (
              <th key={column.id}>
                {column.id} <small>{column.label}</small>
              </th>
            ))}
            <th>{t('measured.status')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {grid.data.works.map(work => (
            <MeasuredRow
              key={work.id}
              work={work}
              columns={columns.columns}
              statuses={columns.statuses}
              closed={closed}
            />
          ))}
        </tbody>
      </RuledTable>
    </section>
  )
}
