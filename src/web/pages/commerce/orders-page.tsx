import './commerce.css'
import { myOrders } from '../../../domains/commerce/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { PageHead, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { DataTable } from '../../ui/table.tsx'
import { Pagination } from '../../ui/tabs.tsx'
import { Mono } from '../../ui/text.tsx'
import { StateChip } from './order-summary.tsx'
import { spaced, useText } from './text.ts'

const pageOf = (search: Readonly<Record<string, string>>): number => {
  const page = Number(search['page'])
  return Number.isInteger(page) && page > 0 ? page : 1
}

export const view = viewOf('/me/orders', {
  queries: ({ search }) => [query(myOrders, { query: { page: pageOf(search), size: 20 } })],
  head: ({ locale }) => ({ title: useText.in(locale)('list.title'), noIndex: true }),
  Page: ({ data: [orders] }) => {
    const t = useText()
    const format = useFormat()
    return (
      <Wrap className="commerce-orders">
        <PageHead title={t('list.title')} />
        {orders.total === 0 ? (
          <Empty
            title={t('list.empty')}
            action={
              <Button variant="ink" to="/competitions">
                {t('list.find')}
              </Button>
            }
          >
            {t('list.emptyBody')}
          </Empty>
        ) : (
          <>
            <DataTable
              caption={t('list.title')}
              rows={orders.rows}
              rowKey={order => order.id}
              columns={[
                {
                  key: 'what',
                  title: t('list.what'),
                  rowHead: true,
                  cell: order => (
                    <>
                      <Link to={`/orders/${order.id}`}>{format.pick(order.title)}</Link>
                      <small>{format.pick(order.seller)}</small>
                    </>
                  ),
                },
                {
                  key: 'number',
                  title: t('list.number'),
                  wideOnly: true,
                  cell: order => <Mono>{spaced(order.number)}</Mono>,
                },
                { key: 'when', title: t('list.when'), wideOnly: true, cell: order => format.dateTime(order.createdAt) },
                { key: 'state', title: t('list.state'), cell: order => <StateChip state={order.state} /> },
                { key: 'amount', title: t('list.amount'), align: 'right', cell: order => format.money(order.total) },
                {
                  key: 'act',
                  title: '',
                  align: 'right',
                  wideOnly: true,
                  cell: order =>
                    order.state === 'open' ? (
                      <Link to={`/orders/${order.id}`}>{t('list.pay')}</Link>
                    ) : order.paidAt ? (
                      <Link to={`/orders/${order.id}/receipt`}>{t('list.receipt')}</Link>
                    ) : null,
                },
              ]}
            />
            <Pagination
              page={orders.page}
              size={orders.size}
              total={orders.total}
              to={page => `/me/orders?page=${page}`}
            />
          </>
        )}
      </Wrap>
    )
  },
})
