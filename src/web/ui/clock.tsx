import { useEffect, useRef, useState } from 'react'
import { instant } from '../../kernel/clock.ts'
import { clockParts } from '../i18n/format.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { useSite } from '../site.tsx'
import { Chip } from './chip.tsx'
import { classes } from './class-names.ts'

const colon = <span className="pl-clock-colon">:</span>

/** The digits of a span. Never red, never blinking: underlined at ten minutes, reversed in the last one. */
export const ClockFace = ({
  ms,
  size,
  paused,
  added,
}: {
  ms: number
  size?: number | undefined
  paused?: boolean | undefined
  /** Time that was added, `+15:00`. */
  added?: string | undefined
}) => {
  const t = useWords()
  const { days, hours, minutes, seconds } = clockParts(ms)
  const state = paused ? 'paused' : ms <= 60_000 ? 'last' : ms <= 600_000 ? 'low' : ''
  const withHours = days > 0 || hours !== '0'
  return (
    <>
      <span
        className={classes('pl-num pl-clock', state && `pl-clock-${state}`)}
        style={size ? { fontSize: size } : undefined}
      >
        {days > 0 && (
          <>
            {days}
            <span className="pl-clock-unit">{t('clock.days', { count: days })}</span>
          </>
        )}
        {withHours && (
          <>
            {hours}
            {colon}
          </>
        )}
        {withHours ? minutes : minutes.replace(/^0(?=\d)/, '')}
        {colon}
        {seconds}
        {paused && ' ‖'}
      </span>
      {added && (
        <span className="pl-clock-added">
          <Chip>{added}</Chip>
        </span>
      )}
    </>
  )
}

/** Milliseconds until an instant on the server's time, once a second; stops at zero and tells once. */
export const useRemaining = (endsAt: string, onEnd?: () => void): number => {
  const { clock } = useSite()
  const end = instant(endsAt).getTime()
  const [now, setNow] = useState(() => clock.now().getTime())
  const tell = useRef(onEnd)
  useEffect(() => {
    tell.current = onEnd
  })
  useEffect(() => {
    const timer = setInterval(() => {
      const current = clock.now().getTime()
      setNow(current)
      if (current < end) return
      clearInterval(timer)
      tell.current?.()
    }, 1000)
    return () => clearInterval(timer)
  }, [end, clock])
  return Math.max(0, end - now)
}

/** Counts down to an instant. Screen readers get one sentence, not a tick a second. */
export const Countdown = ({
  endsAt,
  size,
  paused,
  added,
  onEnd,
}: {
  endsAt: string
  size?: number
  paused?: boolean
  added?: string
  onEnd?: () => void
}) => {
  const t = useWords()
  const format = useFormat()
  const left = useRemaining(endsAt, onEnd)
  return (
    <span className="pl-timer" role="timer" aria-live="off">
      <span className="pl-hidden">{left === 0 ? t('clock.over') : t('clock.left', { time: format.span(left) })}</span>
      <span aria-hidden="true">
        <ClockFace ms={left} size={size} paused={paused} added={added} />
      </span>
    </span>
  )
}
