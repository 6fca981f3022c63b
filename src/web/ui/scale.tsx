import type { ReactNode } from 'react'
import { instant } from '../../kernel/clock.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { useSite } from '../site.tsx'
import { classes } from './class-names.ts'

const clamp = (share: number) => Math.min(1, Math.max(0, share))
const at = (share: number) => `${(clamp(share) * 100).toFixed(2)}%`

/** A share between 0 and 1, drawn. Give it a label unless the number stands beside it. */
export const Bar = ({ share, label }: { share: number; label?: string }) => (
  <span
    className="pl-bar"
    {...(label
      ? {
          role: 'progressbar',
          'aria-label': label,
          'aria-valuenow': Math.round(clamp(share) * 100),
          'aria-valuemin': 0,
          'aria-valuemax': 100,
        }
      : { 'aria-hidden': true })}
  >
    <i style={{ width: at(share) }} />
  </span>
)

/** Graduations alone, `count` units wide. */
export const Ticks = ({ count = 24 }: { count?: number }) => (
  <span className="pl-ticks" style={{ ['--pl-count' as string]: count }} aria-hidden="true" />
)

/** Long work: a bar, a count and the time that is left. */
export const Progress = ({
  done,
  total,
  remainingMs,
  words,
}: {
  done: number
  total: number
  remainingMs?: number | undefined
  /** Replaces the sentence; false leaves only `done / total`. */
  words?: string | false
}) => {
  const t = useWords()
  const format = useFormat()
  const count = { done: format.number(done), total: format.number(total) }
  const sentence =
    words === false
      ? `${count.done} / ${count.total}`
      : (words ??
        (remainingMs === undefined
          ? t('load.progress', count)
          : t('load.progressLeft', { ...count, left: format.span(remainingMs) })))
  return (
    <span className="pl-progress" role="status">
      <Bar share={total === 0 ? 0 : done / total} />
      <span className="pl-nowrap">{sentence}</span>
    </span>
  )
}

export interface ScaleTick {
  /** Place between 0 and 1. */
  at: number
  major?: boolean
  label?: string
}

/** The rule with ticks: a filled length, a flag for now, and labels under major ticks. */
export const Scale = ({
  filled,
  now,
  ticks,
  label,
}: {
  filled: number
  now?: { at: number; label: string }
  ticks: readonly ScaleTick[]
  label: string
}) => (
  <div className="pl-scale" role="img" aria-label={label}>
    <div className="pl-scale-line">
      <i style={{ width: at(filled) }} />
    </div>
    {ticks.map(tick => (
      <span key={`tick ${tick.at}`}>
        <i className={classes('pl-scale-tick', tick.major && 'is-major')} style={{ left: at(tick.at) }} />
        {tick.label && (
          <span
            className={classes('pl-scale-label', tick.at <= 0.02 && 'is-first', tick.at >= 0.98 && 'is-last')}
            style={{ left: at(tick.at) }}
          >
            {tick.label}
          </span>
        )}
      </span>
    ))}
    {now && (
      <div className="pl-scale-now" style={{ left: at(now.at) }}>
        <span>{now.label}</span>
      </div>
    )}
  </div>
)

const dayMs = 86_400_000

/** The coming weeks: a tick a day, longer each seventh, with what happens hung above. Hidden on phones. */
export const DayScale = ({
  from,
  days,
  marks,
  blocks = [],
}: {
  /** First instant shown, usually the start of today. */
  from: string
  days: number
  marks: readonly { at: string; title: ReactNode; note?: ReactNode; side?: 'left' | 'right' }[]
  blocks?: readonly { from: string; to: string }[]
}) => {
  const t = useWords()
  const format = useFormat()
  const { clock } = useSite()
  const start = instant(from).getTime()
  const place = (iso: string) => (instant(iso).getTime() - start) / (days * dayMs)
  const isoOf = (ms: number) => {
    const day = instant(from)
    day.setTime(ms)
    return day.toISOString()
  }
  return (
    <div className="pl-day-scale">
      <div className="pl-day-scale-axis" aria-hidden="true">
        {Array.from({ length: days + 1 }, (_, day) => {
          const left = at(day / days)
          const iso = isoOf(start + day * dayMs)
          return <i key={iso} className={day % 7 === 0 ? 'is-major' : undefined} style={{ left }} />
        })}
        {Array.from({ length: Math.ceil(days / 7) }, (_, week) => {
          const iso = isoOf(start + week * 7 * dayMs)
          return (
            <span key={iso} style={{ left: at((week * 7) / days) }}>
              {format.tableDate(iso)}
            </span>
          )
        })}
      </div>
      {blocks.map(block => (
        <span
          key={block.from}
          className="pl-day-scale-block"
          style={{ left: at(place(block.from)), width: at(place(block.to) - place(block.from)) }}
        />
      ))}
      <span className="pl-day-scale-mark is-now" style={{ left: at(place(clock.now().toISOString())) }}>
        <span>{t('season.today')}</span>
      </span>
      {marks.map(mark => (
        <span
          key={`${mark.at} ${mark.side ?? ''}`}
          className={classes('pl-day-scale-mark', mark.side === 'left' && 'is-left')}
          style={{ left: at(place(mark.at)) }}
        >
          {mark.title}
          {mark.note && <small>{mark.note}</small>}
        </span>
      ))}
    </div>
  )
}
