import type { z } from 'zod'
import type { orderSummary } from '../../../domains/commerce/contract.ts'
import type { credentialSummary } from '../../../domains/credentials/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Chip, type ChipKind } from '../../ui/chip.tsx'
import { Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { useText } from './text.ts'

type Order = z.infer<typeof orderSummary>

const kinds: Record<Order['state'], ChipKind> = {
  open: 'held',
  paid: 'confirmed',
  returning: 'progress',
  refunded: 'progress',
  expired: 'rejected',
  cancelled: 'rejected',
}

/** The last orders; the rest is one step away. */
export const OrderTable = ({ orders, total }: { orders: readonly Order[]; total: number }) => {
  const t = useText()
  const format = useFormat()
  return (
    <Section
      title={t('orders.title')}
      note={total > orders.length ? <Link to="/me/orders">{t('orders.all', { count: total })}</Link> : undefined}
    >
      <RuledTable caption={t('orders.title')} dense>
        <thead>
          <tr>
            <th>{t('orders.time')}</th>
            <th>{t('orders.what')}</th>
            <th className="is-wide-only">{t('orders.number')}</th>
            <th>{t('orders.state')}</th>
            <th className="is-right">{t('orders.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map(order => (
            <tr key={order.id}>
              <td className="pl-nowrap pl-secondary">{format.tableTime(order.createdAt)}</td>
              <td>
                <Link to={`/orders/${order.id}`} plain>
                  {format.pick(order.title)}
                </Link>
              </td>
              <td className="pl-mono pl-muted is-wide-only">{order.number.replace(/(\d{4})(?=\d)/g, '$1 ')}</td>
              <td>
                <Chip kind={kinds[order.state]}>{t(`orderStates.${order.state}`)}</Chip>
              </td>
              <td className="is-right pl-nowrap">{format.money(order.total)}</td>
            </tr>
          ))}
        </tbody>
      </RuledTable>
    </Section>
  )
}

/** Certificates one holds, newest first, each open to anybody with its number. */
export const CertificateTable = ({ rows }: { rows: readonly z.infer<typeof credentialSummary>[] }) => {
  const t = useText()
  const format = useFormat()
  return (
    <Section title={t('certificates.title')} note={t('certificates.note')}>
      <RuledTable caption={t('certificates.title')}>
        <thead>
          <tr>
            <th>{t('certificates.year')}</th>
            <th>{t('certificates.what')}</th>
            <th className="is-wide-only">{t('certificates.number')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.number}>
              <td className="pl-num me-year">{row.issuedAt.slice(0, 4)}</td>
              <td>
                <b>{format.pick(row.award)}</b>
                <span className="me-line pl-muted pl-small">{format.pick(row.competition)}</span>
              </td>
              <td className="pl-mono pl-muted pl-nowrap is-wide-only">{row.number}</td>
              <td className="is-right pl-nowrap">
                <Link to={`/certificates/${row.number}`}>
                  {t(row.state === 'revoked' ? 'certificates.revoked' : 'certificates.open')}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </RuledTable>
    </Section>
  )
}
