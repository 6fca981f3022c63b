import { instant } from '../../../kernel/clock.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Countdown } from '../../ui/clock.tsx'
import { Scale, type ScaleTick } from '../../ui/scale.tsx'
import type { Board } from './board-types.ts'
import { useText } from './text.ts'

const dayMs = 86_400_000

/** How long objections are open, on the scale; or when results became final. */
export const ObjectionWindow = ({ board, zone }: { board: Board; zone: string }) => {
  const t = useText()
  const format = useFormat()
  const { clock } = useSite()
  const now = clock.now().getTime()
  const from = instant(board.provisionalAt).getTime()
  const until = board.objectionsUntil === null ? from : instant(board.objectionsUntil).getTime()
  if (board.stage === 'final' || board.objectionsUntil === null || now >= until) {
    return (
      <div className="standings-window is-over">
        <p>
          {board.finalAt
            ? t('window.final', { time: format.withZone(board.finalAt, zone) })
            : t('window.over', { time: format.withZone(board.objectionsUntil ?? board.provisionalAt, zone) })}
        </p>
      </div>
    )
  }
  const share = (at: number) => (at - from) / (until - from)
  const days = Math.round((until - from) / dayMs)
  const unit = days >= 2 ? dayMs : dayMs / 24
  const count = Math.round((until - from) / unit)
  const ticks: ScaleTick[] = Array.from({ length: count + 1 }, (_, index) => ({
    at: index / count,
    major: index % (days >= 2 ? 7 : 6) === 0 || index === count,
    ...(index === 0
      ? { label: format.dayTime(board.provisionalAt, zone) }
      : index === count
        ? { label: format.dayTime(board.objectionsUntil ?? '', zone) }
        : {}),
  }))
  return (
    <>
      <div className="standings-window">
        <div>
          <span className="pl-muted pl-small">{t('window.closesIn')}</span>
          <Countdown endsAt={board.objectionsUntil} size={44} />
        </div>
        <Scale
          filled={share(now)}
          now={{ at: share(now), label: t('window.now') }}
          ticks={ticks}
          label={t('window.until', { time: format.withZone(board.objectionsUntil, zone) })}
        />
        <Button to="/me">{t('window.object')}</Button>
      </div>
      <p className="standings-window-note pl-secondary">
        {t('window.note', { time: format.withZone(board.objectionsUntil, zone) })}
      </p>
    </>
  )
}
