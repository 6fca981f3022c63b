import type { OrderView } from '../../../domains/commerce/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { Chip, type ChipKind } from '../../ui/chip.tsx'
import { Row, Spacer } from '../../ui/layout.tsx'
import { SumList } from '../../ui/list.tsx'
import { useText } from './text.ts'

const chips: Record<OrderView['state'], ChipKind> = {
  open: 'held',
  paid: 'confirmed',
  returning: 'progress',
  refunded: 'plain',
  expired: 'rejected',
  cancelled: 'rejected',
}

export const StateChip = ({ state }: { state: OrderView['state'] }) => {
  const t = useText()
  return <Chip kind={chips[state]}>{t(`states.${state}`)}</Chip>
}

/** What is bought, for how much, from whom, and what comes back when. */
export const OrderSummary = ({ order }: { order: OrderView }) => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  return (
    <div className="commerce-order">
      <Row>
        <h2 className="pl-h4">{t('thisOrder')}</h2>
        <Spacer />
        <StateChip state={order.state} />
      </Row>
      <p className="pl-small pl-secondary">{format.pick(order.title)}</p>
      <SumList
        items={order.lines.map((line, index) => ({
          key: String(index),
          label: line.detail ? `${format.pick(line.title)} · ${format.pick(line.detail)}` : format.pick(line.title),
          value: format.money(line.amount),
        }))}
        total={{
          key: 'total',
          label: order.state === 'open' ? t('total') : t('totalPaid'),
          value: format.money(order.total),
        }}
      />
      <p className="commerce-fine">
        {order.terms && format.pick(order.terms)}
        {order.terms && locale === 'en' ? ' ' : ''}
        {t('seller', { seller: format.pick(order.seller) })}
      </p>
    </div>
  )
}
