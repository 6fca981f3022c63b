import { type FormField, type IdDocumentType, textIn } from '../../../domains/competitions/form-fields.ts'
import { useSite } from '../../site.tsx'
import { Checkbox, CheckboxList, RadioList } from '../../ui/choice.tsx'
import { DateField, NumberField, Select, TextArea, TextField } from '../../ui/field.tsx'
import { Segmented } from '../../ui/tabs.tsx'
import { FileAnswer } from './file-answer.tsx'
import { useText } from './text.ts'

export interface AnswerFieldProps {
  competitionId: string
  field: FormField
  value: unknown
  onChange: (value: unknown) => void
  /** Left: the moment its mistake may show. */
  onLeave: () => void
  error: string | undefined
  disabled?: boolean
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
const part = (value: unknown, key: 'type' | 'number'): string => {
  if (typeof value !== 'object' || value === null) return ''
  if (key === 'type' && 'type' in value) return textOf(value.type)
  return key === 'number' && 'number' in value ? textOf(value.number) : ''
}

const Choice = ({ field, value, onChange, onLeave, error, locale }: AnswerFieldProps & { locale: 'zh-CN' | 'en' }) => {
  const t = useText()
  if (field.kind !== 'choice') return null
  const label = textIn(field.label, locale)
  const help = textIn(field.help, locale) || undefined
  const options = field.options.map(option => ({ value: option.value, label: textIn(option.label, locale) }))
  const choose = (next: string) => {
    onChange(next)
    onLeave()
  }
  const short = options.length <= 3 && options.every(option => option.label.length <= (locale === 'en' ? 14 : 7))
  if (short && field.required)
    return (
      <fieldset className="pl-field entries-segments">
        <legend className="pl-field-label">
          <span>{label}</span>
        </legend>
        <Segmented label={label} options={options} value={textOf(value)} onChange={choose} />
        {(error ?? help) && <div className={`pl-hint${error ? ' pl-hint-bad' : ''}`}>{error ?? help}</div>}
      </fieldset>
    )
  const frame = { label, help, error, optional: !field.required }
  return options.length <= 7 ? (
    <RadioList {...frame} options={options} value={textOf(value)} onChange={choose} />
  ) : (
    <Select {...frame} placeholder={t('form.choose')} options={options} value={textOf(value)} onChange={choose} />
  )
}

const IdDocument = ({ field, value, onChange, onLeave, error, disabled }: AnswerFieldProps) => {
  const t = useText()
  const { locale } = useSite()
  if (field.kind !== 'id-document') return null
  const documents: readonly IdDocumentType[] = field.documents
  const type = part(value, 'type') || documents[0] || ''
  const number = part(value, 'number')
  const change = (next: { type: string; number: string }) => onChange(next.number === '' ? undefined : next)
  return (
    <div className="entries-document">
      <Select
        label={textIn(field.label, locale)}
        optional={!field.required}
        disabled={disabled ?? false}
        options={documents.map(one => ({ value: one, label: t(`document.${one}`) }))}
        value={type}
        onChange={next => onChange({ type: next, number })}
      />
      <TextField
        label={t('form.documentNumber')}
        help={textIn(field.help, locale) || t('form.sealed')}
        value={number}
        onChange={next => change({ type, number: next })}
        onBlur={onLeave}
        error={error}
        disabled={disabled ?? false}
        autoComplete="off"
        maxLength={40}
      />
    </div>
  )
}

/** One question of an organiser's form, whatever its kind. */
export const AnswerField = (props: AnswerFieldProps) => {
  const { field, value, onChange, onLeave, error, disabled = false } = props
  const { locale } = useSite()
  const label = textIn(field.label, locale)
  const help = textIn(field.help, locale) || undefined
  const frame = { label, help, error, optional: !field.required, disabled }
  const text = { ...frame, name: field.key, value: textOf(value), onChange, onBlur: onLeave }
  switch (field.kind) {
    case 'text':
      return <TextField {...text} {...(field.only === 'digits' ? { inputMode: 'numeric' as const } : {})} />
    case 'long-text':
      return <TextArea {...text} rows={5} maxLength={field.maxLength} />
    case 'number':
      return <NumberField {...text} decimals={field.decimals > 0} unit={textIn(field.unit, locale)} />
    case 'email':
      return <TextField {...text} type="email" inputMode="email" autoComplete="email" />
    case 'phone':
      return <TextField {...text} type="tel" inputMode="tel" autoComplete="tel" />
    case 'url':
      return <TextField {...text} type="url" inputMode="url" />
    case 'date':
      return <DateField {...text} />
    case 'choice':
      return <Choice {...props} locale={locale} />
    case 'multiple':
      return (
        <CheckboxList
          {...frame}
          options={field.options.map(option => ({ value: option.value, label: textIn(option.label, locale) }))}
          value={listOf(value)}
          onChange={next => {
            onChange(next)
            onLeave()
          }}
        />
      )
    case 'consent':
      return (
        <div className="pl-field">
          <Checkbox
            label={label}
            help={help}
            error={error}
            disabled={disabled}
            checked={value === true}
            onChange={next => {
              onChange(next)
              onLeave()
            }}
          />
        </div>
      )
    case 'file':
      return <FileAnswer {...props} files={listOf(value)} field={field} />
    case 'id-document':
      return <IdDocument {...props} />
  }
}
