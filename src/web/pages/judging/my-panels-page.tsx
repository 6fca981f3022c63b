import './judging.css'
import { useState } from 'react'
import { answerInvitation, myPanels } from '../../../domains/judging/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { PageHead, Panel, Section, Wrap } from '../../ui/layout.tsx'
import { Progress } from '../../ui/scale.tsx'
import { DueClock } from './due-clock.tsx'
import { useText } from './text.ts'

type MyPanel = ReplyOf<typeof myPanels>['panels'][number]

const Invitation = ({ panel }: { panel: MyPanel }) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const [affiliation, setAffiliation] = useState('')
  const answer = useCommand(answerInvitation, { invalidates: [myPanels] })
  const params = { seatId: panel.seatId }
  return (
    <Panel>
      <h3 className="pl-h3">{format.pick(panel.name)}</h3>
      <p className="pl-secondary">{format.pick(panel.competitionTitle)}</p>
      {panel.dueAt && <p className="pl-secondary">{t('mine.due', { at: format.dayTime(panel.dueAt) })}</p>}
      <TextField
        label={t('mine.affiliation')}
        help={t('mine.affiliationHelp')}
        value={affiliation}
        maxLength={200}
        autoComplete="organization"
        onChange={setAffiliation}
      />
      <RefusalNote error={answer.error} />
      <div className="pl-actions">
        <Button
          variant="ink"
          busy={answer.isPending}
          onClick={() => answer.mutate({ params, body: { accept: true, affiliation } })}
        >
          {t('mine.accept')}
        </Button>
        <Button
          onClick={async () => {
            if (await confirm({ title: t('mine.declineTitle'), body: t('mine.declineBody'), verb: t('mine.decline') }))
              answer.mutate({ params, body: { accept: false, affiliation: '' } })
          }}
        >
          {t('mine.decline')}
        </Button>
      </div>
    </Panel>
  )
}

const PanelRow = ({ panel }: { panel: MyPanel }) => {
  const t = useText()
  const format = useFormat()
  const done = panel.sheets > 0 && panel.submitted === panel.sheets
  return (
    <li className="judging-panel-row">
      <div>
        <h3 className="pl-h3">{format.pick(panel.name)}</h3>
        <p className="pl-secondary">
          {format.pick(panel.competitionTitle)} · {t('mine.seat', { seat: panel.seat })}
          {panel.lead && ` · ${t('mine.lead')}`}
        </p>
        {panel.dueAt && panel.state === 'open' && !done && <DueClock dueAt={panel.dueAt} />}
      </div>
      <div>
        {panel.sheets === 0 ? (
          <span className="pl-muted">{t('mine.nothing')}</span>
        ) : (
          <Progress
            done={panel.submitted}
            total={panel.sheets}
            words={t('mine.handedIn', { done: panel.submitted, total: panel.sheets })}
          />
        )}
        {panel.returned > 0 && <Chip kind="needs">{t('lane.returned', { count: panel.returned })}</Chip>}
      </div>
      <div className="pl-actions">
        {panel.lead && <Button to={`/judge/${panel.id}/progress`}>{t('desk.progress')}</Button>}
        {panel.sheets > 0 && (
          <Button variant={done ? 'outline' : 'ink'} to={`/judge/${panel.id}`}>
            {t(done || panel.state === 'locked' ? 'mine.look' : 'mine.judge')}
          </Button>
        )}
      </div>
    </li>
  )
}

export const view = viewOf('/judge', {
  queries: () => [query(myPanels, {})],
  head: ({ locale }) => ({ title: useText.in(locale)('mine.title'), noIndex: true }),
  Page: ({ data: [reply] }) => {
    const t = useText()
    const invited = reply.panels.filter(panel => panel.seatState === 'invited')
    const sitting = reply.panels.filter(panel => panel.seatState === 'accepted')
    return (
      <Wrap>
        <PageHead title={t('mine.title')} />
        {invited.length > 0 && (
          <Section title={t('mine.invitations')} note={t('mine.invitationsNote')}>
            <div className="judging-invitations">
              {invited.map(panel => (
                <Invitation key={panel.seatId} panel={panel} />
              ))}
            </div>
          </Section>
        )}
        {sitting.length > 0 && (
          <Section title={t('mine.panels')}>
            <ul className="judging-panel-list">
              {sitting.map(panel => (
                <PanelRow key={panel.seatId} panel={panel} />
              ))}
            </ul>
          </Section>
        )}
        {invited.length + sitting.length === 0 && <Empty title={t('mine.emptyTitle')}>{t('mine.emptyBody')}</Empty>}
      </Wrap>
    )
  },
})
