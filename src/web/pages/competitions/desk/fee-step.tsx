import type { DraftContent } from '../../../../domains/competitions/sections.ts'
import { NumberField, Select } from '../../../ui/field.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { Segmented } from '../../../ui/tabs.tsx'
import { H4 } from '../../../ui/text.tsx'
import { AmountField } from './amount-field.tsx'
import { numberFrom, wholeOrNull } from './numbers.ts'
import { RowsEditor } from './rows-editor.tsx'
import type { StepProps } from './step-props.ts'
import { useText } from './words.ts'

const currencies = ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'SGD', 'JPY'] as const
const percent = (text: string) => Math.min(100, numberFrom(text))

/** What entering costs, how many may, and what comes back. */
export const FeeStep = ({ value, onChange }: StepProps<DraftContent['fee']>) => {
  const t = useText()
  const { refund } = value
  const paid = value.fee.minor !== '0'
  return (
    <div className="wizard-fields">
      <div className="wizard-row">
        <AmountField
          label={t('fee.fee')}
          currency={value.fee.currency}
          minor={value.fee.minor}
          onChange={minor => onChange({ ...value, fee: { ...value.fee, minor } })}
        />
        <Select
          label={t('fee.currency')}
          value={value.fee.currency}
          onChange={currency => onChange({ ...value, fee: { ...value.fee, currency } })}
          options={currencies.map(one => ({ value: one, label: one }))}
        />
        <NumberField
          label={t('fee.places')}
          optional
          help={t('fee.placesHelp')}
          value={value.places === null ? '' : String(value.places)}
          onChange={text => onChange({ ...value, places: wholeOrNull(text) })}
        />
        <NumberField
          label={t('fee.hold')}
          unit={t('fee.minutes')}
          value={String(value.holdMinutes)}
          onChange={text => onChange({ ...value, holdMinutes: Math.min(10_080, numberFrom(text)) })}
        />
      </div>
      <Segmented
        label={t('fee.order')}
        options={[
          { value: 'pay', label: t('fee.payFirst') },
          { value: 'review', label: t('fee.reviewFirst') },
        ]}
        value={value.payFirst ? 'pay' : 'review'}
        onChange={order => onChange({ ...value, payFirst: order === 'pay' })}
      />
      <p className="pl-small pl-muted wizard-hint">{t(value.payFirst ? 'fee.payFirstNote' : 'fee.reviewFirstNote')}</p>
      {paid && (
        <>
          <H4>{t('fee.refund')}</H4>
          <RowsEditor
            fixed
            items={refund.steps}
            onChange={steps => onChange({ ...value, refund: { ...refund, steps } })}
            add={t('fee.addStep')}
            name={(_, index) => String(index + 1)}
            blank={() => ({ daysBeforeClose: 0, percent: 80 })}
            render={(step, change) => (
              <div className="wizard-row">
                <NumberField
                  label={t('fee.daysBefore')}
                  value={String(step.daysBeforeClose)}
                  onChange={text => change({ ...step, daysBeforeClose: Math.min(365, numberFrom(text)) })}
                />
                <NumberField
                  label={t('fee.percent')}
                  unit="%"
                  value={String(step.percent)}
                  onChange={text => change({ ...step, percent: percent(text) })}
                />
              </div>
            )}
          />
          <NumberField
            label={t('fee.rejected')}
            unit="%"
            value={String(refund.rejectedPercent)}
            onChange={text => onChange({ ...value, refund: { ...refund, rejectedPercent: percent(text) } })}
          />
          <BilingualField
            label={t('fee.refundText')}
            value={refund.text}
            maxLength={300}
            onChange={text => onChange({ ...value, refund: { ...refund, text } })}
          />
        </>
      )}
    </div>
  )
}
