import type { OrderView } from '../../../domains/commerce/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import { Countdown, useRemaining } from '../../ui/clock.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Scale } from '../../ui/scale.tsx'
import { useText } from './text.ts'

/** How long the place is still held: figures, and the same on the rule. */
export const Hold = ({ order, onEnd }: { order: OrderView; onEnd?: () => void }) => {
  const t = useText()
  const left = useRemaining(order.expiresAt)
  const whole = instant(order.expiresAt).getTime() - instant(order.createdAt).getTime()
  const minutes = Math.max(1, Math.round(whole / 60_000))
  const steps = Math.min(minutes, 30)
  return (
    <div className="commerce-hold">
      <div className="commerce-held">
        <span>
          <Icon name="clock" />
          {t('placesHeld')}
        </span>
        <Countdown endsAt={order.expiresAt} size={44} {...(onEnd ? { onEnd } : {})} />
      </div>
      <Scale
        filled={left / whole}
        label={t('placesHeld')}
        ticks={Array.from({ length: steps + 1 }, (_, index) => ({
          at: index / steps,
          major: index % 5 === 0 || index === steps,
          ...(index === 0 ? { label: '0' } : index === steps ? { label: t('minutes', { count: minutes }) } : {}),
        }))}
      />
    </div>
  )
}
