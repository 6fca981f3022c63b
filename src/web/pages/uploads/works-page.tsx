import './uploads.css'
import { useState } from 'react'
import { exportWorks, extendDeadline, listWorks } from '../../../domains/uploads/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useConsole } from '../../shell/rail.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DeskBody, DeskHead, FilterBar } from '../../ui/desk.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DateTimeField, SearchField, TextArea } from '../../ui/field.tsx'
import { Row } from '../../ui/layout.tsx'
import { Link, useSetSearch } from '../../ui/link.tsx'
import { type Column, DataTable } from '../../ui/table.tsx'
import { Pagination, Tabs } from '../../ui/tabs.tsx'
import { useText } from './text.ts'

type Works = ReplyOf<typeof listWorks>
type WorkRow = Works['rows'][number]

const states = ['all', 'submitted', 'missing', 'withdrawn'] as const
type State = (typeof states)[number]
const stateOf = (text: string | undefined): State => states.find(state => state === text) ?? 'all'

const kinds = { submitted: 'confirmed', withdrawn: 'rejected', missing: 'draft' } as const

const ExtendDialog = ({ row, window, onClose }: { row: WorkRow; window: Works['window']; onClose: () => void }) => {
  const t = useText()
  const format = useFormat()
  const { zone } = useSite()
  const [until, setUntil] = useState(row.extendedUntil ?? window.closesAt)
  const [reason, setReason] = useState('')
  const extend = useCommand(extendDeadline, { invalidates: [listWorks], onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('extend.title', { name: row.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('extend.cancel')}</Button>
          <Button
            variant="ink"
            busy={extend.isPending}
            disabled={reason.trim().length < 3}
            onClick={() =>
              extend.mutate({
                params: { windowId: window.id, entryId: row.entryId },
                body: { until, reason: reason.trim() },
              })
            }
          >
            {t('extend.verb')}
          </Button>
        </>
      }
    >
      <p>{t('extend.body', { at: format.dateTime(window.closesAt) })}</p>
      <DateTimeField label={t('extend.until')} value={until} onChange={setUntil} zone={zone} />
      <TextArea label={t('extend.reason')} value={reason} onChange={setReason} rows={3} maxLength={500} />
      {extend.error && <RefusalNote error={extend.error} />}
    </Dialog>
  )
}

const WorksDesk = ({
  works,
  competitionId,
  search,
}: {
  works: Works
  competitionId: string
  search: Readonly<Record<string, string>>
}) => {
  const t = useText()
  const format = useFormat()
  const setSearch = useSetSearch()
  const [extending, setExtending] = useState<WorkRow | null>(null)
  useConsole({
    title: format.pick(works.competition.title).replaceAll('|', ''),
    note: format.pick(works.competition.organisation),
    counts: { submissions: works.counts.submitted },
  })
  const state = stateOf(search['state'])
  const base = `/console/${competitionId}/works`
  const count = { ...works.counts, all: works.counts.submitted + works.counts.withdrawn + works.counts.missing }
  const exported = (format: 'csv' | 'xlsx') =>
    addressOf(exportWorks, {
      params: { competitionId },
      query: { format, state, search: search['search'], sort: search['sort'], stage: search['stage'] },
    })
  const columns: Column<WorkRow>[] = [
    { key: 'number', title: t('works.number'), sort: 'number', width: 150, cell: row => <code>{row.number}</code> },
    {
      key: 'name',
      title: t('works.name'),
      sort: 'name',
      rowHead: true,
      clip: true,
      cell: row => (
        <>
          {row.name} <span className="pl-muted pl-small">{row.affiliation}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('works.state'),
      sort: 'state',
      cell: row => <Chip kind={kinds[row.state]}>{t(`works.states.${row.state}`)}</Chip>,
    },
    { key: 'version', title: t('works.version'), align: 'right', wideOnly: true, cell: row => row.version || '' },
    { key: 'files', title: t('works.files'), align: 'right', wideOnly: true, cell: row => row.files || '' },
    {
      key: 'at',
      title: t('works.at'),
      sort: 'submitted',
      wideOnly: true,
      cell: row =>
        row.submittedAt && row.submissionId ? (
          <Link to={`/submissions/${row.submissionId}/receipt`}>{format.tableTime(row.submittedAt)}</Link>
        ) : (
          ''
        ),
    },
    {
      key: 'extension',
      title: t('works.extension'),
      align: 'right',
      cell: row => (
        <>
          {row.extendedUntil && (
            <span className="pl-small" title={row.extensionReason ?? ''}>
              {format.tableTime(row.extendedUntil)}{' '}
            </span>
          )}
          {works.can.extend && (
            <button type="button" className="pl-link pl-small" onClick={() => setExtending(row)}>
              {t('works.extend')}
            </button>
          )}
        </>
      ),
    },
  ]
  return (
    <>
      <DeskHead
        title={t('works.title')}
        note={t('works.window', {
          from: format.dayTime(works.window.opensAt),
          to: format.dayTime(works.window.closesAt),
        })}
        actions={
          <Row gap={8}>
            <Button size="s" icon="file-spreadsheet" to={exported('xlsx')} download>
              XLSX
            </Button>
            <Button size="s" icon="download" to={exported('csv')} download>
              CSV
            </Button>
          </Row>
        }
      />
      <Tabs
        label={t('works.state')}
        items={states.map(one => ({
          to: one === 'all' ? base : `${base}?state=${one}`,
          label: t(`works.tabs.${one}`),
          count: count[one],
        }))}
      />
      <FilterBar end={t('works.count', { count: works.total })}>
        <SearchField
          label={t('works.search')}
          value={search['search'] ?? ''}
          small
          onSearch={text => setSearch({ search: text || undefined, page: undefined })}
        />
      </FilterBar>
      <DeskBody>
        <DataTable
          caption={t('works.title')}
          columns={columns}
          rows={works.rows}
          rowKey={row => row.entryId}
          dense
          minWidth={560}
          sort={search['sort'] ?? 'number'}
          onSort={sort => setSearch({ sort, page: undefined })}
          empty={t('works.none')}
        />
        {works.total > works.size && (
          <Pagination
            page={works.page}
            size={works.size}
            total={works.total}
            to={page => `${base}?${new URLSearchParams({ ...search, page: String(page) }).toString()}`}
          />
        )}
      </DeskBody>
      {extending && <ExtendDialog row={extending} window={works.window} onClose={() => setExtending(null)} />}
    </>
  )
}

export const view = viewOf('/console/$competitionId/works', {
  queries: ({ params, search }) => [
    query(listWorks, {
      params: { competitionId: params.competitionId },
      query: {
        state: stateOf(search['state']),
        page: search['page'] ?? 1,
        ...(search['search'] ? { search: search['search'] } : {}),
        ...(search['sort'] ? { sort: search['sort'] } : {}),
        ...(search['stage'] ? { stage: search['stage'] } : {}),
      },
    }),
  ],
  head: ({ locale }) => ({ title: useText.in(locale)('works.title'), noIndex: true }),
  Page: ({ data: [works], params, search }) => (
    <WorksDesk works={works} competitionId={params.competitionId} search={search} />
  ),
})
