import { useState } from 'react'
import { LevelList, LevelPicker } from '../../ui/answer.tsx'
import { NumberField, TextArea } from '../../ui/field.tsx'
import { fitsScale, type Slot } from './rubric-slots.ts'
import { useText } from './text.ts'
import type { Mark } from './use-sheet.ts'

const FigureField = ({
  slot,
  value,
  disabled,
  onValue,
}: {
  slot: Slot
  value: string | null
  disabled: boolean
  onValue: (value: string | null) => void
}) => {
  const t = useText()
  const [text, setText] = useState(value ?? '')
  const [wrong, setWrong] = useState(false)
  const { min, max, step } = slot.scale
  const range =
    min !== null && max !== null
      ? t(step === null ? 'rubric.range' : 'rubric.rangeStep', { min, max, step: step ?? '' })
      : ''
  return (
    <span className="judging-figure">
      <NumberField
        label={slot.label}
        hint={range}
        decimals
        small
        value={text}
        disabled={disabled}
        error={wrong ? t('rubric.offScale') : undefined}
        onBlur={() => setWrong(text !== '' && !fitsScale(slot, text))}
        onChange={next => {
          setText(next)
          if (next === '') onValue(null)
          else if (fitsScale(slot, next)) {
            setWrong(false)
            onValue(next)
          }
        }}
      />
    </span>
  )
}

/** An aspect on one line; the one under judgement is open, with its levels in words and a comment. */
export const AspectRow = ({
  slot,
  mark,
  isNow,
  missing,
  canScore,
  onOpen,
  onValue,
  onComment,
}: {
  slot: Slot
  mark: Mark | undefined
  isNow: boolean
  missing: boolean
  canScore: boolean
  onOpen: () => void
  onValue: (value: string | null) => void
  onComment: (comment: string) => void
}) => {
  const t = useText()
  const value = mark?.value ?? null
  const level = value === null ? null : Number(value)
  const worded = slot.levels?.some(one => one.name !== '' || one.meaning !== '') ?? false
  const picker = slot.levels ? (
    <LevelPicker
      label={`${slot.code} ${slot.label}`}
      levels={slot.levels.map(one => one.level)}
      value={level}
      disabled={!canScore}
      onChange={next => onValue(String(next))}
    />
  ) : (
    <FigureField slot={slot} value={value} disabled={!canScore} onValue={onValue} />
  )
  const heading = (
    <>
      <span className="judging-code">{slot.code}</span>
      <button type="button" className="judging-question" aria-expanded={isNow} onClick={onOpen}>
        {slot.label}
        {missing && value === null && <span className="judging-missing">{t('rubric.missing')}</span>}
      </button>
    </>
  )
  if (!isNow)
    return (
      <div className="judging-aspect">
        {heading}
        {picker}
      </div>
    )
  const { base = '', multiplier = '' } = slot.measured ?? {}
  return (
    <div className="judging-aspect is-now" aria-current="step">
      <div className="judging-aspect-head">
        {heading}
        <span className="pl-spacer" />
        {(base !== '' || multiplier !== '') && (
          <span className="pl-muted">
            {base !== '' && t('rubric.base', { base })} {multiplier !== '' && `×${multiplier}`}
          </span>
        )}
      </div>
      {slot.text && <p className="pl-secondary">{slot.text}</p>}
      {worded && slot.levels && canScore ? (
        <>
          <div className="judging-quick">{picker}</div>
          <div className="judging-levels">
            <LevelList
              label={`${slot.code} ${slot.label}`}
              levels={slot.levels}
              value={level}
              onChange={next => onValue(String(next))}
            />
          </div>
        </>
      ) : (
        <div className="judging-pick">{picker}</div>
      )}
      <div className="judging-comment">
        <TextArea
          label={t('rubric.comment')}
          value={mark?.comment ?? ''}
          rows={2}
          maxLength={2000}
          disabled={!canScore}
          onChange={onComment}
        />
      </div>
    </div>
  )
}
