import './review.css'
import { useState } from 'react'
import { exportEntries, listEntries } from '../../../domains/entries/contract.ts'
import { addressOf, Refused } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { RefusalNote, useRefusal } from '../../refusal.tsx'
import { useConsole } from '../../shell/rail.tsx'
import { Button } from '../../ui/button.tsx'
import { BulkBar, DeskHead, FilterBar, Split } from '../../ui/desk.tsx'
import { Empty, Note } from '../../ui/feedback.tsx'
import { FilterSelect, SearchField } from '../../ui/field.tsx'
import { useSetSearch } from '../../ui/link.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Pagination, Tabs } from '../../ui/tabs.tsx'
import { ReasonPane } from './reason-pane.tsx'
import { ReviewPane } from './review-pane.tsx'
import { neighbour, queueAddress, queueOf, queues } from './review-state.ts'
import { ReviewTable } from './review-table.tsx'
import { useText } from './text.ts'
import { useQueueKeys } from './use-queue-keys.ts'
import { useReview } from './use-review.ts'

export const view = viewOf('/console/$competitionId/entries', {
  queries: ({ params, search }) => [query(listEntries, { params, query: queueOf(search) })],
  head: ({ locale, data: [{ competition }] }) => ({
    title: `${useText.in(locale)('desk.title')} · ${competition.title[locale]}`,
    noIndex: true,
  }),
  Page: ({ params, search, data: [list] }) => {
    const t = useText()
    const format = useFormat()
    const setSearch = useSetSearch()
    const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
    const { competitionId } = params
    const { competition, counts, rows, can } = list
    const queue = queueOf(search)
    const ids = rows.map(row => row.id)
    const open = search['open']
    const show = (id: string | undefined) => setSearch({ open: id })
    const review = useReview({
      competitionId,
      ids,
      open,
      selected,
      show,
      onDone: () => setSelected(new Set()),
      enabled: can.review,
    })
    useConsole({
      title: format.pick(competition.title),
      note: format.pick(competition.organisation),
      counts: { entries: counts['in-review'] ?? 0 },
    })
    const toggle = (id: string) => {
      const next = new Set(selected)
      if (!next.delete(id)) next.add(id)
      setSelected(next)
    }
    useQueueKeys({
      j: () => show(neighbour(ids, open, 1)),
      k: () => show(neighbour(ids, open, -1)),
      ' ': () => open && toggle(open),
      a: review.accept,
      r: () => review.begin('return'),
      x: () => review.begin('reject'),
      Escape: () => {
        if (review.begun) review.cancel()
        else if (selected.size > 0) setSelected(new Set())
        else show(undefined)
      },
    })
    const exported = { state: queue.state, search: queue.search, trackId: queue.trackId }
    const file = (kind: 'csv' | 'xlsx') => addressOf(exportEntries, { params, query: { ...exported, format: kind } })
    const total = Object.values(counts).reduce((sum, count) => sum + (count ?? 0), 0)
    const filtered = queue.search !== undefined || queue.trackId !== undefined
    const waiting = counts['in-review'] ?? 0
    const pane = review.begun ? (
      <ReasonPane
        review={review.begun}
        zone={competition.zone}
        rejectedPercent={competition.rejectedPercent}
        busy={review.busy}
        error={review.error}
        onSend={review.send}
        onCancel={review.cancel}
      />
    ) : open ? (
      <ReviewPane
        key={open}
        entryId={open}
        competitionId={competitionId}
        tracks={competition.tracks}
        place={{ index: ids.indexOf(open) + 1, total: ids.length }}
        onMove={step => show(neighbour(ids, open, step))}
        onClose={() => show(undefined)}
        onAccept={review.accept}
        onBegin={review.begin}
        busy={review.busy}
        error={review.error}
      />
    ) : undefined
    return (
      <div className="entries-review">
        <DeskHead
          title={t('desk.title')}
          note={waiting > 0 ? t('desk.note', { count: waiting }) : t('desk.noteNone')}
          actions={
            <Menu
              label={t('desk.export')}
              button={{ icon: 'download' }}
              items={[
                { key: 'csv', label: t('desk.csv'), to: file('csv'), icon: 'file-text' },
                { key: 'xlsx', label: t('desk.xlsx'), to: file('xlsx'), icon: 'file-spreadsheet' },
              ]}
            />
          }
        />
        <Tabs
          label={t('desk.tabs')}
          current={queueAddress(competitionId, search, { state: queue.state })}
          items={queues
            .filter(
              (state, index) => index < 4 || state === queue.state || (state !== 'all' && (counts[state] ?? 0) > 0),
            )
            .map(state => ({
              to: queueAddress(competitionId, search, { state }),
              label: state === 'all' ? t('desk.all') : t(`states.${state}`),
              count: state === 'all' ? total : (counts[state] ?? 0),
            }))}
        />
        <FilterBar
          end={
            <>
              {review.done > 0 && <span role="status">{t('desk.done', { count: review.done })} · </span>}
              <span className="entries-keys">{t('desk.keys')}</span>
            </>
          }
        >
          <SearchField
            small
            key={queue.search ?? ''}
            label={t('desk.search')}
            value={queue.search ?? ''}
            onSearch={text => setSearch({ search: text, page: undefined, open: undefined })}
          />
          {competition.tracks.length > 1 && (
            <FilterSelect
              label={t('desk.track')}
              value={queue.trackId ?? ''}
              onChange={track => setSearch({ track, page: undefined, open: undefined })}
              options={[
                { value: '', label: t('desk.allTracks') },
                ...competition.tracks.map(track => ({ value: track.id, label: format.pick(track.name) })),
              ]}
            />
          )}
        </FilterBar>
        <RefusedRows refused={review.refused} />
        {review.error !== null && !pane && <RefusalNote error={review.error} />}
        <BulkBar
          count={selected.size}
          total={rows.length}
          onAll={() => setSelected(new Set(ids))}
          onClear={() => setSelected(new Set())}
          acts={
            can.review
              ? [
                  {
                    key: 'accept',
                    icon: 'check',
                    label: t('desk.acceptMany', { count: selected.size }),
                    onSelect: review.accept,
                  },
                  {
                    key: 'return',
                    icon: 'arrow-back-up',
                    label: t('desk.returnMany'),
                    onSelect: () => review.begin('return'),
                  },
                  { key: 'reject', icon: 'ban', label: t('desk.rejectMany'), onSelect: () => review.begin('reject') },
                ]
              : []
          }
        />
        <Split pane={pane}>
          <div className="entries-queue">
            <ReviewTable
              rows={rows}
              tracks={competition.tracks}
              sort={queue.sort}
              onSort={sort => setSearch({ sort, page: undefined })}
              selection={{ selected, onChange: setSelected }}
              open={open}
              onOpen={show}
              empty={
                <Empty
                  title={t('desk.emptyTitle')}
                  action={
                    filtered ? (
                      <Button onClick={() => setSearch({ search: undefined, track: undefined, page: undefined })}>
                        {t('desk.clear')}
                      </Button>
                    ) : undefined
                  }
                >
                  {t(filtered ? 'desk.emptySearch' : 'desk.emptyQueue')}
                </Empty>
              }
            />
          </div>
          <Pagination
            page={list.page}
            size={list.size}
            total={list.total}
            to={page => queueAddress(competitionId, search, { state: queue.state, page: String(page) })}
          />
        </Split>
      </div>
    )
  },
})

/** Entries a verdict did not reach, with the reason of the first. */
const RefusedRows = ({ refused }: { refused: readonly { id: string; code: string }[] }) => {
  const t = useText()
  const [first] = refused
  const sentence = useRefusal(first ? new Refused({ code: first.code, status: 409 }) : null)
  if (!first) return null
  return (
    <Note kind="warn" title={t('desk.refused', { count: refused.length })}>
      {sentence}
    </Note>
  )
}
