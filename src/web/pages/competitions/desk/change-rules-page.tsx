import './desk.css'
import '../competition.css'
import { useState } from 'react'
import {
  changeRules,
  getWorkspace,
  previewRuleChange,
  type Workspace,
} from '../../../../domains/competitions/staff-contract.ts'
import { getCompetition } from '../../../../domains/competitions/contract.ts'
import { formatIn, useFormat } from '../../../i18n/use-format.ts'
import { viewOf } from '../../../page.ts'
import { query, useCommand } from '../../../queries.ts'
import { RefusalNote } from '../../../refusal.tsx'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { DeskBody, DeskHead } from '../../../ui/desk.tsx'
import { useConfirm } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { Actions } from '../../../ui/layout.tsx'
import { Link } from '../../../ui/link.tsx'
import { RuledTable } from '../../../ui/table.tsx'
import { H4, Mono } from '../../../ui/text.tsx'
import { RuleDifference } from '../rule-difference.tsx'
import { RulesStep } from './rules-step.tsx'
import { useCompetitionConsole } from './use-competition-console.ts'
import { useText } from './words.ts'

const changeable = ['announced', 'open', 'running', 'judging']

export const view = viewOf('/console/$competitionId/rules', {
  queries: ({ params }) => [query(getWorkspace, { params })],
  head: ({ data: [workspace], locale }) => ({
    title: `${useText.in(locale)('changeRules.title')} · ${formatIn(locale, 'UTC').pick(workspace.title)}`,
    noIndex: true,
  }),
  Page: ({ data: [workspace] }) => {
    const t = useText()
    useCompetitionConsole(workspace)
    const draft = workspace.publishedAt === null
    return (
      <>
        <DeskHead title={t('changeRules.title')} />
        <DeskBody>
          {draft ? (
            <Note kind="info" title={t('changeRules.draftTitle')}>
              <Link to={`/setup/${workspace.id}#step-rules`}>{t('console.continue')}</Link>
            </Note>
          ) : (
            <>
              <Versions workspace={workspace} />
              {changeable.includes(workspace.state) && workspace.can.publish ? (
                <ChangeForm key={workspace.ruleVersions[0]?.version} workspace={workspace} />
              ) : (
                <Note kind="info">{t(workspace.can.publish ? 'changeRules.tooLate' : 'changeRules.notAllowed')}</Note>
              )}
            </>
          )}
        </DeskBody>
      </>
    )
  },
})

const Versions = ({ workspace }: { workspace: Workspace }) => {
  const t = useText()
  const format = useFormat()
  const newest = workspace.ruleVersions[0]?.version
  return (
    <RuledTable caption={t('changeRules.versions')} dense minWidth={520}>
      <thead>
        <tr>
          <th scope="col">{t('changeRules.version')}</th>
          <th scope="col">{t('changeRules.published')}</th>
          <th scope="col">{t('changeRules.reason')}</th>
          <th scope="col">{t('changeRules.digest')}</th>
        </tr>
      </thead>
      <tbody>
        {workspace.ruleVersions.map(one => (
          <tr key={one.version}>
            <th scope="row">
              <Link to={`/competitions/${workspace.slug}/rules?version=${one.version}`}>v{one.version}</Link>{' '}
              {one.version === newest && <Chip kind="progress">{t('changeRules.inForce')}</Chip>}
            </th>
            <td className="pl-nowrap">{format.dateTime(one.publishedAt, workspace.content.schedule.zone)}</td>
            <td>{one.reason ? format.pick(one.reason) : t('changeRules.first')}</td>
            <td>
              <Mono className="pl-tiny pl-muted pl-nowrap">{one.sha256.slice(0, 12)}</Mono>
            </td>
          </tr>
        ))}
      </tbody>
    </RuledTable>
  )
}

const ChangeForm = ({ workspace }: { workspace: Workspace }) => {
  const t = useText()
  const confirm = useConfirm()
  const [rules, setRules] = useState(workspace.content.rules)
  const [reason, setReason] = useState({ 'zh-CN': '', en: '' })
  const params = { competitionId: workspace.id }
  const preview = useCommand(previewRuleChange)
  const publish = useCommand(changeRules, { invalidates: [getWorkspace, getCompetition] })
  const basedOn = workspace.ruleVersions[0]?.version ?? 1
  const shown = preview.data
  const ask = async () => {
    const sure = await confirm({
      title: t('changeRules.question', { version: basedOn + 1 }),
      body: t('changeRules.told', { count: shown?.entrants ?? 0 }),
      verb: t('changeRules.verb'),
      variant: 'seal',
    })
    if (sure) publish.mutate({ params, body: { basedOn, rules, reason } })
  }
  return (
    <div className="console-rules">
      <H4>{t('changeRules.next', { version: basedOn + 1 })}</H4>
      <RulesStep
        value={rules}
        onChange={next => {
          setRules(next)
          preview.reset()
        }}
        errorAt={() => undefined}
        judges={workspace.content.prizes.judging.judgesPerWork}
      />
      <BilingualField label={t('changeRules.why')} value={reason} rows={2} maxLength={500} onChange={setReason} />
      {(preview.error ?? publish.error) && <RefusalNote error={preview.error ?? publish.error} />}
      {shown && (
        <>
          <H4>{t('changeRules.difference')}</H4>
          <RuleDifference comparison={shown} />
          <p className="pl-small pl-muted">{t('changeRules.told', { count: shown.entrants })}</p>
        </>
      )}
      <Actions>
        <Button busy={preview.isPending} onClick={() => preview.mutate({ params, body: rules })}>
          {t('changeRules.preview')}
        </Button>
        <Button
          variant="seal"
          busy={publish.isPending}
          disabled={!shown || (reason['zh-CN'].trim() === '' && reason.en.trim() === '')}
          why={!shown ? t('changeRules.previewFirst') : undefined}
          onClick={() => void ask()}
        >
          {t('changeRules.verb')}
        </Button>
      </Actions>
    </div>
  )
}
