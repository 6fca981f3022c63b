import { useFormat } from '../../i18n/use-format.ts'
import { Histogram, Plot } from '../../ui/chart.tsx'
import { Section } from '../../ui/layout.tsx'
import { type BoardRow, type Prize, winnersOf } from './board-types.ts'
import { useText } from './text.ts'

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]

/** How scores lie, with the line the last prize was drawn at. Nothing to see below eight entries. */
export const Distribution = ({ rows, prizes }: { rows: readonly BoardRow[]; prizes: readonly Prize[] }) => {
  const t = useText()
  const format = useFormat()
  const totals = rows.flatMap(row => (row.total === null ? [] : [Number(row.total)]))
  if (totals.length < 8) return null
  const [least, most] = [Math.min(...totals), Math.max(...totals)]
  const step = steps.find(one => (most - least) / one <= 36) ?? 100
  const from = Math.floor(least / step) * step
  const bars = Array.from({ length: Math.floor((most - from) / step) + 1 }, () => 0)
  for (const total of totals) {
    const at = Math.min(bars.length - 1, Math.floor((total - from) / step + 1e-9))
    bars[at] = (bars[at] ?? 0) + 1
  }
  const last = prizes.toSorted((a, b) => b.toRank - a.toRank)[0]
  const line = last && rows.filter(row => row.rank !== null && Math.ceil(row.rank) <= last.toRank).at(-1)
  const lineAt = line?.total === null || line?.total === undefined ? undefined : Number(line.total)
  const middle = totals.toSorted((a, b) => a - b)[Math.floor(totals.length / 2)] ?? 0
  return (
    <Section title={t('distribution.title')} note={t('distribution.note', { step })}>
      <Plot
        caption={t('distribution.caption', {
          count: totals.length,
          least: format.number(least, 2),
          most: format.number(most, 2),
          middle: format.number(middle, 2),
        })}
      >
        <Histogram
          label={t('distribution.title')}
          bars={bars}
          from={from}
          step={step}
          width={640}
          {...(lineAt !== undefined && last
            ? {
                markFrom: Math.floor((lineAt - from) / step + 1e-9) * step + from,
                markLabel: t('distribution.line', {
                  prize: format.pick(last.name),
                  score: format.number(lineAt, 2),
                  count: winnersOf(rows, last),
                }),
              }
            : {})}
        />
      </Plot>
    </Section>
  )
}
