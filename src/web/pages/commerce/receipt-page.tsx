import './commerce.css'
import { amountInWords } from '../../../domains/commerce/amount-in-words.ts'
import { type OrderView, readOrder } from '../../../domains/commerce/contract.ts'
import { fromWire } from '../../../kernel/money.ts'
import { moneyPlain } from '../../i18n/format.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { MoneyFigure } from '../../ui/figure.tsx'
import { Wrap } from '../../ui/layout.tsx'
import { Facts } from '../../ui/list.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { Mono } from '../../ui/text.tsx'
import { History } from './history.tsx'
import { ReceivedSeal } from './received-seal.tsx'
import { spaced, useText } from './text.ts'

const useAmountInWords = () => {
  const t = useText()
  const { locale } = useSite()
  return (order: OrderView): string | null =>
    locale === 'en'
      ? null
      : amountInWords(fromWire(order.total), {
          digits: t('numerals.digits'),
          places: t('numerals.places'),
          groups: t('numerals.groups'),
          unit: t('numerals.unit'),
          parts: t('numerals.parts'),
          whole: t('numerals.whole'),
          minus: t('numerals.minus'),
          currencies: { CNY: t('numerals.CNY') },
        })
}

const Lines = ({ order }: { order: OrderView }) => {
  const t = useText()
  const format = useFormat()
  const returned = order.refunded.minor !== '0'
  return (
    <RuledTable caption={t('receipt.title')}>
      <thead>
        <tr>
          <th scope="col">{t('receipt.item')}</th>
          <th scope="col" className="is-right is-wide-only">
            {t('receipt.quantity')}
          </th>
          <th scope="col" className="is-right is-wide-only">
            {t('receipt.unit')}
          </th>
          <th scope="col" className="is-right">
            {t('receipt.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines of an order never change
          <tr key={index}>
            <td>
              {index === 0 ? (
                <b>
                  {format.pick(order.title)} · {format.pick(line.title)}
                </b>
              ) : (
                format.pick(line.title)
              )}
              {line.detail && <small>{format.pick(line.detail)}</small>}
            </td>
            <td className="is-right is-wide-only">{line.amount.minor.startsWith('-') ? '' : line.quantity}</td>
            <td className="is-right is-wide-only">{line.amount.minor.startsWith('-') ? '' : moneyPlain(line.unit)}</td>
            <td className="is-right">{moneyPlain(line.amount)}</td>
          </tr>
        ))}
        <tr className="is-total">
          <td>{t('totalPaid')}</td>
          <td className="is-wide-only" />
          <td className="is-wide-only" />
          <td className="is-right">{moneyPlain(order.total)}</td>
        </tr>
        {returned && (
          <tr>
            <td>{t('receipt.refunded')}</td>
            <td className="is-wide-only" />
            <td className="is-wide-only" />
            <td className="is-right">{moneyPlain({ ...order.refunded, minor: `-${order.refunded.minor}` })}</td>
          </tr>
        )}
      </tbody>
    </RuledTable>
  )
}

export const view = viewOf('/orders/$orderId/receipt', {
  queries: ({ params }) => [query(readOrder, { params })],
  head: ({ data: [order], locale }) => ({
    title: `${useText.in(locale)('receipt.title')} ${spaced(order.number)}`,
    noIndex: true,
  }),
  Page: ({ data: [order] }) => {
    const t = useText()
    const format = useFormat()
    const inWords = useAmountInWords()(order)
    const payment = order.payments.find(one => one.state === 'captured' && !one.duplicate)
    const provider = payment && (t.maybe(`providers.${payment.provider}`) ?? payment.provider)
    if (order.paidAt === null)
      return (
        <Wrap>
          <Empty title={t('receipt.none')} action={<Button to={`/orders/${order.id}`}>{t('receipt.back')}</Button>}>
            {t('receipt.noneBody')}
          </Empty>
        </Wrap>
      )
    const time = format.dateTime(order.paidAt)
    return (
      <Wrap>
        <article className="commerce-receipt">
          <header>
            <div>
              <h1 className="pl-h2" tabIndex={-1}>
                {t('receipt.title')}
              </h1>
              <p className="pl-small pl-muted">
                <Mono>{t('receipt.number', { number: spaced(order.number).replaceAll(' ', '-') })}</Mono>
              </p>
            </div>
            <ReceivedSeal />
          </header>
          <div className="commerce-receipt-amount">
            <MoneyFigure amount={order.total} size={84} exact />
            <span className="pl-secondary">
              {provider ? t('receipt.paidBy', { provider, time }) : t('receipt.free', { time })}
              {inWords && (
                <>
                  <br />
                  <span className="pl-small pl-muted">{inWords}</span>
                </>
              )}
            </span>
          </div>
          <Lines order={order} />
          <div className="commerce-receipt-foot">
            <Facts
              items={[
                { key: 'seller', label: t('receipt.seller'), value: format.pick(order.seller) },
                { key: 'buyer', label: t('receipt.buyer'), value: order.buyer },
                ...(payment?.providerReference && provider
                  ? [
                      {
                        key: 'transaction',
                        label: t('receipt.transaction', { provider }),
                        value: <Mono>{payment.providerReference}</Mono>,
                      },
                    ]
                  : []),
                { key: 'order', label: t('receipt.order'), value: <Mono>{spaced(order.number)}</Mono> },
                ...(order.terms ? [{ key: 'terms', label: t('receipt.terms'), value: format.pick(order.terms) }] : []),
              ]}
            />
            <History order={order} />
          </div>
          <div className="commerce-acts">
            {order.link && (
              <Button variant="ink" to={order.link}>
                {t('receipt.goOn')}
              </Button>
            )}
            <Button icon="printer" onClick={() => window.print()}>
              {t('receipt.print')}
            </Button>
          </div>
        </article>
      </Wrap>
    )
  },
})
