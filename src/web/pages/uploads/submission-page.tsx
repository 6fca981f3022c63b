import '../entries/entries.css'
import './uploads.css'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { checkAnswers } from '../../../domains/competitions/form-fields.ts'
import { readDesk, submitWork, withdrawWork } from '../../../domains/uploads/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import { formatIn, useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { invalidate, query, useCommand } from '../../queries.ts'
import { loadRefusals, mistakesOf } from '../../refusal.tsx'
import { RoomFrame } from '../../shell/room-frame.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Countdown } from '../../ui/clock.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { Empty, Note, RefusedBlock, Saved } from '../../ui/feedback.tsx'
import { Section, WithAside } from '../../ui/layout.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { AnswerField } from '../entries/answer-field.tsx'
import { HandInPanel, HandInRefusal, Versions } from './hand-in-panel.tsx'
import { SlotFiles } from './slot-files.tsx'
import { useText } from './text.ts'
import type { Desk } from './types.ts'
import { useWork } from './use-work.ts'

/** Errors of fields come from the server; their sentences from two catalogues that must be here by then. */
const useSentences = () => {
  const { locale } = useSite()
  useEffect(() => {
    void loadRefusals('competitions', locale)
    void loadRefusals('uploads', locale)
  }, [locale])
}

const HandIn = ({ desk }: { desk: Desk }) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const client = useQueryClient()
  const { locale, clock } = useSite()
  const state = useWork(desk)
  const [underWay, setUnderWay] = useState<Record<string, number>>({})
  const submit = useCommand(submitWork, { invalidates: [readDesk], onSuccess: () => state.handedIn() })
  const withdraw = useCommand(withdrawWork, { invalidates: [readDesk] })
  useSentences()

  const { window, competition, entry } = desk
  const params = { entryId: entry.id, windowId: window.id }
  const questions = window.fields.filter(field => field.kind !== 'file')
  const checked = checkAnswers(questions, state.work.answers)
  const missing =
    (checked.ok ? 0 : checked.mistakes.length) +
    window.slots.filter(slot => slot.required && !state.work.files.some(file => file.slot === slot.key)).length
  const sending = Object.values(underWay).reduce((a, b) => a + b, 0)
  const unchanged = desk.current !== null && !state.touched && desk.draft === null
  const why = state.overtaken
    ? t('why.overtaken')
    : sending > 0
      ? t('why.sending', { count: sending })
      : missing > 0
        ? t('why.missing', { count: missing })
        : unchanged
          ? t('why.unchanged')
          : undefined
  const errorOf = (path: string) => mistakesOf(submit.error, path, locale)

  const handIn = async () => {
    const version = (desk.versions[0]?.version ?? 0) + 1
    const sure = await confirm({
      title: t('confirm.title', { version }),
      body: t('confirm.body', { at: format.withZone(window.endsAt, competition.zone), files: state.work.files.length }),
      verb: t('confirm.verb'),
      variant: 'seal',
    })
    if (!sure) return
    const work = await state.settle()
    submit.mutate({
      params,
      body: {
        answers: work.answers,
        files: work.files.map(({ slot, id }) => ({ slot, fileId: id })),
        basedOn: desk.versions[0]?.version ?? 0,
      },
    })
  }
  const takeBack = async () => {
    if (!desk.current) return
    const sure = await confirm({
      title: t('withdraw.title'),
      body: t('withdraw.body'),
      verb: t('withdraw.verb'),
      variant: 'danger',
    })
    if (sure) withdraw.mutate({ params, body: { version: desk.current.version } })
  }

  const opened = instant(window.opensAt).getTime()
  const ends = instant(window.endsAt).getTime()
  const panel = (
    <>
      <HandInPanel
        desk={desk}
        why={why}
        busy={submit.isPending}
        error={submit.error ?? withdraw.error}
        onSubmit={() => void handIn()}
        onWithdraw={() => void takeBack()}
      />
      <Versions desk={desk} />
    </>
  )
  return (
    <RoomFrame
      title={format.pick(competition.title).replaceAll('|', '')}
      note={`${format.pick(window.stageName)} · ${entry.number}`}
      clock={
        window.state === 'open' && (
          <Countdown endsAt={window.endsAt} onEnd={() => void invalidate(client, [readDesk])} />
        )
      }
      clockNote={t(window.state === 'closed' ? 'clock.closed' : 'clock.ends', {
        at: format.withZone(window.endsAt, competition.zone),
      })}
      saved={state.saved && <Saved state={state.saved} />}
      elapsed={(clock.now().getTime() - opened) / (ends - opened)}
      exitTo={`/competitions/${competition.slug}`}
      foot={
        desk.can.submit && (
          <div className="uploads-foot uploads-only-phone">
            <Button
              variant="seal"
              wide
              busy={submit.isPending}
              disabled={why !== undefined}
              why={why}
              onClick={() => void handIn()}
            >
              {t(desk.current ? 'panel.replace' : 'panel.submit', { version: (desk.versions[0]?.version ?? 0) + 1 })}
            </Button>
          </div>
        )
      }
    >
      <div className="uploads-body">
        {desk.stages.length > 1 && (
          <Tabs
            label={t('stages')}
            items={desk.stages.map(stage => ({
              to: `/entries/${entry.id}/submission?stage=${stage.code}`,
              label: format.pick(stage.name),
            }))}
          />
        )}
        {state.overtaken && (
          <Note kind="warn" title={t('overtaken.title')}>
            {t('overtaken.body')}{' '}
            <button type="button" className="pl-link" onClick={() => globalThis.location.reload()}>
              {t('overtaken.act')}
            </button>
          </Note>
        )}
        {state.refused && <HandInRefusal error={state.refused} zone={competition.zone} />}
        <WithAside aside={panel}>
          <Section title={t('work.title')} note={t('work.note')} plain>
            {questions.map(field => (
              <div key={field.key} data-question={`answers.${field.key}`}>
                <AnswerField
                  competitionId={competition.id}
                  field={field}
                  value={state.work.answers[field.key]}
                  onChange={value => state.change(work => ({ answers: { ...work.answers, [field.key]: value } }))}
                  onLeave={() => undefined}
                  error={errorOf(`answers.${field.key}`)}
                  disabled={!desk.can.submit}
                />
              </div>
            ))}
          </Section>
          <Section title={t('files.title')} note={t('files.note')}>
            {window.slots.map(slot => (
              <SlotFiles
                key={slot.key}
                desk={desk}
                slot={slot}
                files={state.work.files.filter(file => file.slot === slot.key)}
                error={errorOf(`files.${slot.key}`)}
                onChange={change =>
                  state.change(work => ({
                    files: [
                      ...work.files.filter(file => file.slot !== slot.key),
                      ...change(work.files.filter(file => file.slot === slot.key)),
                    ],
                  }))
                }
                onUnderWay={(key, count) => setUnderWay(current => ({ ...current, [key]: count }))}
              />
            ))}
          </Section>
        </WithAside>
      </div>
    </RoomFrame>
  )
}

const Early = ({ desk }: { desk: Desk }) => {
  const t = useText()
  const format = useFormat()
  const client = useQueryClient()
  return (
    <RoomFrame
      title={format.pick(desk.competition.title).replaceAll('|', '')}
      note={`${format.pick(desk.window.stageName)} · ${desk.entry.number}`}
      exitTo={`/competitions/${desk.competition.slug}`}
    >
      <div className="uploads-body">
        <Empty title={t('early.title')}>
          <p>{t('early.body', { at: format.withZone(desk.window.opensAt, desk.competition.zone) })}</p>
          <p>
            <Countdown endsAt={desk.window.opensAt} size={44} onEnd={() => void invalidate(client, [readDesk])} />
          </p>
        </Empty>
      </div>
    </RoomFrame>
  )
}

const Page = ({ desk }: { desk: Desk }) => {
  const t = useText()
  if (desk.entry.state !== 'confirmed' && desk.versions.length === 0)
    return (
      <RefusedBlock
        title={t('unconfirmed.title')}
        action={<Button to={`/entries/${desk.entry.id}`}>{t('unconfirmed.act')}</Button>}
      >
        {t('unconfirmed.body')}
      </RefusedBlock>
    )
  if (desk.window.state === 'early') return <Early desk={desk} />
  return (
    <HandIn
      desk={desk}
      key={`${desk.window.id} ${String(desk.versions[0]?.version ?? 0)} ${String(desk.can.submit)}`}
    />
  )
}

export const view = viewOf('/entries/$entryId/submission', {
  queries: ({ params, search }) => [
    query(readDesk, { params: { entryId: params.entryId }, query: search['stage'] ? { stage: search['stage'] } : {} }),
  ],
  head: ({ data: [desk], locale }) => ({
    title: `${useText.in(locale)('title')} · ${formatIn(locale, 'UTC').pick(desk.competition.title).replaceAll('|', '')}`,
    noIndex: true,
  }),
  Page: ({ data: [desk] }) => <Page desk={desk} />,
})
