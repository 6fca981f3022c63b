import './desk.css'
import { listOwnCompetitions } from '../../../../domains/competitions/staff-contract.ts'
import { readOrganisationBySlug } from '../../../../domains/organisations/contract.ts'
import type { ReplyOf } from '../../../../kernel/contract.ts'
import { formatIn, useFormat } from '../../../i18n/use-format.ts'
import { viewOf } from '../../../page.ts'
import { query, useQueryOf } from '../../../queries.ts'
import { useConsole } from '../../../shell/rail.tsx'
import { Button } from '../../../ui/button.tsx'
import { DeskBody, DeskHead, FilterBar } from '../../../ui/desk.tsx'
import { Empty, TableSkeleton } from '../../../ui/feedback.tsx'
import { FilterSelect, SearchField } from '../../../ui/field.tsx'
import { Link, useSetSearch } from '../../../ui/link.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { Pagination } from '../../../ui/tabs.tsx'
import { Muted } from '../../../ui/text.tsx'
import { RefusalNote } from '../../../refusal.tsx'
import { StateChip } from '../state-chip.tsx'
import { useText } from './words.ts'

type Own = ReplyOf<typeof listOwnCompetitions>['rows'][number]
const states = [
  'draft',
  'announced',
  'open',
  'running',
  'judging',
  'provisional',
  'final',
  'archived',
  'cancelled',
] as const
const size = 30

export const view = viewOf('/organisations/$organisationSlug/competitions', {
  queries: ({ params }) => [query(readOrganisationBySlug, { params: { slug: params.organisationSlug } })],
  head: ({ data: [organisation], locale }) => ({
    title: `${useText.in(locale)('own.title')} · ${formatIn(locale, 'UTC').pick(organisation.name)}`,
    noIndex: true,
  }),
  Page: ({ data: [organisation], search }) => {
    const t = useText()
    const format = useFormat()
    const setSearch = useSetSearch()
    useConsole({ title: format.pick(organisation.name), note: t('own.title'), switchTo: '/organisations' })
    const page = /^[1-9]\d{0,3}$/.test(search['page'] ?? '') ? (search['page'] ?? '1') : '1'
    const state = states.find(one => one === search['state'])
    const list = useQueryOf(
      listOwnCompetitions,
      {
        params: { organisationId: organisation.id },
        query: {
          page,
          size: String(size),
          ...(state ? { state } : {}),
          ...(search['search'] ? { search: search['search'] } : {}),
          ...(search['sort'] ? { sort: search['sort'] } : {}),
        },
      },
      { keepPrevious: true },
    )
    const start = `/organise/new?organisation=${organisation.slug}`
    return (
      <>
        <DeskHead
          title={t('own.title')}
          actions={
            list.data?.can.create !== false && (
              <Button variant="ink" icon="plus" to={start}>
                {t('own.create')}
              </Button>
            )
          }
        />
        <FilterBar>
          <SearchField
            small
            label={t('own.search')}
            value={search['search'] ?? ''}
            onSearch={text => setSearch({ search: text || undefined, page: undefined })}
          />
          <FilterSelect
            label={t('own.state')}
            value={state ?? ''}
            onChange={value => setSearch({ state: value || undefined, page: undefined })}
            options={[
              { value: '', label: t('own.anyState') },
              ...states.map(one => ({ value: one, label: t(`states.${one}`) })),
            ]}
          />
        </FilterBar>
        <DeskBody>
          {list.error && <RefusalNote error={list.error} />}
          {!list.data && !list.error && <TableSkeleton rows={6} columns="1fr 120px 120px 80px" />}
          {list.data && (
            <>
              <OwnTable
                rows={list.data.rows}
                sort={search['sort']}
                onSort={sort => setSearch({ sort })}
                empty={
                  <Empty
                    title={t('own.emptyTitle')}
                    action={
                      list.data.can.create && (
                        <Button variant="ink" to={start}>
                          {t('own.create')}
                        </Button>
                      )
                    }
                  >
                    {t('own.emptyBody')}
                  </Empty>
                }
              />
              <Pagination
                page={list.data.page}
                size={size}
                total={list.data.total}
                to={to => `/organisations/${organisation.slug}/competitions?page=${to}`}
              />
            </>
          )}
        </DeskBody>
      </>
    )
  },
})

const OwnTable = (props: {
  rows: readonly Own[]
  sort: string | undefined
  onSort: (sort: string) => void
  empty: React.ReactNode
}) => {
  const t = useText()
  const format = useFormat()
  const columns: Column<Own>[] = [
    {
      key: 'name',
      title: t('own.competition'),
      rowHead: true,
      cell: row => (
        <>
          <Link to={row.state === 'draft' ? `/setup/${row.id}` : `/console/${row.id}`}>
            {format.pick(row.title) || t('own.untitled')}
          </Link>
          <br />
          <Muted size={12}>/{row.slug}</Muted>
        </>
      ),
    },
    { key: 'state', title: t('own.state'), cell: row => <StateChip state={row.state} /> },
    {
      key: 'closes',
      title: t('own.closes'),
      sort: 'closes',
      wideOnly: true,
      cell: row => (row.closesAt ? format.tableTime(row.closesAt, row.zone) : '—'),
    },
    {
      key: 'entries',
      title: t('own.entries'),
      align: 'right',
      cell: row =>
        row.places === null
          ? format.number(row.confirmed)
          : `${format.number(row.confirmed)} / ${format.number(row.places)}`,
    },
    {
      key: 'updated',
      title: t('own.updated'),
      sort: 'updated',
      wideOnly: true,
      align: 'right',
      cell: row => format.tableTime(row.updatedAt),
    },
  ]
  return (
    <DataTable
      dense
      caption={t('own.title')}
      columns={columns}
      rows={props.rows}
      rowKey={row => row.id}
      sort={props.sort}
      onSort={props.onSort}
      empty={props.empty}
    />
  )
}
