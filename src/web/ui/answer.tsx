import { type ReactNode, useId } from 'react'
import { useWords } from '../i18n/words.ts'
import { classes } from './class-names.ts'
import { Kbd } from './kbd.tsx'
import { Link } from './link.tsx'

/** A letter in a bubble; filled ink means chosen. */
export const AnswerBubble = ({ children, on }: { children: ReactNode; on?: boolean }) => (
  <span className={classes('pl-bubble', on && 'is-on')}>{children}</span>
)

/** The choices of a question. `many` allows several. Keys 1–9 belong to the page, which knows what else is typed. */
export const OptionList = ({
  label,
  options,
  value,
  onChange,
  many,
  disabled,
}: {
  label: string
  options: readonly { value: string; letter: string; body: ReactNode; kbd?: string }[]
  value: readonly string[]
  onChange: (value: string[]) => void
  many?: boolean
  disabled?: boolean
}) => {
  const name = useId()
  return (
    <div className="pl-options" role={many ? 'group' : 'radiogroup'} aria-label={label}>
      {options.map(option => (
        <label key={option.value} className="pl-option">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            disabled={disabled}
            checked={value.includes(option.value)}
            onChange={event => {
              if (!many) onChange([option.value])
              else if (event.target.checked) onChange([...value, option.value])
              else onChange(value.filter(one => one !== option.value))
            }}
          />
          <AnswerBubble>{option.letter}</AnswerBubble>
          <span>{option.body}</span>
          {option.kbd && <Kbd>{option.kbd}</Kbd>}
        </label>
      ))}
    </div>
  )
}

/** The map of a paper: filled is answered, a corner marks what to revisit. */
export const AnswerCard = ({
  questions,
  current,
  onGo,
}: {
  questions: readonly { key: string; number: number; answered: boolean; flagged?: boolean }[]
  current: string
  onGo: (key: string) => void
}) => {
  const t = useWords()
  return (
    <div className="pl-answer-card">
      {questions.map(question => (
        <button
          key={question.key}
          type="button"
          className={classes(question.answered && 'is-done', question.flagged && 'is-flagged')}
          aria-current={question.key === current ? 'step' : undefined}
          aria-label={[
            t('answer.question', { number: question.number }),
            t(question.answered ? 'answer.answered' : 'answer.blank'),
            ...(question.flagged ? [t('answer.flagged')] : []),
          ].join(', ')}
          onClick={() => onGo(question.key)}
        >
          {question.number}
        </button>
      ))}
    </div>
  )
}

/** Levels 0–3 (or others) on one line; reversed ink is the chosen one. `null` is not scored yet. */
export const LevelPicker = ({
  label,
  levels = [0, 1, 2, 3],
  value,
  onChange,
  disabled,
}: {
  label: string
  levels?: readonly number[]
  value: number | null
  onChange?: (value: number) => void
  disabled?: boolean
}) => {
  const t = useWords()
  const name = useId()
  return (
    <div className={classes('pl-levels', value === null && 'is-none')} role="radiogroup" aria-label={label}>
      {levels.map(level => (
        <label key={level}>
          <input
            type="radio"
            name={name}
            value={level}
            checked={value === level}
            disabled={disabled || !onChange}
            aria-label={t('level.choose', { level })}
            onChange={() => onChange?.(level)}
          />
          {level}
        </label>
      ))}
    </div>
  )
}

/** Levels with what they mean, for the aspect under judgement. */
export const LevelList = ({
  label,
  levels,
  value,
  onChange,
}: {
  label: string
  levels: readonly { level: number; name: ReactNode; meaning: ReactNode; kbd?: string }[]
  value: number | null
  onChange: (value: number) => void
}) => {
  const name = useId()
  return (
    <div className="pl-level-list" role="radiogroup" aria-label={label}>
      {levels.map(level => (
        <label key={level.level} className="pl-level">
          <b>
            <input type="radio" name={name} checked={value === level.level} onChange={() => onChange(level.level)} />
            {level.level}
          </b>
          <span>
            <strong>{level.name}</strong>
            {level.meaning}
          </span>
          {level.kbd && <Kbd>{level.kbd}</Kbd>}
        </label>
      ))}
    </div>
  )
}

export type LaneState = 'done' | 'half' | 'ahead' | 'excused' | 'returned'

/** A judge's assignments in order. */
export const Lane = ({
  label,
  items,
  current,
}: {
  label: string
  items: readonly { key: string; number: number; state: LaneState; to?: string; says: string }[]
  current?: string
}) => (
  <ol className="pl-lane" aria-label={label}>
    {items.map(item => (
      <li
        key={item.key}
        className={classes(item.state !== 'ahead' && `is-${item.state}`, item.key === current && 'is-now')}
      >
        {item.to ? (
          <Link to={item.to} plain label={item.says} current={item.key === current ? 'step' : undefined}>
            {item.state === 'excused' ? '–' : item.number}
          </Link>
        ) : (
          <span role="img" aria-label={item.says}>
            {item.state === 'excused' ? '–' : item.number}
          </span>
        )}
      </li>
    ))}
  </ol>
)
