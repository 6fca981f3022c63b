import {
  type EntryStanding,
  myEntries,
  myEntry,
  myStandings,
  readStanding,
  withdrawEntry,
} from '../../../domains/entries/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { useText } from './text.ts'

/** Giving the place back: the question names what is returned before anything happens. */
export const useWithdraw = (standing: EntryStanding) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const { entry, competition, refund, order, refundText } = standing
  const act = useCommand(withdrawEntry, { invalidates: [readStanding, myEntries, myEntry, myStandings] })
  const money = () => {
    if (refund)
      return refund.percent === 0
        ? t('withdraw.nothingBack', { paid: order ? format.money(order.total) : '' })
        : t('withdraw.back', { amount: format.money(refund.amount), percent: refund.percent })
    return t(order?.state === 'open' ? 'withdraw.unpaid' : 'withdraw.free')
  }
  return {
    busy: act.isPending,
    note: act.error && <RefusalNote error={act.error} />,
    ask: () =>
      void confirm({
        title: t('withdraw.title', { competition: format.pick(competition.title) }),
        body: (
          <>
            <p>
              <strong>{money()}</strong>
            </p>
            <p>{t('withdraw.place')}</p>
            {refund && <p className="pl-muted pl-small">{format.pick(refundText)}</p>}
          </>
        ),
        verb: t('withdraw.act'),
        variant: 'danger',
      }).then(yes => {
        if (yes) act.mutate({ params: { entryId: entry.id } })
      }),
  }
}
