import { useFormat } from '../../i18n/use-format.ts'
import { useRemaining } from '../../ui/clock.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useText } from './text.ts'

export const DueClock = ({ dueAt }: { dueAt: string }) => {
  const t = useText()
  const format = useFormat()
  const left = useRemaining(dueAt)
  return (
    <span className="judging-due pl-muted">
      <Icon name="clock" size="s" />
      {left === 0
        ? t('desk.overdue', { at: format.dayTime(dueAt) })
        : t('desk.due', { at: format.dayTime(dueAt), left: format.span(left) })}
    </span>
  )
}
