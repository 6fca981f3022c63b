import './schedule-chart.css'
import type { DateLine } from '../../../domains/competitions/contract.ts'
import { addMs, instant } from '../../../kernel/clock.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { SealMark } from '../../ui/seal.tsx'
import { useLineName } from './competition-dates.tsx'
import { useText } from './words.ts'

const dayMs = 86_400_000

type Line = Pick<DateLine, 'kind' | 'stage' | 'name' | 'startsAt' | 'endsAt'>

/** The schedule drawn on one scale: entry hatched, rounds filled, the seal on the day results are final. */
export const ScheduleChart = ({
  lines,
  zone,
  stages,
  marked,
}: {
  lines: readonly Line[]
  zone: string
  stages: readonly { code: string; name: { 'zh-CN': string; en: string } }[]
  /** Index of the line being edited. */
  marked?: number | undefined
}) => {
  const t = useText()
  const format = useFormat()
  const { locale, clock } = useSite()
  const nameOf = useLineName(stages)
  if (lines.length === 0) return <p className="pl-secondary">{t('schedule.empty')}</p>
  const first = Math.min(...lines.map(line => instant(line.startsAt).getTime()))
  const last = Math.max(...lines.map(line => instant(line.endsAt ?? line.startsAt).getTime()))
  const start = first - 3 * dayMs
  const span = Math.max(14 * dayMs, (last - start) * 1.06)
  const at = (iso: string) => (instant(iso).getTime() - start) / span
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`
  const now = (clock.now().getTime() - start) / span
  const months: { at: number; name: string }[] = []
  const weeks: number[] = []
  for (let ms = start - (start % dayMs); ms < start + span; ms += dayMs) {
    const day = addMs(instant('1970-01-01T00:00:00Z'), ms)
    if (day.getUTCDate() === 1 && ms < start + span * 0.96)
      months.push({
        at: (ms - start) / span,
        name: new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' }).format(day),
      })
    if (day.getUTCDay() === 1 && ms >= start) weeks.push((ms - start) / span)
  }
  return (
    <div className="schedule-chart" role="group" aria-label={t('schedule.onScale')}>
      <div className="schedule-chart-row schedule-chart-head" aria-hidden="true">
        <span />
        <span />
        <span className="schedule-chart-field">
          {weeks.map(week => (
            <i key={week} className="schedule-chart-tick" style={{ left: percent(week) }} />
          ))}
          {months.map(month => (
            <span key={month.at} style={{ left: percent(month.at) }}>
              {month.name}
            </span>
          ))}
        </span>
      </div>
      {lines.map((line, index) => {
        const from = at(line.startsAt)
        const width = line.endsAt ? at(line.endsAt) - from : 0
        const kind = line.kind === 'entry' || line.kind === 'objections' ? 'is-open' : 'is-filled'
        return (
          <div
            // Lines of a draft may be alike while they are written.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            className={index === marked ? 'schedule-chart-row is-marked' : 'schedule-chart-row'}
          >
            <span className="schedule-chart-name">{nameOf(line)}</span>
            <span className="pl-small pl-muted schedule-chart-time">
              {line.endsAt
                ? `${format.tableDate(line.startsAt, zone)} – ${format.tableDate(line.endsAt, zone)}`
                : format.tableTime(line.startsAt, zone)}
            </span>
            <span className="schedule-chart-field" aria-hidden="true">
              {line.kind === 'final' ? (
                <span className="schedule-chart-seal" style={{ left: percent(from) }}>
                  <SealMark size={14} />
                </span>
              ) : (
                <i
                  className={`schedule-chart-bar ${kind}`}
                  style={{ left: percent(from), width: `max(6px, ${percent(width)})` }}
                />
              )}
            </span>
          </div>
        )
      })}
      {now > 0 && now < 1 && (
        <div
          className="schedule-chart-now"
          style={{ ['--schedule-now' as string]: now.toFixed(4) }}
          aria-hidden="true"
        />
      )}
    </div>
  )
}
