import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import * as contract from '../../../domains/judging/contract.ts'
import { type ScoringRules, sheetTotal } from '../../../domains/scoring/index.ts'
import { invalidate, useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { JudgeFrame } from '../../shell/judge-frame.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { Note, Saved } from '../../ui/feedback.tsx'
import { useGo } from '../../ui/link.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import type { DeskReply } from './desk-page.tsx'
import { DueClock } from './due-clock.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { Rubric } from './rubric.tsx'
import { rowsOf, type SheetReply } from './rubric-slots.ts'
import { points, useText } from './text.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { useSheet } from './use-sheet.ts'
import { WorkPane } from './work-pane.tsx'

/** A sheet on the desk: the work at the left, the rubric at the right, and what can be done with it. */
export const OpenSheet = ({
  desk,
  rules,
  sheet,
  crumb,
  lead,
  lane,
}: {
  desk: DeskReply
  rules: ScoringRules
  sheet: SheetReply
  crumb: ReactNode
  lead: ReactNode
  lane: ReactNode
}) => {
  const t = useText()
  const { locale } = useSite()
  const go = useGo()
  const confirm = useConfirm()
  const client = useQueryClient()
  const own = useSheet(sheet)
  const rows = useMemo(() => rowsOf(rules, desk.panel, sheet, locale), [rules, desk.panel, sheet, locale])
  const slots = useMemo(() => rows.flatMap(criterion => criterion.slots), [rows])
  const has = (key: string): boolean => typeof own.marks[key]?.value === 'string'
  const [at, setAt] = useState(() => (slots.find(slot => !has(slot.key)) ?? slots[0])?.key ?? '')
  const [up, setUp] = useState(false)
  const [dialog, setDialog] = useState<'keys' | 'conflict' | null>(null)
  const [marked, setMarked] = useState(false)
  const reads = [contract.desk, contract.readSheet, contract.myPanels]
  const submit = useCommand(contract.submitSheet, { invalidates: reads })

  const total = useMemo(() => {
    const given = Object.entries(own.marks).flatMap(([key, mark]) => {
      const slot = slots.find(one => one.key === key)
      if (!slot || mark.value === null) return []
      const { multiplier = '', base = '' } = slot.measured ?? {}
      return [{ aspect: slot.aspect, occurrence: slot.occurrence, value: mark.value, multiplier, base }]
    })
    const judged = new Set(slots.map(slot => slot.aspect))
    const measured = sheet.measured.filter(one => !judged.has(one.aspect))
    return sheetTotal(rules, [...given, ...measured], { segment: desk.panel.segment })
  }, [own.marks, slots, sheet.measured, rules, desk.panel.segment])

  const open = slots.filter(slot => !has(slot.key))
  const place = slots.findIndex(slot => slot.key === at)
  const current = slots[place]
  const step = (by: number): void => {
    const next = slots[Math.min(slots.length - 1, Math.max(0, place + by))]
    if (next) setAt(next.key)
  }
  const toOpen = (): void => {
    const next = [...slots.slice(place + 1), ...slots.slice(0, place + 1)].find(slot => !has(slot.key))
    if (next) setAt(next.key)
    else step(1)
  }
  const live = desk.sheets.filter(one => one.state !== 'recused')
  const nextSheet = live.find(one => ['assigned', 'draft', 'returned'].includes(one.state) && one.id !== sheet.id)
  const toSheet = (by: number): void => {
    const index = live.findIndex(one => one.id === sheet.id)
    const next = live[index + by]
    if (next) go(`/judge/${desk.panel.id}?sheet=${next.id}`, { replace: true })
  }
  useDeskKeys({
    enabled: dialog === null,
    slot: current,
    canScore: sheet.can.score,
    setValue: own.setValue,
    step,
    toOpen,
    toSheet,
    help: () => setDialog('keys'),
  })

  const sign = async (): Promise<void> => {
    if (open.length > 0) {
      setMarked(true)
      if (open[0]) setAt(open[0].key)
      setUp(true)
      return
    }
    const yes = await confirm({
      title: t('sign.title', { code: sheet.blindCode }),
      body: (
        <>
          <p className="judging-sum">
            <b className="pl-num">{points(total.points)}</b>{' '}
            {total.ofScored === null ? '' : t('rubric.ofAll', { of: points(total.ofScored) })}
          </p>
          <p>{t('sign.body')}</p>
        </>
      ),
      verb: t('sign.verb', { code: sheet.blindCode }),
      variant: 'seal',
    })
    if (!yes || !(await own.flush())) return
    submit.mutate(
      { params: { sheetId: sheet.id } },
      { onSuccess: () => nextSheet && go(`/judge/${desk.panel.id}?sheet=${nextSheet.id}`, { replace: true }) },
    )
  }

  const state = own.state
  const end = (
    <>
      {state.kind !== 'idle' && state.kind !== 'refused' && sheet.can.score && <Saved state={state} />}
      {!sheet.can.score && <span className="pl-muted judging-wide">{t(`states.${sheet.state}`)}</span>}
      {desk.panel.dueAt && <DueClock dueAt={desk.panel.dueAt} />}
      {lead}
      <span className="judging-wide">
        <Button size="s" variant="quiet" icon="keyboard" label={t('keys.title')} onClick={() => setDialog('keys')}>
          {''}
        </Button>
      </span>
    </>
  )
  return (
    <JudgeFrame crumb={crumb} end={end} lane={lane} homeTo="/judge" panes="72px minmax(0, 1fr) 600px">
      <WorkPane sheet={sheet} />
      <Rubric
        rows={rows}
        total={total}
        own={own}
        at={at}
        onAt={setAt}
        canScore={sheet.can.score}
        marked={marked ? new Set(open.map(slot => slot.key)) : new Set()}
        counts={{ done: slots.length - open.length, of: slots.length }}
        up={up}
        onUp={setUp}
        notes={
          <>
            {sheet.returnReason !== null && (
              <Note kind="warn" title={t('returned.title')}>
                {sheet.returnReason}
              </Note>
            )}
            {sheet.state === 'submitted' && <Note kind="ok">{t('submitted.body')}</Note>}
            {sheet.state === 'locked' && <Note>{t('locked.body')}</Note>}
            {sheet.work.status !== null && <Note kind="warn">{t('work.status', { status: sheet.work.status })}</Note>}
            {state.kind === 'refused' && <RefusalNote error={state.error} />}
            {submit.error && <RefusalNote error={submit.error} />}
          </>
        }
        foot={
          <>
            {sheet.can.recuse && (
              <Button variant="quiet" icon="hand-stop" onClick={() => setDialog('conflict')} label={t('conflict.open')}>
                <span className="judging-wide">{t('conflict.open')}</span>
              </Button>
            )}
            <span className="pl-spacer" />
            {sheet.can.submit ? (
              <>
                {open.length > 0 && (
                  <span className="pl-muted judging-wide">{t('rubric.left', { count: open.length })}</span>
                )}
                {open.length > 0 &&
                  [slots[place - 1], slots[place + 1]].map(
                    (slot, index) =>
                      slot && (
                        <Button
                          key={index === 0 ? 'before' : 'after'}
                          variant={index === 0 ? 'quiet' : 'ink'}
                          className="judging-phone"
                          onClick={() => setAt(slot.key)}
                          {...(index === 0 ? {} : { iconAfter: 'arrow-right' })}
                        >
                          {slot.code}
                        </Button>
                      ),
                  )}
                <Button
                  variant={open.length === 0 ? 'seal' : 'outline'}
                  busy={submit.isPending}
                  onClick={() => void sign()}
                  className={open.length === 0 || place === slots.length - 1 ? undefined : 'judging-wide'}
                >
                  {open.length === 0 ? t('sign.verb', { code: sheet.blindCode }) : t('sign.submit')}
                </Button>
                {open.length > 0 && (
                  <Button variant="ink" kbd="N" onClick={toOpen} className="judging-wide">
                    {t('rubric.next')}
                  </Button>
                )}
              </>
            ) : (
              <>
                <Button to={`/judge/${desk.panel.id}/paper?sheet=${sheet.id}`} icon="printer">
                  {t('paper.open')}
                </Button>
                {nextSheet && (
                  <Button variant="ink" to={`/judge/${desk.panel.id}?sheet=${nextSheet.id}`}>
                    {t('rubric.nextWork')}
                  </Button>
                )}
              </>
            )}
          </>
        }
      />
      <KeysDialog open={dialog === 'keys'} onClose={() => setDialog(null)} />
      <ConflictDialog
        open={dialog === 'conflict'}
        sheetId={sheet.id}
        code={sheet.blindCode}
        onClose={() => setDialog(null)}
        onDone={async () => {
          own.discard()
          setDialog(null)
          if (nextSheet) go(`/judge/${desk.panel.id}?sheet=${nextSheet.id}`, { replace: true })
          else go(`/judge/${desk.panel.id}`, { replace: true })
          await invalidate(client, [contract.desk, contract.myPanels])
        }}
      />
    </JudgeFrame>
  )
}
