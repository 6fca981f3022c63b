import './desk.css'
import '../competition.css'
import { useState } from 'react'
import {
  changeEntryEnd,
  changeSchedule,
  getWorkspace,
  type Workspace,
} from '../../../../domains/competitions/staff-contract.ts'
import { getCompetition, listCompetitions } from '../../../../domains/competitions/contract.ts'
import { wallClockOf } from '../../../../kernel/calendar.ts'
import { instant } from '../../../../kernel/clock.ts'
import { formatIn, useFormat } from '../../../i18n/use-format.ts'
import { viewOf } from '../../../page.ts'
import { query, useCommand } from '../../../queries.ts'
import { mistakesOf, RefusalNote } from '../../../refusal.tsx'
import { useSite } from '../../../site.tsx'
import { Button } from '../../../ui/button.tsx'
import { DeskBody, DeskHead } from '../../../ui/desk.tsx'
import { useConfirm } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { Field } from '../../../ui/field.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { Actions, Section } from '../../../ui/layout.tsx'
import { Link } from '../../../ui/link.tsx'
import { ScheduleStep } from './schedule-step.tsx'
import { useCompetitionConsole } from './use-competition-console.ts'
import { useText } from './words.ts'

const empty = { 'zh-CN': '', en: '' }
const told = (reason: { 'zh-CN': string; en: string }) => reason['zh-CN'].trim() !== '' || reason.en.trim() !== ''

export const view = viewOf('/console/$competitionId/schedule', {
  queries: ({ params }) => [query(getWorkspace, { params })],
  head: ({ data: [workspace], locale }) => ({
    title: `${useText.in(locale)('changeSchedule.title')} · ${formatIn(locale, 'UTC').pick(workspace.title)}`,
    noIndex: true,
  }),
  Page: ({ data: [workspace] }) => {
    const t = useText()
    useCompetitionConsole(workspace)
    const over = ['final', 'archived', 'cancelled'].includes(workspace.state)
    return (
      <>
        <DeskHead title={t('changeSchedule.title')} />
        <DeskBody>
          {workspace.publishedAt === null ? (
            <Note kind="info" title={t('changeRules.draftTitle')}>
              <Link to={`/setup/${workspace.id}#step-schedule`}>{t('console.continue')}</Link>
            </Note>
          ) : over || !workspace.can.publish ? (
            <Note kind="info">{t(over ? 'changeSchedule.tooLate' : 'changeRules.notAllowed')}</Note>
          ) : (
            <>
              {['announced', 'open', 'running'].includes(workspace.state) && <EntryEnd workspace={workspace} />}
              <WholeSchedule key={workspace.revision} workspace={workspace} />
            </>
          )}
        </DeskBody>
      </>
    )
  },
})

/** Closing early or extending: the change organisers make most. */
const EntryEnd = ({ workspace }: { workspace: Workspace }) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const { locale } = useSite()
  const { zone } = workspace.content.schedule
  const entry = workspace.dates.find(date => date.kind === 'entry')
  const [closesAt, setClosesAt] = useState(entry?.endsAt ? wallClockOf(instant(entry.endsAt), zone) : '')
  const [reason, setReason] = useState(empty)
  const params = { competitionId: workspace.id }
  const change = useCommand(changeEntryEnd, {
    invalidates: [getWorkspace, getCompetition, listCompetitions],
    onSuccess: () => setReason(empty),
  })
  const closeNow = async () => {
    const sure = await confirm({
      title: t('changeSchedule.closeQuestion'),
      body: t('changeSchedule.closeBody'),
      verb: t('changeSchedule.closeNow'),
      variant: 'danger',
    })
    if (sure) change.mutate({ params, body: { closesAt: null, reason } })
  }
  return (
    <Section title={t('changeSchedule.entryEnd')} note={format.zone(zone)}>
      <div className="console-acts">
        <Field label={t('changeSchedule.newEnd')} error={mistakesOf(change.error, 'closesAt', locale)}>
          {ids => (
            <input
              {...ids}
              type="datetime-local"
              className="pl-input"
              value={closesAt}
              onChange={event => setClosesAt(event.target.value.slice(0, 16))}
            />
          )}
        </Field>
        <BilingualField label={t('changeRules.why')} value={reason} maxLength={500} onChange={setReason} />
        {change.error && <RefusalNote error={change.error} />}
        <Actions>
          <Button
            variant="ink"
            busy={change.isPending}
            disabled={!told(reason) || closesAt === ''}
            why={told(reason) ? undefined : t('changeSchedule.reasonFirst')}
            onClick={() => change.mutate({ params, body: { closesAt, reason } })}
          >
            {t('changeSchedule.move')}
          </Button>
          {workspace.state === 'open' && (
            <Button variant="danger" disabled={!told(reason)} onClick={() => void closeNow()}>
              {t('changeSchedule.closeNow')}…
            </Button>
          )}
        </Actions>
      </div>
    </Section>
  )
}

const WholeSchedule = ({ workspace }: { workspace: Workspace }) => {
  const t = useText()
  const { locale } = useSite()
  const [schedule, setSchedule] = useState(workspace.content.schedule)
  const [reason, setReason] = useState(empty)
  const change = useCommand(changeSchedule, { invalidates: [getWorkspace, getCompetition, listCompetitions] })
  const wrong = mistakesOf(change.error, 'schedule', locale)
  return (
    <Section title={t('changeSchedule.whole')} note={t('changeSchedule.wholeNote')}>
      <ScheduleStep
        value={schedule}
        onChange={setSchedule}
        errorAt={path => mistakesOf(change.error, path, locale)}
        stages={workspace.content.divisions.stages}
      />
      <div className="console-acts">
        <BilingualField label={t('changeRules.why')} value={reason} maxLength={500} onChange={setReason} />
        {wrong ? <Note kind="bad">{wrong}</Note> : change.error && <RefusalNote error={change.error} />}
        <Actions>
          <Button
            variant="ink"
            busy={change.isPending}
            disabled={!told(reason)}
            why={told(reason) ? undefined : t('changeSchedule.reasonFirst')}
            onClick={() =>
              change.mutate({
                params: { competitionId: workspace.id },
                body: { revision: workspace.revision, schedule, reason },
              })
            }
          >
            {t('changeSchedule.publish')}
          </Button>
        </Actions>
      </div>
    </Section>
  )
}
