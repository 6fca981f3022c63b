import type { ReactNode } from 'react'
import { type OrderView, readOrder } from '../../../domains/commerce/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useQueryOf } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { H1 } from '../../ui/text.tsx'
import { History } from './history.tsx'
import { spaced, useText } from './text.ts'

/** While something is still under way the order is asked every few seconds. */
const useSettling = (order: OrderView) => {
  const moving = order.state === 'returning' || order.state === 'open'
  useQueryOf(readOrder, { params: { orderId: order.id } }, moving ? { every: 3_000 } : {})
}

const Matter = ({
  order,
  icon,
  title,
  lead,
  children,
}: {
  order: OrderView
  icon: IconName
  title: string
  lead: string
  children?: ReactNode
}) => {
  const t = useText()
  return (
    <>
      <div className="commerce-wait">
        <Icon name={icon} />
      </div>
      <p className="pl-small pl-muted">{t('order', { number: spaced(order.number) })}</p>
      <H1 size="desk">{title}</H1>
      <p className="pl-secondary">{lead}</p>
      {children}
      <div className="commerce-steps">
        <History order={order} />
      </div>
    </>
  )
}

/** An order that can no longer be paid: how it ended, what became of the money, where to go on. */
export const Ended = ({ order }: { order: OrderView }) => {
  const t = useText()
  const format = useFormat()
  useSettling(order)
  const amount = format.money(order.total)
  const receipt = <Button to={`/orders/${order.id}/receipt`}>{t('ended.receipt')}</Button>
  const acts = (...buttons: ReactNode[]) => <div className="commerce-acts">{buttons}</div>
  const on = (words: string) =>
    order.link && (
      <Button key="on" variant="ink" to={order.link}>
        {words}
      </Button>
    )
  if (order.state === 'paid') {
    const late = order.events.some(event => event.kind === 'paid-late')
    return (
      <Matter
        order={order}
        icon="check"
        title={t('ended.paidTitle')}
        lead={t(late ? 'ended.lateLead' : 'ended.paidLead', { amount })}
      >
        {acts(on(t('ended.on')), <span key="receipt">{receipt}</span>)}
      </Matter>
    )
  }
  if (order.state === 'returning')
    return (
      <Matter
        order={order}
        icon="arrow-back-up"
        title={t('ended.returningTitle')}
        lead={t('ended.returningLead', { amount })}
      />
    )
  if (order.state === 'refunded')
    return (
      <Matter
        order={order}
        icon="arrow-back-up"
        title={t('ended.refundedTitle')}
        lead={t('ended.refundedLead', { amount: format.money(order.refunded) })}
      >
        {acts(<span key="receipt">{receipt}</span>)}
      </Matter>
    )
  if (order.state === 'cancelled')
    return <Matter order={order} icon="x" title={t('ended.cancelledTitle')} lead={t('ended.cancelledLead')} />
  const time = format.dateTime(order.expiresAt)
  return (
    <Matter
      order={order}
      icon="clock"
      title={t('ended.expiredTitle')}
      lead={order.state === 'open' ? t('ended.endingLead') : t('ended.expiredLead', { time })}
    >
      {order.state === 'expired' && order.payments.length > 0 && <Note>{t('ended.expiredLate')}</Note>}
      {acts(on(t('ended.again')))}
    </Matter>
  )
}
