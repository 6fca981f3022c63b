import type { DraftContent } from '../../../../domains/competitions/sections.ts'
import { TextField } from '../../../ui/field.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import type { StepProps } from './step-props.ts'
import { useText } from './words.ts'

/** Titles and texts, both languages side by side. */
export const BasicsStep = ({
  value,
  onChange,
  errorAt,
  published,
}: StepProps<DraftContent['basics']> & { published?: boolean }) => {
  const t = useText()
  return (
    <div className="wizard-fields">
      <BilingualField
        label={t('basics.title')}
        name="title"
        value={value.title}
        maxLength={120}
        onChange={title => onChange({ ...value, title })}
        error={errorAt('content.title')}
      />
      <p className="pl-small pl-muted wizard-hint">{t('basics.titleHint')}</p>
      <BilingualField
        label={t('basics.summary')}
        name="summary"
        value={value.summary}
        maxLength={200}
        onChange={summary => onChange({ ...value, summary })}
      />
      <BilingualField
        label={t('basics.body')}
        name="body"
        rows={9}
        value={value.body}
        maxLength={20_000}
        onChange={body => onChange({ ...value, body })}
      />
      <p className="pl-small pl-muted wizard-hint">{t('basics.bodyHint')}</p>
      <BilingualField
        label={t('basics.who')}
        name="who"
        value={value.facts.who}
        maxLength={80}
        optional
        onChange={who => onChange({ ...value, facts: { ...value.facts, who } })}
      />
      <BilingualField
        label={t('basics.where')}
        name="where"
        value={value.facts.where}
        maxLength={80}
        optional
        onChange={where => onChange({ ...value, facts: { ...value.facts, where } })}
      />
      {!published && (
        <TextField
          label={t('basics.slug')}
          name="slug"
          hint={`/competitions/${value.slug}`}
          help={t('basics.slugHelp')}
          value={value.slug}
          maxLength={80}
          onChange={slug => onChange({ ...value, slug: slug.toLowerCase() })}
          error={errorAt('slug') ?? errorAt('content.slug')}
        />
      )}
    </div>
  )
}
