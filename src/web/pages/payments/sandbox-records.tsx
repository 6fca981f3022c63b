import type { SandboxChargeView } from '../../../domains/payments/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Row, Spacer } from '../../ui/layout.tsx'
import { Muted } from '../../ui/text.tsx'
import { useText } from './text.ts'

/** What the bank and the seller said to each other, oldest first. */
export const Records = ({ charge }: { charge: SandboxChargeView }) => {
  const t = useText()
  const format = useFormat()
  const valuesOf = (record: SandboxChargeView['records'][number]): Record<string, string> => {
    const { minor, currency, ending, status } = record.params
    return {
      reference: charge.reference,
      time: format.time(charge.expiresAt),
      ending: t.maybe(`endings.${String(ending)}.title`) ?? '',
      status: String(status ?? ''),
      amount: minor === undefined ? '' : format.money({ minor: String(minor), currency: String(currency) }),
    }
  }
  return (
    <>
      <Row>
        <h2 className="pl-h4">{t('records.title')}</h2>
        <Spacer />
        <Muted size={12}>{t('records.count', { count: charge.records.length })}</Muted>
      </Row>
      <ol className="payments-sandbox-records">
        {charge.records.map((record, index) => {
          const values = valuesOf(record)
          const note = t.maybe(`records.${record.kind}Note`, values)
          return (
            // oxlint-disable-next-line react/no-array-index-key -- the list only grows at its end
            <li key={index}>
              <time className="pl-muted" dateTime={record.at}>
                {format.timeExact(record.at)}
              </time>
              <span>
                {t.maybe(`records.${record.kind}`, values) ?? record.kind}
                {note && <small>{note}</small>}
              </span>
            </li>
          )
        })}
      </ol>
    </>
  )
}
