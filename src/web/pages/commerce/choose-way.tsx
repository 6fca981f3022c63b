import { useState } from 'react'
import { abandonOrder, type OrderView, payOrder, readOrder } from '../../../domains/commerce/contract.ts'
import type { PaymentView } from '../../../domains/payments/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceRows } from '../../ui/choice.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { H1 } from '../../ui/text.tsx'
import { Hold } from './hold.tsx'
import { openProvider } from './open-provider.ts'
import { spaced, useText } from './text.ts'

const icons: Record<string, IconName> = {
  sandbox: 'flask',
  alipay: 'brand-alipay',
  wechat: 'brand-wechat',
  stripe: 'credit-card',
  bank: 'building-bank',
}

const LastFailure = ({ order }: { order: OrderView }) => {
  const t = useText()
  const last = order.payments.at(-1)
  if (last?.state !== 'failed') return null
  return (
    <Note kind="warn" title={t('failed.title')}>
      {t.maybe(`failed.${last.failureCode ?? 'other'}`) ?? t('failed.other')}
    </Note>
  )
}

/** What can work for this order, one of them chosen, and the binding act. */
export const ChooseWay = ({ order, attempt }: { order: OrderView; attempt: PaymentView | undefined }) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const [chosen, setChosen] = useState(order.providers[0] ?? '')
  const nameOf = (code: string) => t.maybe(`providers.${code}`) ?? code
  const pay = useCommand(payOrder, {
    invalidates: [readOrder],
    onSuccess: reply => openProvider(reply.order.payments.find(one => one.id === reply.paymentId)?.action),
  })
  const giveUp = useCommand(abandonOrder, { invalidates: [readOrder] })
  const { params } = { params: { orderId: order.id } }
  const amount = format.money(order.total)
  const button = (
    <Button
      variant="seal"
      size="l"
      wide
      busy={pay.isPending || pay.isSuccess}
      disabled={chosen === ''}
      onClick={() => pay.mutate({ params, body: { provider: chosen } })}
    >
      {pay.isPending || pay.isSuccess
        ? t('choose.paying', { provider: nameOf(chosen) })
        : t('choose.pay', { provider: nameOf(chosen), amount })}
    </Button>
  )
  return (
    <>
      <div className="commerce-head">
        <p className="pl-small pl-muted">{t('order', { number: spaced(order.number) })}</p>
        <H1 size="desk">{t('choose.title', { amount })}</H1>
      </div>
      <Hold order={order} />
      <LastFailure order={order} />
      {order.providers.length === 0 ? (
        <Note kind="warn" title={t('choose.none')}>
          {t('choose.noneBody', { time: format.time(order.expiresAt) })}
        </Note>
      ) : (
        <>
          <h2 className="pl-h4 commerce-ways">{attempt ? t('choose.other') : t('choose.how')}</h2>
          <ChoiceRows
            label={t('choose.how')}
            value={chosen}
            onChange={setChosen}
            options={order.providers.map(code => ({
              value: code,
              label: nameOf(code),
              help: t.maybe(`providerHelp.${code}`),
              end: <Icon name={icons[code] ?? 'credit-card'} />,
            }))}
          />
          {attempt && (
            <p className="commerce-fine">{t('choose.closesFirst', { provider: nameOf(attempt.provider) })}</p>
          )}
          <RefusalNote error={pay.error ?? giveUp.error} />
          <div className="commerce-acts is-wide-only">{button}</div>
        </>
      )}
      {order.can.cancel && (
        <div className="commerce-acts">
          <Button
            variant="quiet"
            busy={giveUp.isPending}
            onClick={() =>
              void confirm({
                title: t('choose.giveUpAsk'),
                body: t('choose.giveUpBody'),
                verb: t('choose.giveUpYes'),
                variant: 'danger',
              }).then(yes => {
                if (yes) giveUp.mutate({ params })
              })
            }
          >
            {t('choose.giveUp')}
          </Button>
        </div>
      )}
      {order.providers.length > 0 && <div className="commerce-bar">{button}</div>}
    </>
  )
}
