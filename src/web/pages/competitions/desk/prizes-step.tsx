import { prizeTotal } from '../../../../domains/competitions/prize-total.ts'
import type { DraftContent } from '../../../../domains/competitions/sections.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Checkbox } from '../../../ui/choice.tsx'
import { NumberField, Select } from '../../../ui/field.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { H4 } from '../../../ui/text.tsx'
import { AmountField } from './amount-field.tsx'
import { numberFrom } from './numbers.ts'
import { RowsEditor } from './rows-editor.tsx'
import type { StepProps } from './step-props.ts'
import { useText } from './words.ts'

type Content = DraftContent['prizes']
const empty = { 'zh-CN': '', en: '' }
const feedbacks = ['totals', 'aspects', 'aspects-and-comments'] as const

/** Who judges how many, and what is won and who pays for it. */
export const PrizesStep = ({
  value,
  onChange,
  tracks,
  currency,
}: StepProps<Content> & { tracks: DraftContent['divisions']['tracks']; currency: string }) => {
  const t = useText()
  const format = useFormat()
  const { prizes, funding } = value
  const total = prizeTotal(prizes, tracks.length)
  const funded = funding.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n)
  const price = (minor: bigint) => format.price({ currency, minor: minor.toString() })
  return (
    <div className="wizard-fields">
      <JudgingFields value={value.judging} onChange={judging => onChange({ ...value, judging })} />
      <H4>{t('prizes.title')}</H4>
      <RowsEditor
        items={prizes}
        onChange={next => onChange({ ...value, prizes: next })}
        add={t('prizes.add')}
        name={prize => format.pick(prize.name)}
        blank={() => {
          const from = Math.max(0, ...prizes.map(prize => prize.toRank)) + 1
          return { track: null, name: empty, fromRank: from, toRank: from, amountMinor: '0', extra: empty }
        }}
        render={(prize, change) => (
          <>
            <BilingualField
              label={t('prizes.name')}
              value={prize.name}
              maxLength={80}
              onChange={name => change({ ...prize, name })}
            />
            <div className="wizard-row">
              <Select
                label={t('prizes.track')}
                value={prize.track ?? ''}
                onChange={track => change({ ...prize, track: track || null })}
                options={[
                  { value: '', label: t('prizes.every') },
                  ...tracks.map(track => ({ value: track.code, label: format.pick(track.name) || track.code })),
                ]}
              />
              <NumberField
                label={t('prizes.from')}
                value={String(prize.fromRank)}
                onChange={text => {
                  const fromRank = Math.max(1, numberFrom(text))
                  change({ ...prize, fromRank, toRank: Math.max(fromRank, prize.toRank) })
                }}
              />
              <NumberField
                label={t('prizes.to')}
                value={String(prize.toRank)}
                onChange={text => change({ ...prize, toRank: Math.max(prize.fromRank, numberFrom(text)) })}
              />
              <AmountField
                label={t('prizes.amount')}
                currency={currency}
                minor={prize.amountMinor}
                onChange={amountMinor => change({ ...prize, amountMinor })}
              />
            </div>
            <BilingualField
              label={t('prizes.extra')}
              value={prize.extra}
              maxLength={120}
              optional
              onChange={extra => change({ ...prize, extra })}
            />
          </>
        )}
      />
      <H4>{t('prizes.funding')}</H4>
      <p className="pl-small pl-muted wizard-hint">{t('prizes.sum', { total: price(total), funded: price(funded) })}</p>
      <RowsEditor
        fixed
        items={funding}
        onChange={next => onChange({ ...value, funding: next })}
        add={t('prizes.addFunder')}
        name={line => format.pick(line.name)}
        blank={() => ({ name: empty, amountMinor: (total > funded ? total - funded : 0n).toString() })}
        render={(line, change) => (
          <>
            <BilingualField
              label={t('prizes.funder')}
              value={line.name}
              maxLength={120}
              onChange={name => change({ ...line, name })}
            />
            <AmountField
              label={t('prizes.pays')}
              currency={currency}
              minor={line.amountMinor}
              onChange={amountMinor => change({ ...line, amountMinor })}
            />
          </>
        )}
      />
    </div>
  )
}

/** How many judges see a work, whether names are hidden, and what entrants read. Used before and after publication. */
export const JudgingFields = ({
  value,
  onChange,
}: {
  value: Content['judging']
  onChange: (value: Content['judging']) => void
}) => {
  const t = useText()
  return (
    <>
      <div className="wizard-row">
        <NumberField
          label={t('judging.perWork')}
          value={String(value.judgesPerWork)}
          onChange={text => onChange({ ...value, judgesPerWork: Math.min(50, Math.max(1, numberFrom(text))) })}
        />
        <Select
          label={t('judging.feedback')}
          value={value.feedback}
          onChange={text => {
            const feedback = feedbacks.find(one => one === text)
            if (feedback) onChange({ ...value, feedback })
          }}
          options={feedbacks.map(one => ({ value: one, label: t(`judging.feedbacks.${one}`) }))}
        />
      </div>
      <Checkbox
        label={t('judging.blind')}
        help={t('judging.blindHelp')}
        checked={value.blind}
        onChange={blind => onChange({ ...value, blind })}
      />
    </>
  )
}
