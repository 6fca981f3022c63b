import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { checkOrder, type OrderView, readOrder } from '../../../domains/commerce/contract.ts'
import type { PaymentView } from '../../../domains/payments/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { useRemaining } from '../../ui/clock.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Steps } from '../../ui/list.tsx'
import { H1 } from '../../ui/text.tsx'
import { openProvider } from './open-provider.ts'
import { spaced, useText } from './text.ts'

const everyMs = 3_000
/** After so many questions the page leaves the asking to the server's own rounds. */
const mostAsked = 40

/** Asks every three seconds while somebody looks; counts the seconds since the page began to wait. */
const useAsking = (order: OrderView, active: boolean) => {
  const check = useCommand(checkOrder, { invalidates: [readOrder] })
  const { clock } = useSite()
  const began = useRef(clock.now().getTime())
  const [asked, setAsked] = useState(0)
  const [seconds, setSeconds] = useState(0)
  const { mutate, isPending, error } = check
  const busy = useRef(false)
  useEffect(() => {
    busy.current = isPending
  }, [isPending])
  const ask = useCallback(() => {
    if (busy.current) return
    setAsked(count => count + 1)
    mutate({ params: { orderId: order.id } })
  }, [mutate, order.id])
  useEffect(() => {
    if (!active) return undefined
    const second = setInterval(() => setSeconds(Math.round((clock.now().getTime() - began.current) / 1000)), 1000)
    ask()
    let times = 1
    const question = setInterval(() => {
      times += 1
      if (times > mostAsked) clearInterval(question)
      else if (document.visibilityState === 'visible') ask()
    }, everyMs)
    return () => {
      clearInterval(second)
      clearInterval(question)
    }
  }, [active, clock, ask])
  return { asked, seconds, error, busy: isPending, now: ask }
}

const Bold = (inner: ReactNode) => <b>{inner}</b>

/** Says what happened, what is kept safe, and what comes next. */
export const Waiting = ({
  order,
  payment,
  returned,
  onOther,
}: {
  order: OrderView
  payment: PaymentView
  /** The buyer came back from the provider; otherwise a charge was begun and left. */
  returned: boolean
  onOther: () => void
}) => {
  const t = useText()
  const format = useFormat()
  const left = useRemaining(order.expiresAt)
  const asking = useAsking(order, returned)
  const provider = t.maybe(`providers.${payment.provider}`) ?? payment.provider
  const amount = format.money(payment.amount)
  const paidFor = Math.max(0, instant(order.expiresAt).getTime() - instant(order.now).getTime())
  return (
    <>
      <div className="commerce-wait">
        <Icon name="hourglass" />
      </div>
      <H1 size="desk">{t('waiting.title', { provider })}</H1>
      <p className="pl-secondary">
        {returned ? t.rich('waiting.lead', { b: Bold }, { provider, seconds: asking.seconds }) : t('waiting.leadOpen')}
      </p>
      <div className="commerce-steps">
        <Steps
          steps={[
            {
              key: 'begun',
              state: 'done',
              name: t('waiting.started', { amount }),
              note: t('waiting.startedNote', {
                time: format.timeExact(payment.createdAt),
                number: spaced(order.number),
              }),
            },
            {
              key: 'confirming',
              state: 'now',
              name: t('waiting.confirming', { provider }),
              note:
                asking.asked === 0
                  ? undefined
                  : asking.asked >= mostAsked
                    ? t('waiting.slow')
                    : t('waiting.asked', { count: asking.asked }),
            },
            { key: 'then', state: 'ahead', name: t('waiting.then'), note: t('waiting.thenNote') },
          ]}
        />
      </div>
      <Note title={t('waiting.closeTitle')}>{t('waiting.closeBody', { left: format.span(left || paidFor) })}</Note>
      <RefusalNote error={asking.error} />
      <div className="commerce-acts">
        {!returned && payment.action?.kind === 'redirect' && (
          <Button variant="ink" size="l" onClick={() => openProvider(payment.action)}>
            {t('waiting.continue', { provider })}
          </Button>
        )}
        <Button size="l" icon="refresh" busy={asking.busy} onClick={asking.now}>
          {t('waiting.check')}
        </Button>
        <Button size="l" variant="quiet" onClick={onOther}>
          {t('waiting.other')}
        </Button>
      </div>
    </>
  )
}
