import './competition.css'
import { type CompetitionCard, listCompetitions, listFilters } from '../../../domains/competitions/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { FilterSelect, SearchField } from '../../ui/field.tsx'
import { PageHead, Wrap } from '../../ui/layout.tsx'
import { Link, useSetSearch } from '../../ui/link.tsx'
import { type Column, DataTable } from '../../ui/table.tsx'
import { Pagination, Tabs } from '../../ui/tabs.tsx'
import { Muted } from '../../ui/text.tsx'
import { StateChip } from './state-chip.tsx'
import { useText } from './words.ts'

type Filter = (typeof listFilters)[number]
const isFilter = (text: string | undefined): text is Filter => listFilters.some(one => one === text)
const size = 30

const wanted = (search: Readonly<Record<string, string>>) => ({
  when: isFilter(search['when']) ? search['when'] : ('all' as const),
  page: /^[1-9]\d{0,4}$/.test(search['page'] ?? '') ? search['page'] : '1',
  size: String(size),
  ...(search['search'] ? { search: search['search'].slice(0, 200) } : {}),
  ...(search['organisation'] ? { organisation: search['organisation'].slice(0, 80) } : {}),
  ...(search['free'] === 'yes' ? { free: 'yes' as const } : search['free'] === 'no' ? { free: 'no' as const } : {}),
  ...(search['sort'] ? { sort: search['sort'].slice(0, 60) } : {}),
})

const addressWith = (search: Readonly<Record<string, string>>, changes: Record<string, string | undefined>): string => {
  const next = new URLSearchParams(search)
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(key)
    else next.set(key, value)
  }
  const text = next.toString()
  return text ? `/competitions?${text}` : '/competitions'
}

export const view = viewOf('/competitions', {
  queries: ({ search }) => [query(listCompetitions, { query: wanted(search) })],
  head: ({ locale }) => {
    const t = useText.in(locale)
    return { title: t('list.title'), description: t('list.description') }
  },
  Page: ({ data: [list], search }) => {
    const t = useText()
    const format = useFormat()
    const setSearch = useSetSearch()
    const { when } = wanted(search)
    return (
      <Wrap>
        <PageHead title={t('list.title')} note={t('list.note')} />
        <div className="competition-filters">
          <SearchField
            label={t('list.search')}
            value={search['search'] ?? ''}
            onSearch={text => setSearch({ search: text || undefined, page: undefined })}
          />
          <FilterSelect
            label={t('list.fee')}
            value={search['free'] ?? ''}
            onChange={value => setSearch({ free: value || undefined, page: undefined })}
            options={[
              { value: '', label: t('list.anyFee') },
              { value: 'yes', label: t('list.free') },
              { value: 'no', label: t('list.paid') },
            ]}
          />
        </div>
        <Tabs
          label={t('list.title')}
          current={addressWith(search, { when: when === 'all' ? undefined : when, page: undefined })}
          items={listFilters.map(filter => ({
            to: addressWith(search, { when: filter === 'all' ? undefined : filter, page: undefined }),
            label: t(`list.when.${filter}`),
            count: list.counts[filter],
          }))}
        />
        {list.rows.length === 0 ? (
          <Empty title={t('list.emptyTitle')}>
            {search['search'] ? t('list.emptySearch', { text: search['search'] }) : t('list.emptyBody')}
          </Empty>
        ) : (
          <>
            <ListTable rows={list.rows} sort={search['sort']} onSort={sort => setSearch({ sort, page: undefined })} />
            <Pagination
              page={list.page}
              size={size}
              total={list.total}
              to={page => addressWith(search, { page: page === 1 ? undefined : String(page) })}
            />
          </>
        )}
        <p className="pl-small pl-muted competition-table-note">
          {t('list.times', { zone: format.zone('Asia/Shanghai') })}
        </p>
      </Wrap>
    )
  },
})

const ListTable = ({
  rows,
  sort,
  onSort,
}: {
  rows: readonly CompetitionCard[]
  sort: string | undefined
  onSort: (sort: string) => void
}) => {
  const t = useText()
  const format = useFormat()
  const { clock } = useSite()
  const now = clock.now().getTime()
  const ends = (row: CompetitionCard): string => {
    if (row.state === 'announced') return t('list.opens', { date: format.tableTime(row.opensAt, row.zone) })
    const left = instant(row.closesAt).getTime() - now
    return row.state === 'open' ? t('list.left', { time: format.span(left) }) : ''
  }
  const columns: Column<CompetitionCard>[] = [
    {
      key: 'name',
      title: t('list.competition'),
      rowHead: true,
      cell: row => (
        <Link to={`/competitions/${row.slug}`} plain className="competition-list-name">
          <b>{format.pick(row.title)}</b>
          <br />
          <Muted size={13}>
            {[format.pick(row.organisation.name), format.pick(row.summary)].filter(Boolean).join(' · ')}
          </Muted>
        </Link>
      ),
    },
    { key: 'state', title: t('list.state'), cell: row => <StateChip state={row.state} /> },
    {
      key: 'entry',
      title: t('list.entry'),
      sort: 'closes',
      wideOnly: true,
      cell: row => (
        <>
          {format.tableTime(row.closesAt, row.zone)}
          <br />
          <Muted size={13}>{ends(row)}</Muted>
        </>
      ),
    },
    {
      key: 'confirmed',
      title: t('list.confirmed'),
      align: 'right',
      wideOnly: true,
      cell: row =>
        row.places === null
          ? format.number(row.confirmed)
          : `${format.number(row.confirmed)} / ${format.number(row.places)}`,
    },
    {
      key: 'fee',
      title: t('list.fee'),
      sort: 'fee',
      align: 'right',
      cell: row => (row.fee.minor === '0' ? t('free') : format.price(row.fee)),
    },
  ]
  return (
    <DataTable
      caption={t('list.title')}
      columns={columns}
      rows={rows}
      rowKey={row => row.id}
      sort={sort}
      onSort={onSort}
    />
  )
}
