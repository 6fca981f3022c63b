import { useState } from 'react'
import * as contract from '../../../domains/judging/contract.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { ProgressReply } from './progress-view.tsx'
import { emptySeat, type SeatDraft, SeatFields, seatInputs } from './seat-fields.tsx'
import { useText } from './text.ts'

const chips = {
  invited: 'held',
  accepted: 'confirmed',
  declined: 'rejected',
  removed: 'rejected',
  imported: 'plain',
} as const

/** The judges of a panel: who answered, what they have, and inviting or removing them. */
export const SeatsSection = ({ reply }: { reply: ProgressReply }) => {
  const t = useText()
  const confirm = useConfirm()
  const [drafts, setDrafts] = useState<SeatDraft[] | null>(null)
  const reads = [contract.progress, contract.listPanels]
  const add = useCommand(contract.addSeats, { invalidates: reads, onSuccess: () => setDrafts(null) })
  const remove = useCommand(contract.removeSeat, { invalidates: reads })
  const closed = reply.panel.state === 'locked'
  const ask = async (seat: ProgressReply['seats'][number]) => {
    const yes = await confirm({
      title: t('seats.removeTitle', { name: seat.name ?? seat.email ?? seat.label }),
      body: t('seats.removeBody', { count: seat.assigned - seat.submitted }),
      verb: t('seats.remove'),
      variant: 'danger',
    })
    if (yes) remove.mutate({ params: { seatId: seat.id } })
  }
  return (
    <section className="judging-block">
      <DataTable
        caption={t('views.judges')}
        rows={reply.seats.filter(seat => seat.state !== 'removed')}
        rowKey={seat => seat.id}
        columns={[
          { key: 'label', title: t('seats.seat'), cell: seat => <b>{seat.label}</b>, width: 64 },
          {
            key: 'name',
            title: t('seats.judge'),
            rowHead: true,
            clip: true,
            cell: seat => (
              <>
                {seat.name ?? seat.email}
                {seat.lead && <span className="pl-muted"> · {t('mine.lead')}</span>}
              </>
            ),
          },
          {
            key: 'affiliation',
            title: t('mine.affiliation'),
            wideOnly: true,
            clip: true,
            cell: seat => seat.affiliation,
          },
          {
            key: 'state',
            title: t('panels.state'),
            cell: seat => <Chip kind={chips[seat.state]}>{t(`seatStates.${seat.state}`)}</Chip>,
          },
          {
            key: 'load',
            title: t('panels.sheets'),
            align: 'right',
            cell: seat => `${seat.submitted} / ${seat.assigned}`,
          },
          {
            key: 'acts',
            title: '',
            align: 'right',
            cell: seat =>
              !closed &&
              seat.state !== 'imported' && (
                <Button size="s" variant="quiet" onClick={() => void ask(seat)}>
                  {t('seats.remove')}
                </Button>
              ),
          },
        ]}
      />
      <RefusalNote error={remove.error} />
      {drafts === null ? (
        !closed && (
          <Button icon="user-plus" onClick={() => setDrafts([{ ...emptySeat }])}>
            {t('seats.add')}
          </Button>
        )
      ) : (
        <form
          className="judging-form"
          onSubmit={event => {
            event.preventDefault()
            add.mutate({ params: { panelId: reply.panel.id }, body: { seats: seatInputs(drafts) } })
          }}
        >
          <SeatFields seats={drafts} onChange={setDrafts} />
          <RefusalNote error={add.error} />
          <div className="pl-actions">
            <Button type="submit" variant="ink" busy={add.isPending} disabled={seatInputs(drafts).length === 0}>
              {t('seats.send', { count: seatInputs(drafts).length })}
            </Button>
            <Button onClick={() => setDrafts(null)}>{t('progress.cancel')}</Button>
          </div>
        </form>
      )}
    </section>
  )
}
