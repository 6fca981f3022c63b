import { type ReactNode, type RefObject, useId, useState } from 'react'
import { useFormat } from '../i18n/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { useSite } from '../site.tsx'
import { classes } from './class-names.ts'
import { Icon } from './icon.tsx'
import { isoOfLocal, localOfIso } from './local-time.ts'

export interface FieldFrame {
  label: string
  /** At the right of the label: the limit, or where the answer goes. */
  hint?: ReactNode
  /** Below the field. */
  help?: ReactNode
  /** What is expected and what was given; shown instead of `help`. */
  error?: string | undefined
  /** What was checked and is right. */
  good?: string | undefined
  /** Optional is marked, required is not. */
  optional?: boolean | undefined
}

interface ControlIds {
  id: string
  'aria-invalid': boolean | undefined
  'aria-describedby': string | undefined
}

/** Label above, hint at its right, help or the mistake below. For controls that no part gives, pass a function. */
export const Field = ({
  label,
  hint,
  help,
  error,
  good,
  optional,
  children,
}: FieldFrame & { children: (ids: ControlIds) => ReactNode }) => {
  const t = useWords()
  const id = useId()
  const noteId = useId()
  const note = error ?? good ?? help
  const side = hint ?? (optional ? t('field.optional') : undefined)
  return (
    <div className="pl-field">
      <label className="pl-field-label" htmlFor={id}>
        <span>{label}</span>
        {side && <span>{side}</span>}
      </label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': note ? noteId : undefined })}
      {note && (
        <div id={noteId} className={classes('pl-hint', error ? 'pl-hint-bad' : good && 'pl-hint-ok')}>
          {error ? <Icon name="alert-circle" size="s" /> : good && <Icon name="check" size="s" />}
          <span>{note}</span>
        </div>
      )}
    </div>
  )
}

const frameOf = (props: FieldFrame): FieldFrame => ({
  label: props.label,
  hint: props.hint,
  help: props.help,
  error: props.error,
  good: props.good,
  optional: props.optional,
})

const look = (props: { error?: string | undefined; small?: boolean | undefined }) =>
  classes('pl-input', props.error && 'pl-input-bad', props.small && 'pl-input-s')

interface ControlProps extends FieldFrame {
  name?: string
  value: string
  onChange: (value: string) => void
  /** Validate here, on leaving; never while typing. */
  onBlur?: () => void
  disabled?: boolean
  readOnly?: boolean
  small?: boolean
}

export interface TextFieldProps extends ControlProps {
  type?: 'text' | 'email' | 'tel' | 'url'
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url'
  placeholder?: string
  maxLength?: number
  lang?: string
  inputRef?: RefObject<HTMLInputElement | null>
}

export const TextField = (props: TextFieldProps) => (
  <Field {...frameOf(props)}>
    {ids => (
      <input
        {...ids}
        ref={props.inputRef}
        className={look(props)}
        type={props.type ?? 'text'}
        name={props.name}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
        onBlur={props.onBlur}
        disabled={props.disabled}
        readOnly={props.readOnly}
        autoComplete={props.autoComplete}
        inputMode={props.inputMode}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        lang={props.lang}
      />
    )}
  </Field>
)

/** A number as text: the server decides what it is worth. Letters are not taken. */
export const NumberField = (props: TextFieldProps & { decimals?: boolean; prefix?: string; unit?: string }) => (
  <Field {...frameOf(props)}>
    {ids => (
      <span className={classes(look(props), props.disabled && 'is-disabled')}>
        {props.prefix && <span className="pl-muted">{props.prefix}</span>}
        <input
          {...ids}
          ref={props.inputRef}
          name={props.name}
          value={props.value}
          inputMode={props.decimals ? 'decimal' : 'numeric'}
          disabled={props.disabled}
          readOnly={props.readOnly}
          onBlur={props.onBlur}
          onChange={event => {
            const kept = event.target.value.replace(props.decimals ? /[^\d.-]/g : /[^\d-]/g, '')
            props.onChange(kept)
          }}
        />
        {props.unit && <span className="pl-muted">{props.unit}</span>}
      </span>
    )}
  </Field>
)

export const PasswordField = (props: TextFieldProps) => {
  const t = useWords()
  const [shown, setShown] = useState(false)
  return (
    <Field {...frameOf(props)}>
      {ids => (
        <span className={look(props)}>
          <input
            {...ids}
            type={shown ? 'text' : 'password'}
            name={props.name}
            value={props.value}
            autoComplete={props.autoComplete ?? 'current-password'}
            disabled={props.disabled}
            onBlur={props.onBlur}
            onChange={event => props.onChange(event.target.value)}
          />
          <button type="button" className="pl-link" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'action.hide' : 'action.show')}
          </button>
        </span>
      )}
    </Field>
  )
}

export const TextArea = (
  props: ControlProps & { rows?: number; maxLength?: number; lang?: string; placeholder?: string },
) => {
  const t = useWords()
  const count = props.maxLength
    ? t('field.characters', { count: props.value.length, limit: props.maxLength })
    : undefined
  return (
    <Field {...frameOf(props)} hint={props.hint ?? count ?? (props.optional ? t('field.optional') : undefined)}>
      {ids => (
        <textarea
          {...ids}
          className={look(props)}
          name={props.name}
          value={props.value}
          rows={props.rows ?? 3}
          maxLength={props.maxLength}
          lang={props.lang}
          placeholder={props.placeholder}
          disabled={props.disabled}
          readOnly={props.readOnly}
          onBlur={props.onBlur}
          onChange={event => props.onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** The system's own list: best on phones and up to some thirty answers. Longer lists: `Combobox` in pickers. */
export const Select = (
  props: ControlProps & {
    options: readonly { value: string; label: string; disabled?: boolean }[]
    /** First, empty choice; without it something is always chosen. */
    placeholder?: string
  },
) => (
  <Field {...frameOf(props)}>
    {ids => (
      <select
        {...ids}
        className={look(props)}
        name={props.name}
        value={props.value}
        disabled={props.disabled}
        onBlur={props.onBlur}
        onChange={event => props.onChange(event.target.value)}
      >
        {props.placeholder !== undefined && <option value="">{props.placeholder}</option>}
        {props.options.map(option => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
)

/** A small unlabelled list for filter bars; the label is read aloud. */
export const FilterSelect = (props: {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}) => (
  <select
    className="pl-input pl-input-s"
    aria-label={props.label}
    value={props.value}
    onChange={event => props.onChange(event.target.value)}
  >
    {props.options.map(option => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
)

/** Searches on Enter and on leaving, so that the list does not flicker under typing. */
export const SearchField = (props: {
  label: string
  value: string
  onSearch: (text: string) => void
  small?: boolean
}) => {
  const t = useWords()
  const [text, setText] = useState(props.value)
  return (
    <form
      role="search"
      className="pl-search"
      onSubmit={event => {
        event.preventDefault()
        props.onSearch(text.trim())
      }}
    >
      <span className={look({ small: props.small })}>
        <Icon name="search" size={props.small ? 's' : 'm'} />
        <input
          type="search"
          aria-label={props.label}
          placeholder={props.label}
          value={text}
          onChange={event => setText(event.target.value)}
          onBlur={() => text.trim() !== props.value && props.onSearch(text.trim())}
        />
        {text !== '' && (
          <button
            type="button"
            className="pl-button pl-button-quiet pl-button-s pl-button-icon"
            aria-label={t('action.clear')}
            onClick={() => {
              setText('')
              props.onSearch('')
            }}
          >
            <Icon name="x" size="s" />
          </button>
        )}
      </span>
    </form>
  )
}

interface InstantFieldProps extends FieldFrame {
  name?: string
  /** ISO 8601 instant, or '' when nothing is set. */
  value: string
  onChange: (iso: string) => void
  onBlur?: () => void
  disabled?: boolean
  /** The zone the person types in; the reader's own when unset. */
  zone?: string
}

/** A local time in a named zone; the wire has the instant. The zone stands beside the label. */
export const DateTimeField = (props: InstantFieldProps) => {
  const t = useWords()
  const format = useFormat()
  const { zone: own } = useSite()
  const zone = props.zone ?? own
  return (
    <Field {...frameOf(props)} hint={props.hint ?? t('field.zoneNote', { zone: format.zone(zone) })}>
      {ids => (
        <input
          {...ids}
          type="datetime-local"
          className={look(props)}
          name={props.name}
          value={props.value ? localOfIso(props.value, zone) : ''}
          disabled={props.disabled}
          onBlur={props.onBlur}
          onChange={event => props.onChange(event.target.value ? isoOfLocal(event.target.value, zone) : '')}
        />
      )}
    </Field>
  )
}

/** A calendar day, `2026-12-05`; no zone, no time. */
export const DateField = (props: Omit<ControlProps, 'readOnly'>) => (
  <Field {...frameOf(props)}>
    {ids => (
      <input
        {...ids}
        type="date"
        className={look(props)}
        name={props.name}
        value={props.value}
        disabled={props.disabled}
        onBlur={props.onBlur}
        onChange={event => props.onChange(event.target.value)}
      />
    )}
  </Field>
)
