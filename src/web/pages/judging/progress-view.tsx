import { useState } from 'react'
import * as contract from '../../../domains/judging/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, useConfirm } from '../../ui/dialog.tsx'
import { Empty, Note } from '../../ui/feedback.tsx'
import { Select, TextArea } from '../../ui/field.tsx'
import { Progress } from '../../ui/scale.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { useText } from './text.ts'

export type ProgressReply = ReplyOf<typeof contract.progress>
type Work = ProgressReply['works'][number]
type Asked = { kind: 'return'; sheetId: string; code: string; seat: string } | { kind: 'assign'; work: Work }

const reads = [contract.progress, contract.listPanels, contract.desk, contract.myPanels]

const ReturnDialog = ({ asked, onClose }: { asked: Extract<Asked, { kind: 'return' }>; onClose: () => void }) => {
  const t = useText()
  const [reason, setReason] = useState('')
  const back = useCommand(contract.returnSheet, { invalidates: reads, onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('progress.returnTitle', { code: asked.code, seat: asked.seat })}
      actions={
        <>
          <Button onClick={onClose}>{t('progress.cancel')}</Button>
          <Button
            variant="ink"
            disabled={reason.trim() === ''}
            busy={back.isPending}
            onClick={() => back.mutate({ params: { sheetId: asked.sheetId }, body: { reason: reason.trim() } })}
          >
            {t('progress.return')}
          </Button>
        </>
      }
    >
      <p>{t('progress.returnBody')}</p>
      <TextArea label={t('progress.reason')} value={reason} maxLength={1000} onChange={setReason} />
      <RefusalNote error={back.error} />
    </Dialog>
  )
}

const AssignDialog = ({ work, reply, onClose }: { work: Work; reply: ProgressReply; onClose: () => void }) => {
  const t = useText()
  const [seatId, setSeatId] = useState('')
  const assign = useCommand(contract.assignSheet, { invalidates: reads, onSuccess: onClose })
  const options = reply.seats
    .filter(seat => seat.state === 'accepted' || seat.state === 'invited')
    .map(seat => {
      const conflict = work.conflicts.some(one => one.seatId === seat.id)
      const has = work.sheets.some(sheet => sheet.seatId === seat.id)
      const why = conflict ? t('progress.inConflict') : has ? t('progress.hasIt') : ''
      return {
        value: seat.id,
        label: [seat.label, seat.name ?? seat.email ?? '', why].filter(Boolean).join(' · '),
        disabled: conflict || has,
      }
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('progress.assignTitle', { code: work.blindCode })}
      actions={
        <>
          <Button onClick={onClose}>{t('progress.cancel')}</Button>
          <Button
            variant="ink"
            disabled={seatId === ''}
            busy={assign.isPending}
            onClick={() => assign.mutate({ params: { workId: work.id }, body: { seatId } })}
          >
            {t('progress.assign')}
          </Button>
        </>
      }
    >
      <Select
        label={t('progress.judge')}
        placeholder={t('progress.choose')}
        value={seatId}
        onChange={setSeatId}
        options={options}
      />
      <RefusalNote error={assign.error} />
    </Dialog>
  )
}

const Spreads = ({ reply, onReturn }: { reply: ProgressReply; onReturn: (asked: Asked) => void }) => {
  const t = useText()
  if (!reply.can.lead) return null
  if (reply.spreads.length === 0) return <p className="pl-secondary">{t('progress.noSpreads')}</p>
  return (
    <ul className="judging-spreads">
      {reply.spreads.map(one => (
        <li key={`${one.workId} ${one.aspect}`}>
          <b className="pl-mono">{one.blindCode}</b>
          <span>
            {t('progress.spread', { aspect: one.aspect, spread: one.spread, max: one.max })}
            {one.action === 'refuse' && <span className="pl-muted"> · {t('progress.mustResolve')}</span>}
          </span>
          <span className="judging-marks">
            {one.marks.map(mark => {
              const seat = reply.seats.find(candidate => candidate.label === mark.seat)
              const sheet = reply.works
                .find(work => work.id === one.workId)
                ?.sheets.find(candidate => candidate.seatId === seat?.id)
              return (
                <button
                  key={mark.seat}
                  type="button"
                  disabled={sheet?.state !== 'submitted'}
                  title={t('progress.return')}
                  onClick={() =>
                    sheet && onReturn({ kind: 'return', sheetId: sheet.id, code: one.blindCode, seat: mark.seat })
                  }
                >
                  {mark.seat} <b>{mark.value}</b>
                </button>
              )
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Seats across, works down: where every sheet stands, what is apart, and the acts of a lead judge. */
export const ProgressView = ({ reply }: { reply: ProgressReply }) => {
  const t = useText()
  const confirm = useConfirm()
  const [asked, setAsked] = useState<Asked | null>(null)
  const lock = useCommand(contract.lockPanel, { invalidates: reads })
  const live = reply.works.flatMap(work => work.sheets).filter(sheet => sheet.state !== 'recused')
  const done = live.filter(sheet => ['submitted', 'locked'].includes(sheet.state)).length
  const seats = reply.seats.filter(
    seat => !['removed', 'declined'].includes(seat.state) || seat.submitted + seat.recused > 0,
  )
  if (reply.works.length === 0) return <Empty title={t('progress.emptyTitle')}>{t('progress.emptyBody')}</Empty>
  const lockPanel = async () => {
    const yes = await confirm({
      title: t('progress.lockTitle'),
      body: t('progress.lockBody', { count: live.length }),
      verb: t('progress.lock'),
      variant: 'seal',
    })
    if (yes) lock.mutate({ params: { panelId: reply.panel.id } })
  }
  return (
    <div className="judging-progress">
      <div className="judging-progress-head">
        <Progress done={done} total={live.length} words={t('mine.handedIn', { done, total: live.length })} />
        <span className="pl-spacer" />
        {reply.panel.state === 'open' && (
          <Button
            variant={done === live.length ? 'seal' : 'outline'}
            busy={lock.isPending}
            {...(done === live.length ? {} : { why: t('progress.lockWhy', { count: live.length - done }) })}
            onClick={() => void lockPanel()}
          >
            {t('progress.lock')}
          </Button>
        )}
      </div>
      <RefusalNote error={lock.error} />
      {reply.panel.state === 'locked' && <Note kind="ok">{t('progress.locked')}</Note>}
      <RuledTable caption={t('progress.matrix')} dense className="judging-matrix" minWidth={240 + seats.length * 84}>
        <thead>
          <tr>
            <th>{t('progress.work')}</th>
            {seats.map(seat => (
              <th key={seat.id} className="is-center">
                <span title={seat.name ?? seat.email ?? ''}>{seat.label}</span>
                <small>
                  {seat.submitted}/{seat.assigned}
                </small>
              </th>
            ))}
            <th className="is-right">{t('progress.acts')}</th>
          </tr>
        </thead>
        <tbody>
          {reply.works.map(work => {
            const short =
              work.sheets.filter(sheet => sheet.state !== 'recused').length < reply.panel.judgesPerWork &&
              work.status === null
            return (
              <tr key={work.id}>
                <th scope="row" className="pl-mono">
                  {work.blindCode}
                  {work.status !== null && <span className="pl-muted"> {work.status}</span>}
                </th>
                {seats.map(seat => {
                  const sheet = work.sheets.find(one => one.seatId === seat.id)
                  const conflict = work.conflicts.some(one => one.seatId === seat.id)
                  const label = sheet ? t(`states.${sheet.state}`) : conflict ? t('progress.inConflict') : ''
                  const mark = sheet ? sheet.state : conflict ? 'conflict' : 'none'
                  return (
                    <td key={seat.id} className="is-center">
                      {sheet?.state === 'submitted' && reply.can.lead ? (
                        <button
                          type="button"
                          className={`judging-cell is-${mark}`}
                          aria-label={`${work.blindCode} ${seat.label}: ${label}. ${t('progress.return')}`}
                          title={`${label} · ${t('progress.return')}`}
                          onClick={() =>
                            setAsked({ kind: 'return', sheetId: sheet.id, code: work.blindCode, seat: seat.label })
                          }
                        />
                      ) : (
                        <span
                          className={`judging-cell is-${mark}`}
                          role="img"
                          aria-label={label || t('progress.notAssigned')}
                          title={label}
                        />
                      )}
                    </td>
                  )
                })}
                <td className="is-right">
                  {reply.panel.state === 'open' && (
                    <Button
                      size="s"
                      variant={short ? 'outline' : 'quiet'}
                      onClick={() => setAsked({ kind: 'assign', work })}
                    >
                      {t(short ? 'progress.needsJudge' : 'progress.assign')}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </RuledTable>
      <p className="judging-legend">
        {(['assigned', 'draft', 'submitted', 'returned', 'recused', 'locked'] as const).map(state => (
          <span key={state}>
            <i className={`judging-cell is-${state}`} aria-hidden="true" /> {t(`states.${state}`)}
          </span>
        ))}
        <span>
          <i className="judging-cell is-conflict" aria-hidden="true" /> {t('progress.inConflict')}
        </span>
      </p>
      {reply.can.lead && <h2 className="pl-h3">{t('progress.spreads')}</h2>}
      <Spreads reply={reply} onReturn={setAsked} />
      {asked?.kind === 'return' && <ReturnDialog asked={asked} onClose={() => setAsked(null)} />}
      {asked?.kind === 'assign' && <AssignDialog work={asked.work} reply={reply} onClose={() => setAsked(null)} />}
    </div>
  )
}
