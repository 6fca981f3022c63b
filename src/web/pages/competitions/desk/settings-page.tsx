import './desk.css'
import '../competition.css'
import { useState } from 'react'
import { getCompetition, listCompetitions } from '../../../../domains/competitions/contract.ts'
import {
  archiveCompetition,
  cancelCompetition,
  changeJudging,
  changePlaces,
  deleteDraft,
  getWorkspace,
  saveSection,
  type Workspace,
} from '../../../../domains/competitions/staff-contract.ts'
import { formatIn, useFormat } from '../../../i18n/use-format.ts'
import { viewOf } from '../../../page.ts'
import { query, useCommand } from '../../../queries.ts'
import { mistakesOf, RefusalNote } from '../../../refusal.tsx'
import { useSite } from '../../../site.tsx'
import { Button } from '../../../ui/button.tsx'
import { DeskBody, DeskHead } from '../../../ui/desk.tsx'
import { useConfirm } from '../../../ui/dialog.tsx'
import { NumberField } from '../../../ui/field.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { Actions, Section } from '../../../ui/layout.tsx'
import { useGo } from '../../../ui/link.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { BasicsStep } from './basics-step.tsx'
import { wholeOrNull } from './numbers.ts'
import { JudgingFields } from './prizes-step.tsx'
import { useCompetitionConsole } from './use-competition-console.ts'
import { useText } from './words.ts'

interface Part {
  workspace: Workspace
}

const shown = [getWorkspace, getCompetition, listCompetitions] as const

export const view = viewOf('/console/$competitionId/settings', {
  queries: ({ params }) => [query(getWorkspace, { params })],
  head: ({ data: [workspace], locale }) => ({
    title: `${useText.in(locale)('settings.title')} · ${formatIn(locale, 'UTC').pick(workspace.title)}`,
    noIndex: true,
  }),
  Page: ({ data: [workspace] }) => {
    const t = useText()
    useCompetitionConsole(workspace)
    const { can, state } = workspace
    const draft = workspace.publishedAt === null
    return (
      <>
        <DeskHead title={t('settings.title')} />
        <DeskBody>
          {!draft && can.write && <Texts key={`texts ${workspace.revision}`} workspace={workspace} />}
          {!draft && can.publish && ['announced', 'open', 'running'].includes(state) && (
            <Places workspace={workspace} />
          )}
          {!draft && can.write && ['announced', 'open', 'running'].includes(state) && <Judging workspace={workspace} />}
          <End workspace={workspace} />
        </DeskBody>
      </>
    )
  },
})

const Texts = ({ workspace }: Part) => {
  const t = useText()
  const toast = useToast()
  const { locale } = useSite()
  const [basics, setBasics] = useState(workspace.content.basics)
  const save = useCommand(saveSection, { invalidates: shown, onSuccess: () => toast(t('settings.saved')) })
  return (
    <Section title={t('settings.texts')} note={t('settings.textsNote')}>
      <BasicsStep
        value={basics}
        onChange={setBasics}
        published
        errorAt={path => mistakesOf(save.error, path, locale)}
      />
      {save.error && <RefusalNote error={save.error} />}
      <Actions>
        <Button
          variant="ink"
          busy={save.isPending}
          onClick={() =>
            save.mutate({
              params: { competitionId: workspace.id },
              body: { section: 'basics', revision: workspace.revision, content: basics },
            })
          }
        >
          {t('settings.save')}
        </Button>
      </Actions>
    </Section>
  )
}

const Places = ({ workspace }: Part) => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  const [places, setPlaces] = useState(workspace.content.fee.places)
  const change = useCommand(changePlaces, { invalidates: shown })
  return (
    <Section title={t('settings.places')} note={t('settings.placesNote', { count: format.number(workspace.taken) })}>
      <div className="console-acts">
        <NumberField
          label={t('fee.places')}
          optional
          help={t('fee.placesHelp')}
          value={places === null ? '' : String(places)}
          onChange={text => setPlaces(wholeOrNull(text))}
          error={mistakesOf(change.error, 'places', locale)}
        />
        {change.error && <RefusalNote error={change.error} />}
        <Actions>
          <Button
            busy={change.isPending}
            disabled={places === workspace.content.fee.places}
            onClick={() => change.mutate({ params: { competitionId: workspace.id }, body: { places } })}
          >
            {t('settings.changePlaces')}
          </Button>
        </Actions>
      </div>
    </Section>
  )
}

const Judging = ({ workspace }: Part) => {
  const t = useText()
  const [judging, setJudging] = useState(workspace.content.prizes.judging)
  const change = useCommand(changeJudging, { invalidates: shown })
  return (
    <Section title={t('settings.judging')} note={t('settings.judgingNote')}>
      <div className="console-acts">
        <JudgingFields value={judging} onChange={setJudging} />
        {change.error && <RefusalNote error={change.error} />}
        <Actions>
          <Button
            busy={change.isPending}
            onClick={() => change.mutate({ params: { competitionId: workspace.id }, body: { judging } })}
          >
            {t('settings.save')}
          </Button>
        </Actions>
      </div>
    </Section>
  )
}

/** Deleting a draft, cancelling, archiving: each says before what follows from it. */
const End = ({ workspace }: Part) => {
  const t = useText()
  const go = useGo()
  const confirm = useConfirm()
  const [reason, setReason] = useState({ 'zh-CN': '', en: '' })
  const params = { competitionId: workspace.id }
  const list = `/organisations/${workspace.organisation.slug}/competitions`
  const cancel = useCommand(cancelCompetition, { invalidates: shown })
  const archive = useCommand(archiveCompetition, { invalidates: shown })
  const remove = useCommand(deleteDraft, { invalidates: shown, onSuccess: () => go(list) })
  const { state, can } = workspace
  const told = reason['zh-CN'].trim() !== '' || reason.en.trim() !== ''

  if (state === 'draft')
    return can.write ? (
      <Section title={t('settings.delete')} note={t('settings.deleteNote')}>
        {remove.error && <RefusalNote error={remove.error} />}
        <Button
          variant="danger"
          icon="trash"
          busy={remove.isPending}
          onClick={() => {
            void confirm({
              title: t('settings.deleteQuestion'),
              body: t('settings.deleteNote'),
              verb: t('settings.deleteVerb'),
              variant: 'danger',
            }).then(sure => sure && remove.mutate({ params }))
          }}
        >
          {t('settings.deleteVerb')}…
        </Button>
      </Section>
    ) : null
  if (!can.publish || state === 'archived') return null
  if (state === 'final' || state === 'cancelled')
    return (
      <Section title={t('settings.archive')} note={t('settings.archiveNote')}>
        {archive.error && <RefusalNote error={archive.error} />}
        <Button icon="archive" busy={archive.isPending} onClick={() => archive.mutate({ params, body: {} })}>
          {t('settings.archiveVerb')}
        </Button>
      </Section>
    )
  return (
    <Section title={t('settings.cancel')} note={t('settings.cancelNote')}>
      <div className="console-acts">
        <BilingualField label={t('changeRules.why')} value={reason} maxLength={500} onChange={setReason} />
        {cancel.error && <RefusalNote error={cancel.error} />}
        <Button
          variant="danger"
          icon="ban"
          busy={cancel.isPending}
          disabled={!told}
          why={told ? undefined : t('changeSchedule.reasonFirst')}
          onClick={() => {
            void confirm({
              title: t('settings.cancelQuestion'),
              body: t('settings.cancelBody', { count: workspace.taken }),
              verb: t('settings.cancelVerb'),
              variant: 'danger',
            }).then(sure => sure && cancel.mutate({ params, body: { reason } }))
          }}
        >
          {t('settings.cancelVerb')}…
        </Button>
      </div>
    </Section>
  )
}
