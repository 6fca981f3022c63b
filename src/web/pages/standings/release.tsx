import { type ReactNode, useState } from 'react'
import { finalise, publish, publicResults, resultsDesk, withdraw } from '../../../domains/standings/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, useConfirm } from '../../ui/dialog.tsx'
import { BilingualField } from '../../ui/form.tsx'
import { Link } from '../../ui/link.tsx'
import { SignList, type SignState } from '../../ui/seal.tsx'
import { H3 } from '../../ui/text.tsx'
import { type Desk, newestOf } from './desk-types.ts'
import { useText } from './text.ts'

/** The way from sheets to final results, and the one act that is next on it. */
export const Release = ({
  desk,
  competitionId,
  computeButton,
}: {
  desk: Desk
  competitionId: string
  computeButton: ReactNode
}) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const { clock } = useSite()
  const [withdrawing, setWithdrawing] = useState(false)
  const run = newestOf(desk)
  const invalidates = [resultsDesk, publicResults]
  const publishing = useCommand(publish, { invalidates })
  const finalising = useCommand(finalise, { invalidates })
  const params = { competitionId }
  const public_ = run?.state === 'provisional' || run?.state === 'final'
  const openObjections = desk.objections.filter(one => one.state === 'open').length
  const windowOpen =
    run?.objectionsUntil !== null &&
    run?.objectionsUntil !== undefined &&
    clock.now().toISOString() < run.objectionsUntil
  const step = (done: boolean, next: boolean): SignState => (done ? 'checked' : next ? 'now' : 'waiting')
  const items = [
    {
      key: 'sheets',
      state: step(desk.panels.length > 0 && desk.openSheets === 0, true),
      title: t('release.sheets'),
      note:
        desk.panels.length === 0
          ? t('release.noPanels')
          : desk.openSheets > 0
            ? t('desk.sheetsOpen', { count: desk.openSheets })
            : t('release.panels', { count: desk.panels.length }),
    },
    {
      key: 'computed',
      state: step(run !== undefined && !desk.stale, desk.openSheets === 0),
      title: t('release.computed'),
      ...(run
        ? { note: t('release.computedAt', { time: format.dateTime(run.computedAt), version: run.rulesVersion }) }
        : {}),
    },
    {
      key: 'published',
      state: step(public_, run !== undefined),
      title: t('release.published'),
      note: run?.provisionalAt
        ? format.dateTime(run.provisionalAt)
        : t('release.publishNote', { days: t('publish.days', { count: desk.objectionDays }) }),
    },
    {
      key: 'objections',
      state: step(run?.state === 'final' || (public_ && !windowOpen && openObjections === 0), public_),
      title: t('release.objections'),
      ...(run?.objectionsUntil
        ? {
            note: t('release.objectionsNote', {
              count: openObjections,
              time: format.dateTime(run.objectionsUntil),
            }),
          }
        : {}),
    },
    {
      key: 'final',
      state: step(run?.state === 'final', public_ && !windowOpen && openObjections === 0),
      title: t('release.final'),
      ...(run?.finalAt ? { note: format.dateTime(run.finalAt) } : {}),
    },
  ]
  const ask = async () => {
    if (!run) return
    const sure = await confirm({
      title: t('publish.question'),
      body: t('publish.body', { count: desk.entrants, days: t('publish.days', { count: desk.objectionDays }) }),
      verb: t('publish.verb'),
      variant: 'seal',
    })
    if (sure) publishing.mutate({ params, body: { runId: run.id } })
  }
  const askFinal = async () => {
    if (!run) return
    const sure = await confirm({
      title: t('finalise.question'),
      body: t('finalise.body', { count: desk.entrants }),
      verb: t('finalise.verb'),
      variant: 'seal',
    })
    if (sure) finalising.mutate({ params, body: { runId: run.id } })
  }
  const finalWhy = windowOpen
    ? t('finalise.windowOpen', { time: format.dateTime(run?.objectionsUntil ?? '') })
    : openObjections > 0
      ? t('finalise.objectionsOpen', { count: openObjections })
      : undefined
  return (
    <section className="standings-release">
      <H3>{t('release.title')}</H3>
      <SignList items={items} />
      <RefusalNote error={publishing.error ?? finalising.error} />
      <div className="standings-release-acts">
        {desk.can.publish && (
          <Button
            variant="seal"
            wide
            busy={publishing.isPending}
            why={desk.stale ? t('publish.stale') : undefined}
            onClick={() => void ask()}
          >
            {t('publish.button')}
          </Button>
        )}
        {desk.can.finalise && (
          <Button variant="seal" wide busy={finalising.isPending} why={finalWhy} onClick={() => void askFinal()}>
            {t('finalise.button')}
          </Button>
        )}
        {computeButton}
        {desk.can.withdraw && (
          <Button variant="danger" icon="arrow-back-up" onClick={() => setWithdrawing(true)}>
            {t('withdraw.button')}
          </Button>
        )}
        {public_ && <Link to={`/competitions/${desk.slug}/results`}>{t('release.see')}</Link>}
        {run?.state === 'final' && <Link to={`/console/${competitionId}/awards`}>{t('release.awards')}</Link>}
        {!desk.can.manage && <p className="pl-muted pl-small">{t('release.readOnly')}</p>}
      </div>
      {run && (
        <WithdrawDialog
          open={withdrawing}
          onClose={() => setWithdrawing(false)}
          competitionId={competitionId}
          runId={run.id}
          entrants={desk.entrants}
        />
      )}
    </section>
  )
}

const WithdrawDialog = ({
  open,
  onClose,
  competitionId,
  runId,
  entrants,
}: {
  open: boolean
  onClose: () => void
  competitionId: string
  runId: string
  entrants: number
}) => {
  const t = useText()
  const [reason, setReason] = useState({ 'zh-CN': '', en: '' })
  const back = useCommand(withdraw, { invalidates: [resultsDesk, publicResults], onSuccess: onClose })
  const complete = reason['zh-CN'].trim() !== '' && reason.en.trim() !== ''
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('withdraw.question')}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('withdraw.keep')}
          </Button>
          <Button
            variant="danger"
            busy={back.isPending}
            disabled={!complete}
            onClick={() => back.mutate({ params: { competitionId }, body: { runId, reason } })}
          >
            {t('withdraw.verb')}
          </Button>
        </>
      }
    >
      <p>{t('withdraw.body', { count: entrants })}</p>
      <BilingualField label={t('withdraw.reason')} value={reason} onChange={setReason} rows={3} maxLength={2000} />
      <RefusalNote error={back.error} />
    </Dialog>
  )
}
