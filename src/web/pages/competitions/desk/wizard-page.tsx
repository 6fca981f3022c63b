import './desk.css'
import '../competition.css'
import type { DraftContent, Missing, SectionName } from '../../../../domains/competitions/sections.ts'
import { plain } from '../../../../domains/competitions/titles.ts'
import { getWorkspace, publishCompetition, type Workspace } from '../../../../domains/competitions/staff-contract.ts'
import { formatIn, useFormat } from '../../../i18n/use-format.ts'
import { viewOf } from '../../../page.ts'
import { query, useCommand } from '../../../queries.ts'
import { mistakesOf, RefusalNote } from '../../../refusal.tsx'
import { Brand } from '../../../shell/brand.tsx'
import { useSite } from '../../../site.tsx'
import { Button } from '../../../ui/button.tsx'
import { useConfirm } from '../../../ui/dialog.tsx'
import { Note, Saved } from '../../../ui/feedback.tsx'
import { Link, useGo } from '../../../ui/link.tsx'
import { H4 } from '../../../ui/text.tsx'
import { StateChip } from '../state-chip.tsx'
import { BasicsStep } from './basics-step.tsx'
import { DivisionsStep } from './divisions-step.tsx'
import { FeeStep } from './fee-step.tsx'
import { FormStep } from './form-step.tsx'
import { MissingList } from './missing-list.tsx'
import { PrizesStep } from './prizes-step.tsx'
import { PublicPreview } from './public-preview.tsx'
import { RulesStep } from './rules-step.tsx'
import { ScheduleStep } from './schedule-step.tsx'
import { useAutosave } from './use-autosave.ts'
import { WizardSection } from './wizard-section.tsx'
import { useText } from './words.ts'

const steps: readonly Missing['step'][] = ['basics', 'divisions', 'form', 'schedule', 'fee', 'rules', 'prizes']

export const view = viewOf('/setup/$competitionId', {
  queries: ({ params }) => [query(getWorkspace, { params })],
  head: ({ data: [workspace], locale }) => ({
    title: `${useText.in(locale)('wizard.title')} · ${formatIn(locale, 'UTC').pick(workspace.title)}`,
    noIndex: true,
  }),
  Page: ({ data: [workspace] }) => {
    const t = useText()
    if (workspace.publishedAt !== null)
      return (
        <div className="wizard-done">
          <Note kind="info" title={t('wizard.publishedTitle')}>
            {t('wizard.publishedBody')} <Link to={`/console/${workspace.id}`}>{t('wizard.toConsole')}</Link>
          </Note>
        </div>
      )
    // A draft that somebody else changed meanwhile is loaded anew: the key makes the steps begin from it.
    return <Wizard key={workspace.id} workspace={workspace} />
  },
})

const Wizard = ({ workspace }: { workspace: Workspace }) => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  const draft = useAutosave(workspace)
  const { content, change, missing, refused } = draft
  const changed = Object.values(refused).some(one => one?.code === 'kernel.changed-meanwhile')

  const propsOf = <S extends SectionName>(section: S) => ({
    value: content[section],
    onChange: (value: DraftContent[S]) => change(section, value),
    errorAt: (path: string) => mistakesOf(refused[section], path, locale),
  })
  const sectionProps = (step: Missing['step']) => ({
    step,
    number: steps.indexOf(step) + 1,
    missing,
    refused: refused[step],
  })
  return (
    <div className="wizard">
      <header className="wizard-bar">
        <Brand short />
        <span className="wizard-crumb">
          <Link to={`/organisations/${workspace.organisation.slug}/competitions`} plain>
            {format.pick(workspace.organisation.name)}
          </Link>{' '}
          · <b>{plain(format.pick(content.basics.title)) || t('own.untitled')}</b>
        </span>
        <StateChip state={workspace.state} />
        <span className="pl-spacer" />
        <Saved state={draft.saved} />
      </header>
      <nav className="wizard-steps" aria-label={t('wizard.steps')}>
        <ol>
          {steps.map((step, index) => {
            const count = missing.filter(one => one.step === step).length
            return (
              <li key={step} className={count > 0 ? 'is-warn' : 'is-done'}>
                <a href={`#step-${step}`}>
                  <i>{index + 1}</i>
                  <span>
                    {t(`steps.${step}`)}
                    <small>
                      {count > 0
                        ? t('wizard.missing', { count })
                        : summaryOf(step, content, t, amount => format.price(amount))}
                    </small>
                  </span>
                </a>
              </li>
            )
          })}
        </ol>
      </nav>
      <main className="wizard-matter" id="content" tabIndex={-1}>
        {changed && (
          <Note kind="warn" title={t('wizard.changedTitle')}>
            {t('wizard.changedBody')}{' '}
            <button type="button" className="pl-link" onClick={() => location.reload()}>
              {t('wizard.reload')}
            </button>
          </Note>
        )}
        <WizardSection {...sectionProps('basics')}>
          <BasicsStep {...propsOf('basics')} />
        </WizardSection>
        <WizardSection {...sectionProps('divisions')}>
          <DivisionsStep {...propsOf('divisions')} />
        </WizardSection>
        <WizardSection {...sectionProps('form')}>
          <FormStep {...propsOf('form')} />
        </WizardSection>
        <WizardSection {...sectionProps('schedule')}>
          <ScheduleStep {...propsOf('schedule')} stages={content.divisions.stages} />
        </WizardSection>
        <WizardSection {...sectionProps('fee')}>
          <FeeStep {...propsOf('fee')} />
        </WizardSection>
        <WizardSection {...sectionProps('rules')}>
          <RulesStep {...propsOf('rules')} judges={content.prizes.judging.judgesPerWork} />
        </WizardSection>
        <WizardSection {...sectionProps('prizes')}>
          <PrizesStep {...propsOf('prizes')} tracks={content.divisions.tracks} currency={content.fee.fee.currency} />
        </WizardSection>
      </main>
      <aside className="wizard-aside">
        <div className="wizard-aside-matter">
          <PublicPreview workspace={workspace} content={content} />
          {missing.length > 0 && (
            <>
              <H4>{t('wizard.missingTitle', { count: missing.length })}</H4>
              <MissingList missing={missing} linked />
            </>
          )}
        </div>
      </aside>
      <Publish workspace={workspace} draft={draft} />
    </div>
  )
}

type Draft = ReturnType<typeof useAutosave>

const Publish = ({ workspace, draft }: { workspace: Workspace; draft: Draft }) => {
  const t = useText()
  const go = useGo()
  const confirm = useConfirm()
  const publish = useCommand(publishCompetition, {
    invalidates: [getWorkspace],
    onSuccess: reply => go(`/competitions/${reply.slug}`),
  })
  const { missing } = draft
  const ask = async () => {
    await draft.flush()
    const sure = await confirm({
      title: t('publish.question'),
      body: t('publish.body'),
      verb: t('publish.verb'),
      variant: 'seal',
    })
    if (sure) publish.mutate({ params: { competitionId: workspace.id }, body: { revision: draft.revision.current } })
  }
  return (
    <footer className="wizard-foot">
      {publish.error && <RefusalNote error={publish.error} />}
      <span className="pl-spacer" />
      <Button
        variant="seal"
        busy={publish.isPending}
        disabled={missing.length > 0 || !workspace.can.publish}
        why={
          missing.length > 0
            ? t('publish.missing', { count: missing.length })
            : workspace.can.publish
              ? undefined
              : t('publish.notAllowed')
        }
        onClick={() => void ask()}
      >
        {t('publish.verb')}
      </Button>
    </footer>
  )
}

const summaryOf = (
  step: Missing['step'],
  content: DraftContent,
  t: ReturnType<typeof useText>,
  price: (amount: { currency: string; minor: string }) => string,
): string => {
  switch (step) {
    case 'basics':
      return `/${content.basics.slug}`
    case 'divisions':
      return t('summary.divisions', {
        tracks: content.divisions.tracks.length,
        rounds: content.divisions.stages.length,
      })
    case 'form':
      return t('summary.form', { count: content.form.fields.length })
    case 'schedule':
      return t('summary.schedule', { count: content.schedule.lines.length })
    case 'fee':
      return content.fee.fee.minor === '0' ? t('summary.free') : price(content.fee.fee)
    case 'rules':
      return t('summary.rules')
    case 'prizes':
      return t('summary.prizes', { count: content.prizes.prizes.length })
  }
}
