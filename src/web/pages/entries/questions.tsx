import type { FormField } from '../../../domains/competitions/form-fields.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { RadioList } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { AnswerField } from './answer-field.tsx'
import type { EntryDraft } from './draft.ts'
import { useText } from './text.ts'

export interface QuestionTrack {
  id: string
  name: { 'zh-CN': string; en: string }
  about?: { 'zh-CN': string; en: string }
  full?: boolean
}

/** The whole entry form: track, the two lines every certificate needs, then the organiser's own questions. */
export const Questions = ({
  competitionId,
  tracks,
  fields,
  draft,
  onChange,
  onLeave,
  errorOf,
}: {
  competitionId: string
  tracks: readonly QuestionTrack[]
  fields: readonly FormField[]
  draft: EntryDraft
  onChange: (part: Partial<EntryDraft>) => void
  onLeave: (path: string) => void
  errorOf: (path: string) => string | undefined
}) => {
  const t = useText()
  const format = useFormat()
  return (
    <>
      {tracks.length > 1 && (
        <div data-question="trackId">
          <RadioList
            label={t('form.track')}
            error={errorOf('trackId')}
            options={tracks.map(track => ({
              value: track.id,
              label: format.pick(track.name),
              help: track.full ? t('form.trackFull') : track.about ? format.pick(track.about) : undefined,
              disabled: track.full ?? false,
            }))}
            value={draft.trackId ?? ''}
            onChange={trackId => {
              onChange({ trackId })
              onLeave('trackId')
            }}
          />
        </div>
      )}
      <div data-question="entrantName">
        <TextField
          label={t('form.name')}
          help={t('form.nameHelp')}
          name="entrantName"
          autoComplete="name"
          maxLength={120}
          value={draft.entrantName}
          onChange={entrantName => onChange({ entrantName })}
          onBlur={() => onLeave('entrantName')}
          error={errorOf('entrantName')}
        />
      </div>
      <div data-question="affiliation">
        <TextField
          label={t('form.affiliation')}
          help={t('form.affiliationHelp')}
          optional
          name="affiliation"
          autoComplete="organization"
          maxLength={200}
          value={draft.affiliation}
          onChange={affiliation => onChange({ affiliation })}
          onBlur={() => onLeave('affiliation')}
          error={errorOf('affiliation')}
        />
      </div>
      {fields.map(field => (
        <div key={field.key} data-question={`answers.${field.key}`}>
          <AnswerField
            competitionId={competitionId}
            field={field}
            value={draft.answers[field.key]}
            onChange={value => onChange({ answers: { ...draft.answers, [field.key]: value } })}
            onLeave={() => onLeave(`answers.${field.key}`)}
            error={errorOf(`answers.${field.key}`)}
          />
        </div>
      ))}
    </>
  )
}

/** Brings the first question with a mistake into sight and puts the cursor there. */
export const goToQuestion = (path: string): void => {
  const place = document.querySelector<HTMLElement>(`[data-question="${CSS.escape(path)}"]`)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true })
}
