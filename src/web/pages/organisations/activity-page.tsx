import './organisations.css'
import { listActivity, readOrganisationBySlug } from '../../../domains/organisations/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { DeskHead, FilterBar } from '../../ui/desk.tsx'
import { Empty, RefusedBlock, TableSkeleton } from '../../ui/feedback.tsx'
import { SearchField } from '../../ui/field.tsx'
import { useSetSearch } from '../../ui/link.tsx'
import { DataTable } from '../../ui/table.tsx'
import { Pagination } from '../../ui/tabs.tsx'
import { useOrganisationConsole } from './console-facts.ts'
import { useText } from './text.ts'
import type { Desk } from './types.ts'

const Activity = ({ organisation, search }: { organisation: Desk; search: Readonly<Record<string, string>> }) => {
  const t = useText()
  const format = useFormat()
  const setSearch = useSetSearch()
  const allowed = organisation.may.includes('organisation.manage')
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const list = useQueryOf(
    listActivity,
    { params: { organisationId: organisation.id }, query: { page, size: 50, search: search['search'] } },
    { keepPrevious: true, enabled: allowed },
  )
  useOrganisationConsole(organisation)
  if (!allowed) return <RefusedBlock title={t('activity.refused')}>{t('activity.refusedBody')}</RefusedBlock>
  return (
    <>
      <DeskHead title={t('activity.title')} note={t('activity.note')} />
      <FilterBar end={list.data ? t('activity.count', { count: list.data.total }) : undefined}>
        <SearchField
          label={t('activity.search')}
          value={search['search'] ?? ''}
          small
          onSearch={text => setSearch({ search: text || undefined, page: undefined })}
        />
      </FilterBar>
      <div className="organisations-matter">
        {list.error && <RefusalNote error={list.error} />}
        {!list.data && !list.error && <TableSkeleton rows={10} columns="120px 160px 1fr" />}
        {list.data?.rows.length === 0 && <Empty title={t('activity.empty')} />}
        {list.data && list.data.rows.length > 0 && (
          <DataTable
            caption={t('activity.title')}
            dense
            columns={[
              {
                key: 'at',
                title: t('activity.at'),
                width: 130,
                cell: row => <time dateTime={row.at}>{format.tableTime(row.at)}</time>,
              },
              {
                key: 'actor',
                title: t('activity.who'),
                width: 200,
                clip: true,
                cell: row => row.actor?.name ?? t('activity.system'),
              },
              {
                key: 'what',
                title: t('activity.what'),
                rowHead: true,
                cell: row => t.maybe(`events.${row.name}`) ?? <code className="pl-small">{row.name}</code>,
              },
            ]}
            rows={list.data.rows}
            rowKey={row => row.id}
          />
        )}
        {list.data && list.data.total > list.data.size && (
          <Pagination page={page} size={list.data.size} total={list.data.total} to={next => `?page=${String(next)}`} />
        )}
      </div>
    </>
  )
}

export const view = viewOf('/organisations/$organisationSlug/activity', {
  queries: ({ params }) => [query(readOrganisationBySlug, { params: { slug: params.organisationSlug } })],
  head: ({ locale }) => ({ title: useText.in(locale)('activity.title'), noIndex: true }),
  Page: ({ data: [organisation], search }) => <Activity organisation={organisation} search={search} />,
})
