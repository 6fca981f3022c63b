import { type ReactNode, useId } from 'react'
import { useWords } from '../i18n/words.ts'
import { classes } from './class-names.ts'
import { Icon } from './icon.tsx'

interface OneProps {
  label: ReactNode
  help?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  error?: string | undefined
}

const One = ({ kind, ...props }: OneProps & { kind: 'check' | 'switch' }) => {
  const noteId = useId()
  return (
    <div>
      <label className="pl-choice">
        <input
          type="checkbox"
          role={kind === 'switch' ? 'switch' : undefined}
          className={`pl-${kind}`}
          checked={props.checked}
          disabled={props.disabled}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={props.error ? noteId : undefined}
          onChange={event => props.onChange(event.target.checked)}
        />
        <span>
          {props.label}
          {props.help && <small>{props.help}</small>}
        </span>
      </label>
      {props.error && (
        <div id={noteId} className="pl-hint pl-hint-bad">
          <Icon name="alert-circle" size="s" />
          <span>{props.error}</span>
        </div>
      )}
    </div>
  )
}

/** One statement that is true or not. */
export const Checkbox = (props: OneProps) => <One kind="check" {...props} />
/** A setting that takes effect at once. */
export const Switch = (props: OneProps) => <One kind="switch" {...props} />

export interface Option<V extends string> {
  value: V
  label: ReactNode
  help?: ReactNode
  disabled?: boolean
}

interface GroupProps {
  label: string
  hint?: ReactNode
  help?: ReactNode
  error?: string | undefined
  optional?: boolean
}

const Group = ({ label, hint, help, error, optional, children }: GroupProps & { children: ReactNode }) => {
  const t = useWords()
  const noteId = useId()
  const note = error ?? help
  const side = hint ?? (optional ? t('field.optional') : undefined)
  return (
    <fieldset className="pl-field" aria-describedby={note ? noteId : undefined} aria-invalid={error ? true : undefined}>
      <legend className="pl-field-label">
        <span>{label}</span>
        {side && <span>{side}</span>}
      </legend>
      {children}
      {note && (
        <div id={noteId} className={classes('pl-hint', error && 'pl-hint-bad')}>
          {error && <Icon name="alert-circle" size="s" />}
          <span>{note}</span>
        </div>
      )}
    </fieldset>
  )
}

export const RadioList = <V extends string>(
  props: GroupProps & { options: readonly Option<V>[]; value: V | ''; onChange: (value: V) => void },
) => {
  const name = useId()
  return (
    <Group {...props}>
      {props.options.map(option => (
        <label key={option.value} className="pl-choice">
          <input
            type="radio"
            className="pl-radio"
            name={name}
            value={option.value}
            checked={props.value === option.value}
            disabled={option.disabled}
            onChange={() => props.onChange(option.value)}
          />
          <span>
            {option.label}
            {option.help && <small>{option.help}</small>}
          </span>
        </label>
      ))}
    </Group>
  )
}

export const CheckboxList = <V extends string>(
  props: GroupProps & { options: readonly Option<V>[]; value: readonly V[]; onChange: (value: V[]) => void },
) => (
  <Group {...props}>
    {props.options.map(option => (
      <label key={option.value} className="pl-choice">
        <input
          type="checkbox"
          className="pl-check"
          value={option.value}
          checked={props.value.includes(option.value)}
          disabled={option.disabled}
          onChange={event =>
            props.onChange(
              event.target.checked
                ? [...props.value, option.value]
                : props.value.filter(value => value !== option.value),
            )
          }
        />
        <span>
          {option.label}
          {option.help && <small>{option.help}</small>}
        </span>
      </label>
    ))}
  </Group>
)

/** Ruled rows to choose one from, with something at the right: ways to pay, kinds of entry. */
export const ChoiceRows = <V extends string>(props: {
  label: string
  options: readonly (Option<V> & { end?: ReactNode })[]
  value: V | ''
  onChange: (value: V) => void
}) => {
  const name = useId()
  return (
    <div className="pl-choice-rows" role="radiogroup" aria-label={props.label}>
      {props.options.map(option => (
        <label key={option.value} className="pl-choice-row">
          <input
            type="radio"
            className="pl-radio"
            name={name}
            value={option.value}
            checked={props.value === option.value}
            disabled={option.disabled}
            onChange={() => props.onChange(option.value)}
          />
          <span>
            <b>{option.label}</b>
            {option.help && <small>{option.help}</small>}
          </span>
          {option.end ?? <span />}
        </label>
      ))}
    </div>
  )
}
