import { type FileKind, fileKinds, type FormField } from '../../../../domains/competitions/form-fields.ts'
import { Checkbox, CheckboxList } from '../../../ui/choice.tsx'
import { DateField, NumberField } from '../../../ui/field.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { numberFrom } from './numbers.ts'
import { RowsEditor } from './rows-editor.tsx'
import { useText } from './words.ts'

const empty = { 'zh-CN': '', en: '' }
const megabyte = 1024 ** 2

interface Props<F extends FormField = FormField> {
  field: F
  onChange: (field: FormField) => void
}

/** One field of the form: words in both languages, who sees it, and the limits of its kind. */
export const FieldEditor = ({ field, onChange }: Props) => {
  const t = useText()
  return (
    <>
      <BilingualField
        label={t('form.label')}
        value={field.label}
        maxLength={200}
        onChange={label => onChange({ ...field, label })}
      />
      <BilingualField
        label={t('form.help')}
        value={field.help ?? empty}
        maxLength={1_000}
        optional
        onChange={help => onChange({ ...field, help })}
      />
      <KindLimits field={field} onChange={onChange} />
      {field.kind === 'id-document' ? (
        <p className="pl-small pl-muted">{t('form.documentNote')}</p>
      ) : (
        <Checkbox
          label={t('form.personal')}
          help={t('form.personalHelp')}
          checked={field.personal}
          onChange={personal => onChange({ ...field, personal })}
        />
      )}
      <p className="pl-tiny pl-muted">{t('form.key', { key: field.key })}</p>
    </>
  )
}

const KindLimits = ({ field, onChange }: Props) => {
  const t = useText()
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return (
        <div className="wizard-row">
          <NumberField
            label={t('form.maxLength')}
            value={String(field.maxLength)}
            onChange={text => onChange({ ...field, maxLength: Math.max(1, numberFrom(text)) })}
          />
        </div>
      )
    case 'number':
      return (
        <div className="wizard-row">
          <NumberField
            label={t('form.min')}
            optional
            decimals
            value={field.min === undefined ? '' : String(field.min)}
            onChange={text => onChange(withNumber(field, 'min', text))}
          />
          <NumberField
            label={t('form.max')}
            optional
            decimals
            value={field.max === undefined ? '' : String(field.max)}
            onChange={text => onChange(withNumber(field, 'max', text))}
          />
          <NumberField
            label={t('form.decimals')}
            value={String(field.decimals)}
            onChange={text => onChange({ ...field, decimals: Math.min(6, numberFrom(text)) })}
          />
        </div>
      )
    case 'date':
      return (
        <div className="wizard-row">
          <DateField
            label={t('form.from')}
            optional
            value={field.from ?? ''}
            onChange={day => onChange(withDay(field, 'from', day))}
          />
          <DateField
            label={t('form.until')}
            optional
            value={field.until ?? ''}
            onChange={day => onChange(withDay(field, 'until', day))}
          />
        </div>
      )
    case 'choice':
    case 'multiple':
      return (
        <RowsEditor
          items={field.options}
          onChange={options => onChange({ ...field, options })}
          add={t('form.addOption')}
          name={option => option.value}
          blank={count => ({ value: freeValue(field.options, count), label: empty })}
          render={(option, change) => (
            <BilingualField
              label={t('form.option')}
              value={option.label}
              maxLength={200}
              onChange={label => change({ ...option, label })}
            />
          )}
        />
      )
    case 'file':
      return (
        <>
          <div className="wizard-row">
            <NumberField
              label={t('divisions.files')}
              value={String(field.maxFiles)}
              onChange={text => onChange({ ...field, maxFiles: Math.min(20, Math.max(1, numberFrom(text))) })}
            />
            <NumberField
              label={t('divisions.fileSize')}
              unit="MB"
              value={String(Math.round(field.maxBytes / megabyte))}
              onChange={text =>
                onChange({ ...field, maxBytes: Math.min(2_048, Math.max(1, numberFrom(text))) * megabyte })
              }
            />
          </div>
          <CheckboxList<FileKind>
            label={t('divisions.fileKinds')}
            options={fileKinds.map(kind => ({ value: kind, label: t(`fileKinds.${kind}`) }))}
            value={field.types}
            onChange={types => onChange({ ...field, types: types.length > 0 ? types : field.types })}
          />
        </>
      )
    case 'consent':
    case 'email':
    case 'phone':
    case 'url':
    case 'id-document':
      return null
  }
}

type NumberFieldOf = Extract<FormField, { kind: 'number' }>
type DateFieldOf = Extract<FormField, { kind: 'date' }>

const withNumber = (field: NumberFieldOf, key: 'min' | 'max', text: string): FormField => {
  const { [key]: _, ...rest } = field
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? { ...rest, [key]: value } : rest
}

const withDay = (field: DateFieldOf, key: 'from' | 'until', day: string): FormField => {
  const { [key]: _, ...rest } = field
  return day === '' ? rest : { ...rest, [key]: day }
}

/** Values are what answers hold; a value that was given once is not given again in the same list. */
const freeValue = (options: readonly { value: string }[], count: number): string => {
  for (let next = count + 1; ; next += 1) {
    const value = `option-${next}`
    if (!options.some(option => option.value === value)) return value
  }
}
