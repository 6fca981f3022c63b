import type { ReactNode } from 'react'
import { instant } from '../../kernel/clock.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { useSite } from '../site.tsx'
import { classes } from './class-names.ts'
import { Link } from './link.tsx'
import { SealMark } from './seal.tsx'

export interface SeasonRow {
  key: string
  to: string
  title: ReactNode
  organiser: ReactNode
  fee: ReactNode
  /** "12 days", "not open yet". */
  left: ReactNode
  soon?: boolean
  entry?: { from: string; to: string }
  rounds: readonly { from: string; to: string }[]
  sealedAt?: string
}

const dayMs = 86_400_000

/** The season on the scale: entry hatched, rounds filled, the seal where results are signed. */
export const SeasonChart = ({
  label,
  rows,
  from,
  days = 150,
  ticks = 17,
}: {
  label: string
  rows: readonly SeasonRow[]
  /** First instant of the scale. */
  from: string
  days?: number
  /** Small ticks over the whole width. */
  ticks?: number
}) => {
  const t = useWords()
  const format = useFormat()
  const { clock, locale } = useSite()
  const start = instant(from).getTime()
  const place = (iso: string) => Math.min(1, Math.max(0, (instant(iso).getTime() - start) / (days * dayMs)))
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`
  const months: { at: number; name: string }[] = []
  for (let day = 0; day <= days; day += 1) {
    const at = instant(from)
    at.setTime(start + day * dayMs)
    if (at.getUTCDate() === 1) {
      const name = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
      months.push({ at: day / days, name: name.format(at) })
    }
  }
  const now = clock.now().toISOString()
  return (
    <div className="pl-season" role="group" aria-label={label}>
      <div className="pl-season-row pl-season-head">
        <span />
        <span className="pl-season-axis" aria-hidden="true">
          {Array.from({ length: ticks + 1 }, (_, index) => (
            <i key={`tick ${String(index)}`} style={{ left: percent(index / ticks) }} />
          ))}
          {months.map(month => (
            <span key={month.name} style={{ left: percent(month.at) }}>
              {month.name}
            </span>
          ))}
        </span>
        <span className="pl-season-right">{t('season.fee')}</span>
        <span className="pl-season-right">{t('season.left')}</span>
      </div>
      {rows.map(row => (
        <Link key={row.key} to={row.to} className="pl-season-row">
          <span className="pl-season-name">
            <b>{row.title}</b>
            <small>{row.organiser}</small>
          </span>
          <span className="pl-season-field" aria-hidden="true">
            {row.entry && (
              <i
                className="pl-season-entry"
                style={{
                  left: percent(place(row.entry.from)),
                  width: percent(place(row.entry.to) - place(row.entry.from)),
                }}
              />
            )}
            {row.rounds.map(round => (
              <i
                key={round.from}
                className="pl-season-round"
                style={{
                  left: percent(place(round.from)),
                  width: `max(6px, ${percent(place(round.to) - place(round.from))})`,
                }}
              />
            ))}
            {row.sealedAt && place(row.sealedAt) < 1 && (
              <span style={{ position: 'absolute', top: '50%', marginTop: -7, left: percent(place(row.sealedAt)) }}>
                <SealMark size={14} />
              </span>
            )}
          </span>
          <span className="pl-season-right pl-season-fee">{row.fee}</span>
          <span className={classes('pl-season-right', row.soon && 'is-soon')}>{row.left}</span>
        </Link>
      ))}
      <div className="pl-season-today" style={{ ['--pl-at' as string]: place(now).toFixed(4) }}>
        <span title={format.date(now)}>{t('season.today')}</span>
      </div>
    </div>
  )
}

/** Says what the marks of a season chart mean. */
export const SeasonLegend = () => {
  const t = useWords()
  return (
    <span className="pl-season-legend">
      <i className="pl-season-entry" />
      {t('season.entry')}
      <i className="pl-season-round" />
      {t('season.round')}
      <SealMark size={14} />
      {t('season.signed')}
    </span>
  )
}
