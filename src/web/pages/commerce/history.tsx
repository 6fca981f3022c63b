import type { OrderView } from '../../../domains/commerce/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from './text.ts'

/** The order's life, oldest first. */
export const History = ({ order }: { order: OrderView }) => {
  const t = useText()
  const format = useFormat()
  const code = order.payments.find(payment => payment.state === 'captured')?.provider ?? ''
  const provider = t.maybe(`providers.${code}`) ?? ''
  return (
    <ol className="commerce-history" aria-label={t('receipt.history')}>
      {order.events.map((event, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the list only grows at its end
        <li key={index}>
          <time dateTime={event.at}>
            {format.tableDate(event.at)} {format.timeExact(event.at)}
          </time>
          <span>
            {t.maybe(`events.${event.kind}`, {
              provider,
              amount: format.money(event.amount ?? order.total),
            }) ?? event.kind}
          </span>
        </li>
      ))}
    </ol>
  )
}
