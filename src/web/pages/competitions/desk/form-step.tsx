import { useState } from 'react'
import type { FieldKind, FormField } from '../../../../domains/competitions/form-fields.ts'
import type { DraftContent } from '../../../../domains/competitions/sections.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/feedback.tsx'
import { RuledTable } from '../../../ui/table.tsx'
import { FieldEditor } from './field-editor.tsx'
import { blankField, builderKinds } from './field-kinds.ts'
import type { StepProps } from './step-props.ts'
import { useText } from './words.ts'

/** The entry form: a ruled list of fields, one of them open for writing. */
export const FormStep = ({ value, onChange }: StepProps<DraftContent['form']>) => {
  const t = useText()
  const format = useFormat()
  const [open, setOpen] = useState<number | null>(null)
  const { fields } = value
  const write = (next: FormField[]) => onChange({ fields: next })
  const replace = (index: number, field: FormField) => write(fields.map((one, at) => (at === index ? field : one)))
  const move = (index: number) => {
    const next = [...fields]
    const [above, here] = [next[index - 1], next[index]]
    if (!above || !here) return
    next[index - 1] = here
    next[index] = above
    write(next)
    setOpen(open === index ? index - 1 : open)
  }
  const add = (kind: FieldKind) => {
    write([...fields, blankField(kind, fields)])
    setOpen(fields.length)
  }
  const opened = open === null ? undefined : fields[open]
  return (
    <div className="wizard-fields">
      {fields.length === 0 ? (
        <Empty title={t('form.emptyTitle')}>{t('form.emptyBody')}</Empty>
      ) : (
        <RuledTable caption={t('steps.form')} dense minWidth={560}>
          <thead>
            <tr>
              <th scope="col">{t('form.field')}</th>
              <th scope="col">{t('form.kind')}</th>
              <th scope="col" className="is-center">
                {t('form.required')}
              </th>
              <th scope="col">{t('form.seenBy')}</th>
              <th scope="col">
                <span className="pl-hidden">{t('form.edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field, index) => (
              <tr key={field.key} className={index === open ? 'is-selected' : undefined}>
                <th scope="row">
                  {format.pick(field.label) || field.key}{' '}
                  {field.label.en && field.label['zh-CN'] && (
                    <span className="pl-muted pl-tiny">
                      {format.pick({ 'zh-CN': field.label.en, en: field.label['zh-CN'] })}
                    </span>
                  )}
                </th>
                <td>{t(`kinds.${field.kind}`)}</td>
                <td className="is-center">
                  <input
                    type="checkbox"
                    className="pl-check"
                    aria-label={t('form.requiredOf', { name: format.pick(field.label) })}
                    checked={field.required}
                    onChange={event => replace(index, { ...field, required: event.target.checked })}
                  />
                </td>
                <td className="pl-secondary">{t(field.personal ? 'form.reviewers' : 'form.staff')}</td>
                <td className="is-right pl-nowrap">
                  <IconButton
                    icon="arrow-up"
                    size="s"
                    label={t('rows.up', { name: format.pick(field.label) })}
                    disabled={index === 0}
                    onClick={() => move(index)}
                  />
                  <IconButton
                    icon="edit"
                    size="s"
                    label={t('form.editOf', { name: format.pick(field.label) })}
                    onClick={() => setOpen(index === open ? null : index)}
                  />
                  <IconButton
                    icon="trash"
                    size="s"
                    label={t('rows.remove', { name: format.pick(field.label) })}
                    onClick={() => {
                      write(fields.filter((_, at) => at !== index))
                      setOpen(null)
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </RuledTable>
      )}
      {opened && open !== null && (
        <div className="wizard-open-field">
          <FieldEditor field={opened} onChange={field => replace(open, field)} />
        </div>
      )}
      <div className="wizard-add">
        <span className="pl-small pl-muted">{t('form.add')}</span>
        {builderKinds.map(kind => (
          <Button key={kind} size="s" onClick={() => add(kind)}>
            {t(`kinds.${kind}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
