import { exportJournal, type JournalEntryView, readJournal } from '../../../domains/ledger/contract.ts'
import { addMs, instant } from '../../../kernel/clock.ts'
import { addressOf } from '../../call.ts'
import { moneyPlain } from '../../i18n/format.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/desk.tsx'
import { Spacer } from '../../ui/layout.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty, TableSkeleton } from '../../ui/feedback.tsx'
import { FilterSelect, SearchField } from '../../ui/field.tsx'
import { Figure, Strip, StripCell } from '../../ui/figure.tsx'
import { useSetSearch } from '../../ui/link.tsx'
import { isoOfLocal, localOfIso } from '../../ui/local-time.ts'
import { RuledTable } from '../../ui/table.tsx'
import { Pagination } from '../../ui/tabs.tsx'
import { Mono } from '../../ui/text.tsx'
import { type Balance, totalsOf } from './accounts.tsx'
import { numberOf, useAccountName, useText } from './text.ts'

const periods = { today: 0, week: 6, month: 29 } as const
const isPeriod = (text: string | undefined): text is keyof typeof periods => text !== undefined && text in periods
const states = ['pending', 'posted', 'voided'] as const

/** What the address asks for, as the route takes it. Days begin at midnight in the organisation's zone. */
const useFilter = (search: Readonly<Record<string, string>>, zone: string) => {
  const { clock } = useSite()
  const { period, account, find } = search
  const state = states.find(one => one === search['state'])
  const midnight = isoOfLocal(`${localOfIso(clock.now().toISOString(), zone).slice(0, 10)}T00:00`, zone)
  return {
    ...(isPeriod(period) ? { from: addMs(instant(midnight), -periods[period] * 86_400_000).toISOString() } : {}),
    ...(account ? { account } : {}),
    ...(state ? { state } : {}),
    ...(find ? { search: find } : {}),
  }
}

const spaced = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1 ')

const Entry = ({ entry, zone }: { entry: JournalEntryView; zone: string }) => {
  const t = useText()
  const format = useFormat()
  const nameOf = useAccountName()
  const order = entry.memo['order']
  const what = t.maybe(`purposes.${entry.purpose}`) ?? entry.purpose
  return entry.lines.map((line, index) => {
    const amount = moneyPlain({ currency: line.currency, minor: line.minor })
    return (
      <tr
        // oxlint-disable-next-line react/no-array-index-key -- postings of an entry never change
        key={index}
        className={[index === 0 ? 'is-first' : '', entry.state === 'voided' ? 'is-voided' : ''].join(' ')}
      >
        <td className="is-wide-only">{index === 0 && <Mono>J-{entry.number}</Mono>}</td>
        <td className="is-wide-only">{index === 0 && format.tableTime(entry.at, zone)}</td>
        <td className="is-wide-only">
          {index === 0 && (
            <>
              {what}
              {order && ` · ${t('order', { number: spaced(order) })}`}{' '}
              {entry.state !== 'posted' && (
                <Chip kind={entry.state === 'pending' ? 'progress' : 'draft'}>{t(`states.${entry.state}`)}</Chip>
              )}
            </>
          )}
        </td>
        <td className="is-wide-only ledger-code">
          <Mono>{numberOf(line.code)}</Mono>
        </td>
        <td className={line.side === 'credit' ? 'is-credit' : undefined}>
          {index === 0 && (
            <small className="ledger-what">
              {what}
              {order && ` · ${spaced(order)}`}
              {entry.state !== 'posted' && ` · ${t(`states.${entry.state}`)}`}
            </small>
          )}
          {nameOf(line.code)}
        </td>
        <td className="is-right">{line.side === 'debit' ? amount : ''}</td>
        <td className="is-right">{line.side === 'credit' ? amount : ''}</td>
      </tr>
    )
  })
}

/** The journal browser: what was booked, filtered by the address, with the sums of what is posted. */
export const Journal = ({
  organisationId,
  zone,
  accounts,
  search,
  base,
}: {
  organisationId: string
  zone: string
  accounts: readonly Balance[]
  search: Readonly<Record<string, string>>
  base: string
}) => {
  const t = useText()
  const nameOf = useAccountName()
  const setSearch = useSetSearch()
  const filter = useFilter(search, zone)
  const page = Math.max(1, Math.floor(Number(search['page'] ?? '1')) || 1)
  const params = { organisationId }
  const journal = useQueryOf(readJournal, { params, query: { ...filter, page, size: 50 } }, { keepPrevious: true })
  const [sum] = journal.data?.sums ?? []
  const reserved = sum && totalsOf(accounts).get(sum.currency)?.reserved
  const plain = (minor: string, currency: string) => moneyPlain({ currency, minor })
  const addressOfPage = (to: number) => {
    const query = new URLSearchParams({ ...search, page: String(to) })
    return `${base}?${query}`
  }
  return (
    <>
      <Strip>
        <StripCell label={t('debits')} note={t('entries', { count: journal.data?.total ?? 0 })}>
          <Figure size={34}>{sum ? plain(sum.debit, sum.currency) : '0'}</Figure>
        </StripCell>
        <StripCell label={t('credits')} note={t(!sum || sum.debit === sum.credit ? 'equal' : 'offNote')}>
          <Figure size={34}>{sum ? plain(sum.credit, sum.currency) : '0'}</Figure>
        </StripCell>
        <StripCell label={t('waiting')} note={t('waitingNote')}>
          <Figure size={34}>{sum && reserved !== undefined ? plain(reserved.toString(), sum.currency) : '0'}</Figure>
        </StripCell>
      </Strip>
      <FilterBar>
        <SearchField
          label={t('search')}
          value={search['find'] ?? ''}
          onSearch={find => setSearch({ find, page: undefined })}
          small
        />
        <FilterSelect
          label={t('period')}
          value={search['period'] ?? ''}
          onChange={period => setSearch({ period, page: undefined })}
          options={[
            { value: '', label: t('periods.all') },
            { value: 'today', label: t('periods.today') },
            { value: 'week', label: t('periods.week') },
            { value: 'month', label: t('periods.month') },
          ]}
        />
        <FilterSelect
          label={t('account')}
          value={search['account'] ?? ''}
          onChange={account => setSearch({ account, page: undefined })}
          options={[
            { value: '', label: t('allAccounts') },
            ...[...new Set(accounts.map(account => account.code))].map(code => ({ value: code, label: nameOf(code) })),
          ]}
        />
        <FilterSelect
          label={t('state')}
          value={search['state'] ?? ''}
          onChange={state => setSearch({ state, page: undefined })}
          options={[
            { value: '', label: t('allStates') },
            ...states.map(state => ({ value: state, label: t(`states.${state}`) })),
          ]}
        />
        <Spacer />
        <Button size="s" icon="download" download to={addressOf(exportJournal, { params, query: filter })}>
          {t('csv')}
        </Button>
      </FilterBar>
      <RefusalNote error={journal.error} />
      {journal.data === undefined ? (
        journal.error === null && <TableSkeleton columns="1fr 120px 120px" rows={8} />
      ) : journal.data.rows.length === 0 ? (
        <Empty title={t('empty')}>{t('emptyBody')}</Empty>
      ) : (
        <>
          <RuledTable caption={t('title')} dense className="ledger-journal">
            <thead>
              <tr>
                <th scope="col" className="is-wide-only">
                  {t('number')}
                </th>
                <th scope="col" className="is-wide-only">
                  {t('time')}
                </th>
                <th scope="col" className="is-wide-only">
                  {t('what')}
                </th>
                <th scope="col" className="is-wide-only ledger-code" aria-hidden="true" />
                <th scope="col">{t('account')}</th>
                <th scope="col" className="is-right">
                  {t('debit')}
                </th>
                <th scope="col" className="is-right">
                  {t('credit')}
                </th>
              </tr>
            </thead>
            <tbody>
              {journal.data.rows.map(entry => (
                <Entry key={entry.id} entry={entry} zone={zone} />
              ))}
            </tbody>
            <tfoot>
              {journal.data.sums.map(one => (
                <tr key={one.currency}>
                  <th scope="row" colSpan={4} className="is-wide-only">
                    {t('sum')}
                  </th>
                  <td>{one.currency}</td>
                  <td className="is-right">
                    <b>{plain(one.debit, one.currency)}</b>
                  </td>
                  <td className="is-right">
                    <b>{plain(one.credit, one.currency)}</b>
                  </td>
                </tr>
              ))}
            </tfoot>
          </RuledTable>
          <Pagination page={page} size={journal.data.size} total={journal.data.total} to={addressOfPage} />
          <p className="ledger-fine">{t('immutable')}</p>
        </>
      )}
    </>
  )
}
