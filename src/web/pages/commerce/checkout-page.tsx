import './commerce.css'
import { useState } from 'react'
import { readOrder } from '../../../domains/commerce/contract.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { useTopic } from '../../topic.ts'
import { Wrap } from '../../ui/layout.tsx'
import { ChooseWay } from './choose-way.tsx'
import { Ended } from './ended.tsx'
import { OrderSummary } from './order-summary.tsx'
import { spaced, useText } from './text.ts'
import { Waiting } from './waiting.tsx'

export const view = viewOf('/orders/$orderId', {
  queries: ({ params }) => [query(readOrder, { params })],
  head: ({ data: [order], locale }) => {
    const t = useText.in(locale)
    return { title: `${t('title')} · ${t('order', { number: spaced(order.number) })}`, noIndex: true }
  },
  Page: ({ params, search, data: [first] }) => {
    // A closed tab, a lost connection, another device: whatever happened, the server's order is asked again.
    const live = useQueryOf(readOrder, { params }, { every: 10_000 })
    const order = live.data ?? first
    useTopic(`order:${order.id}`, () => void live.refetch())
    const [choosing, setChoosing] = useState(false)
    const attempt = order.payments.findLast(
      one =>
        one.action !== null || (search['returned'] === '1' && ['created', 'unknown', 'pending'].includes(one.state)),
    )
    const over = order.state !== 'open' || !order.can.pay
    return (
      <Wrap>
        <div className={over || (attempt && !choosing) ? 'commerce-checkout is-settled' : 'commerce-checkout'}>
          <section>
            {over ? (
              <Ended order={order} />
            ) : attempt && !choosing ? (
              <Waiting
                order={order}
                payment={attempt}
                returned={search['returned'] === '1'}
                onOther={() => setChoosing(true)}
              />
            ) : (
              <ChooseWay order={order} attempt={attempt} />
            )}
          </section>
          <aside className="commerce-summary">
            <OrderSummary order={order} />
          </aside>
        </div>
      </Wrap>
    )
  },
})
