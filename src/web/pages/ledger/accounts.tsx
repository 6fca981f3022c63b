import type { z } from 'zod'
import type { balanceView } from '../../../domains/ledger/contract.ts'
import { moneyExact, moneyPlain } from '../../i18n/format.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Figure, Strip, StripCell } from '../../ui/figure.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { Mono } from '../../ui/text.tsx'
import { numberOf, useAccountName, useText } from './text.ts'

export type Balance = z.infer<typeof balanceView>

/** Posted balances on their side of the table, added per currency. */
export const totalsOf = (
  accounts: readonly Balance[],
): Map<string, { debit: bigint; credit: bigint; reserved: bigint }> => {
  const totals = new Map<string, { debit: bigint; credit: bigint; reserved: bigint }>()
  for (const account of accounts) {
    const total = totals.get(account.currency) ?? { debit: 0n, credit: 0n, reserved: 0n }
    const posted = BigInt(account.posted)
    if ((account.normalSide === 'debit') === posted >= 0n) total.debit += posted < 0n ? -posted : posted
    else total.credit += posted < 0n ? -posted : posted
    total.reserved += BigInt(account.pendingDebit)
    totals.set(account.currency, total)
  }
  return totals
}

/** The trial balance: every account with its side, what is reserved against it, and two equal sums below. */
export const Accounts = ({ accounts, at }: { accounts: readonly Balance[]; at: string }) => {
  const t = useText()
  const format = useFormat()
  const nameOf = useAccountName()
  const plain = (minor: bigint, currency: string) => moneyPlain({ currency, minor: minor.toString() })
  return [...totalsOf(accounts)].map(([currency, total]) => {
    const gap = total.debit - total.credit
    return (
      <section key={currency} aria-label={currency}>
        <Strip>
          <StripCell label={t('trial')} note={t(gap === 0n ? 'balancedNote' : 'offNote')}>
            <Figure size={34}>
              {gap === 0n ? '0' : t('off', { amount: moneyExact({ currency, minor: gap.toString() }) })}
            </Figure>
          </StripCell>
          <StripCell label={t('debits')} note={currency}>
            <Figure size={34}>{plain(total.debit, currency)}</Figure>
          </StripCell>
          <StripCell label={t('credits')} note={t(gap === 0n ? 'equal' : 'offNote')}>
            <Figure size={34}>{plain(total.credit, currency)}</Figure>
          </StripCell>
        </Strip>
        <RuledTable caption={`${t('trial')} ${currency}`} dense minWidth={620} className="ledger-accounts">
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {t('account')}
              </th>
              {(['debit', 'credit', 'reserved', 'available'] as const).map(head => (
                <th key={head} scope="col" className="is-right">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {accounts
              .filter(account => account.currency === currency)
              .sort((a, b) => numberOf(a.code).localeCompare(numberOf(b.code)))
              .map(account => {
                const posted = BigInt(account.posted)
                const onDebit = (account.normalSide === 'debit') === posted >= 0n
                const amount = plain(posted < 0n ? -posted : posted, currency)
                const reserved = BigInt(account.normalSide === 'debit' ? account.pendingCredit : account.pendingDebit)
                return (
                  <tr key={account.code}>
                    <td className="ledger-code">
                      <Mono>{numberOf(account.code)}</Mono>
                    </td>
                    <th scope="row">{nameOf(account.code)}</th>
                    <td className="is-right">{onDebit ? amount : ''}</td>
                    <td className="is-right">{onDebit ? '' : amount}</td>
                    <td className="is-right">{reserved === 0n ? '' : plain(reserved, currency)}</td>
                    <td className="is-right">{plain(BigInt(account.available), currency)}</td>
                  </tr>
                )
              })}
          </tbody>
          <tfoot>
            <tr>
              <td />
              <th scope="row">{t('sum')}</th>
              <td className="is-right">{plain(total.debit, currency)}</td>
              <td className="is-right">{plain(total.credit, currency)}</td>
              <td />
              <td />
            </tr>
          </tfoot>
        </RuledTable>
        <p className="ledger-fine">{t('trialNote', { time: format.dateTime(at) })}</p>
      </section>
    )
  })
}
