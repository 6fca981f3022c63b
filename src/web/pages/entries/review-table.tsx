import type { ReactNode } from 'react'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import type { listEntries } from '../../../domains/entries/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { DataTable, type Selection } from '../../ui/table.tsx'
import { Mono } from '../../ui/text.tsx'
import { StateChip } from './state-chip.tsx'
import { useText } from './text.ts'

type List = ReplyOf<typeof listEntries>

/** The queue itself: one line an entry, names whole in the pane. */
export const ReviewTable = ({
  rows,
  tracks,
  sort,
  onSort,
  selection,
  open,
  onOpen,
  empty,
}: {
  rows: List['rows']
  tracks: List['competition']['tracks']
  sort: string
  onSort: (sort: string) => void
  selection: Selection
  open: string | undefined
  onOpen: (id: string) => void
  empty: ReactNode
}) => {
  const t = useText()
  const format = useFormat()
  const { clock } = useSite()
  const now = clock.now().getTime()
  const trackName = (id: string | null) => {
    const track = tracks.find(one => one.id === id)
    return track ? format.pick(track.name) : ''
  }
  const waited = (row: List['rows'][number]) => {
    if (row.state === 'held' && row.holdExpiresAt) return format.span(instant(row.holdExpiresAt).getTime() - now)
    return row.state === 'in-review' || row.state === 'returned'
      ? format.span(now - instant(row.updatedAt).getTime())
      : ''
  }
  return (
    <DataTable
      caption={t('desk.title')}
      dense
      rows={rows}
      rowKey={row => row.id}
      rowName={row => row.entrantName}
      sort={sort}
      onSort={onSort}
      selection={selection}
      focused={open}
      onFocusRow={onOpen}
      onOpen={row => onOpen(row.id)}
      empty={empty}
      columns={[
        {
          key: 'number',
          title: t('desk.number'),
          sort: 'number',
          wideOnly: true,
          cell: row => <Mono>{row.number}</Mono>,
        },
        {
          key: 'name',
          title: t('desk.name'),
          sort: 'name',
          clip: true,
          rowHead: true,
          cell: row => row.entrantName,
        },
        {
          key: 'school',
          title: t('desk.school'),
          sort: 'affiliation',
          clip: true,
          wideOnly: true,
          cell: row => <span className="pl-secondary">{row.affiliation}</span>,
        },
        ...(tracks.length > 1
          ? [
              {
                key: 'track',
                title: t('desk.track'),
                wideOnly: true,
                cell: (row: List['rows'][number]) => (
                  <span className="pl-secondary pl-nowrap">{trackName(row.trackId)}</span>
                ),
              },
            ]
          : []),
        {
          key: 'entered',
          title: t('desk.entered'),
          sort: 'entered',
          wideOnly: true,
          cell: row => <span className="pl-secondary pl-nowrap">{format.tableTime(row.enteredAt)}</span>,
        },
        {
          key: 'paid',
          title: t('desk.paid'),
          align: 'right',
          wideOnly: true,
          cell: row => (row.paidMinor === '0' ? '—' : format.price({ currency: row.currency, minor: row.paidMinor })),
        },
        { key: 'state', title: t('desk.state'), sort: 'state', cell: row => <StateChip state={row.state} /> },
        {
          key: 'waited',
          title: t('desk.waited'),
          sort: 'updated',
          align: 'right',
          cell: row => <span className="pl-secondary pl-nowrap">{waited(row)}</span>,
        },
      ]}
    />
  )
}
