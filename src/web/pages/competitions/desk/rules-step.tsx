import { useState } from 'react'
import type { DraftContent } from '../../../../domains/competitions/sections.ts'
import { listTemplates } from '../../../../domains/competitions/staff-contract.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useQueryOf } from '../../../queries.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { NumberField, Select, TextArea } from '../../../ui/field.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { Row } from '../../../ui/layout.tsx'
import { Segmented } from '../../../ui/tabs.tsx'
import { H4 } from '../../../ui/text.tsx'
import { numberFrom } from './numbers.ts'
import { panelChoices, readPanel, type TrimChoice, withDecimals, withTrim } from './panel-settings.ts'
import type { StepProps } from './step-props.ts'
import { useText } from './words.ts'
import { WorkedExample } from './worked-example.tsx'

type Rules = DraftContent['rules']
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text people read and the rule set that computes, with an example that follows every change. */
export const RulesStep = ({ value, onChange, judges }: StepProps<Rules> & { judges: number }) => {
  const t = useText()
  const format = useFormat()
  const templates = useQueryOf(listTemplates, {})
  const { scoring } = value
  const [json, setJson] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const write = (next: Record<string, unknown> | null) => onChange({ ...value, scoring: next })
  const panel = scoring && readPanel(scoring)
  return (
    <div className="wizard-fields">
      <BilingualField
        label={t('rules.text')}
        rows={10}
        value={value.text}
        maxLength={20_000}
        onChange={text => onChange({ ...value, text })}
      />
      <div className="wizard-row">
        <Select
          label={t('rules.template')}
          value=""
          onChange={key => {
            const chosen = templates.data?.rows.find(one => one.key === key)
            if (chosen) write(chosen.scoring)
          }}
          options={[
            { value: '', label: scoring ? t('rules.keep') : t('rules.choose') },
            ...(templates.data?.rows ?? []).map(one => ({ value: one.key, label: format.pick(one.title) })),
          ]}
        />
        <NumberField
          label={t('rules.objectionDays')}
          unit={t('rules.days')}
          value={String(value.objectionDays)}
          onChange={text => onChange({ ...value, objectionDays: Math.min(60, numberFrom(text)) })}
        />
      </div>
      {scoring && panel && (
        <Row wrap gap={28} align="start">
          <div>
            <H4>{t('rules.trim')}</H4>
            <Segmented<TrimChoice>
              label={t('rules.trim')}
              options={panelChoices.map(choice => ({ value: choice, label: t(`rules.trims.${choice}`) }))}
              value={panel.trim}
              onChange={trim => write(withTrim(scoring, panel.key, trim))}
            />
          </div>
          <Select
            label={t('rules.decimals')}
            value={panel.decimals === null ? '' : String(panel.decimals)}
            onChange={text => write(withDecimals(scoring, panel.key, text === '' ? null : Number(text)))}
            options={[
              { value: '', label: t('rules.noRounding') },
              ...[0, 1, 2, 3, 4].map(count => ({ value: String(count), label: t('rules.places', { count }) })),
            ]}
          />
        </Row>
      )}
      {scoring && <WorkedExample scoring={scoring} judges={judges} />}
      <details
        className="wizard-data"
        onToggle={event => setJson(event.currentTarget.open ? JSON.stringify(scoring ?? {}, null, 2) : null)}
      >
        <summary>{t('rules.asData')}</summary>
        <p className="pl-small pl-muted">{t('rules.asDataNote')}</p>
        {json !== null && (
          <>
            <TextArea label={t('rules.data')} rows={18} value={json} onChange={setJson} />
            {wrong && <Note kind="bad">{t('rules.notJson')}</Note>}
            <Button
              size="s"
              onClick={() => {
                const read = readJson(json)
                setWrong(read === null)
                if (read) write(read)
              }}
            >
              {t('rules.apply')}
            </Button>
          </>
        )}
      </details>
    </div>
  )
}

const readJson = (text: string): Record<string, unknown> | null => {
  try {
    const read: unknown = JSON.parse(text)
    return isRecord(read) ? read : null
  } catch {
    return null
  }
}
