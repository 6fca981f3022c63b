import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react'
import type { Bilingual } from '../../kernel/contract.ts'
import { Refused } from '../call.ts'
import { useWords } from '../i18n/words.ts'
import { RefusalNote, mistakesOf, useRefusal } from '../refusal.tsx'
import { useSite } from '../site.tsx'
import { Field, TextArea, TextField } from './field.tsx'
import { Icon } from './icon.tsx'

/**
 * The state of a form: values, what was touched, the server's mistakes. `draftKey` keeps what was typed through reloads
 * and log-ins on this device until `clearDraft`; secrets must not be kept (name them in `secrets`).
 */
export const useForm = <V extends Record<string, unknown>>(options: {
  initial: V
  draftKey?: string
  secrets?: readonly (keyof V & string)[]
  /** Mistakes by field, asked on leaving a field and on sending. */
  check?: (values: V) => Partial<Record<keyof V & string, string>>
}) => {
  const { initial, draftKey, secrets = [], check } = options
  const { locale } = useSite()
  const [values, setValues] = useState(initial)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<unknown>(null)
  // Brings the domain's sentences, so that the mistakes of single fields can be said.
  useRefusal(refused)
  const storageKey = draftKey && `pl-draft ${draftKey}`
  const loaded = useRef(false)

  useEffect(() => {
    if (!storageKey || loaded.current) return
    loaded.current = true
    const kept = localStorage.getItem(storageKey)
    // Drafts live on the device: the first render, also on the server, cannot know them.
    // oxlint-disable-next-line react/set-state-in-effect
    if (kept) setValues(current => ({ ...current, ...JSON.parse(kept) }))
  }, [storageKey])

  const keep = useCallback(
    (next: V) => {
      if (!storageKey) return
      const open = Object.fromEntries(Object.entries(next).filter(([key]) => !secrets.includes(key)))
      localStorage.setItem(storageKey, JSON.stringify(open))
    },
    [storageKey, secrets],
  )

  const set = <K extends keyof V & string>(key: K, value: V[K]) => {
    const next = { ...values, [key]: value }
    setValues(next)
    keep(next)
  }
  const mistakes: Partial<Record<string, string>> = check?.(values) ?? {}
  const errorOf = (key: keyof V & string): string | undefined =>
    (left.has(key) ? mistakes[key] : undefined) ?? mistakesOf(refused, key, locale)

  return {
    values,
    set,
    setAll: (next: V) => {
      setValues(next)
      keep(next)
    },
    refused,
    setRefused,
    errorOf,
    /** Props of a text field: `<TextField label=… {...form.field('email')} />`. */
    field: <K extends keyof V & string>(key: K) => ({
      name: key,
      value: typeof values[key] === 'string' ? values[key] : '',
      // The field gives text, and `field` is for keys that hold text.
      onChange: (text: string) => {
        const next = { ...values, [key]: text }
        setValues(next)
        keep(next)
      },
      onBlur: () => setLeft(current => new Set([...current, key])),
      error: errorOf(key),
    }),
    /** True when nothing is wrong; marks every field as left so that all mistakes show. */
    valid: (): boolean => {
      setLeft(new Set(Object.keys(values)))
      return Object.values(check?.(values) ?? {}).every(mistake => !mistake)
    },
    mistakes: Object.keys(values).flatMap(key => {
      const text = errorOf(key)
      return text ? [{ name: key, text }] : []
    }),
    clearDraft: () => {
      if (storageKey) localStorage.removeItem(storageKey)
    },
  }
}

/** Above a form whose answers need changes; each leads to its field. Takes the focus when it appears. */
export const FormErrors = ({ mistakes }: { mistakes: readonly { name: string; text: string }[] }) => {
  const t = useWords()
  const headId = useId()
  const box = useRef<HTMLDivElement>(null)
  const count = mistakes.length
  useEffect(() => {
    if (count > 0) box.current?.focus()
  }, [count])
  if (count === 0) return null
  return (
    <div className="pl-form-errors" ref={box} tabIndex={-1} role="alert" aria-labelledby={headId}>
      <h2 id={headId}>
        <Icon name="alert-circle" />
        {t('field.summary', { count })}
      </h2>
      <ul>
        {mistakes.map(mistake => (
          <li key={mistake.name}>
            <button
              type="button"
              className="pl-link"
              onClick={() => document.querySelector<HTMLElement>(`[name="${CSS.escape(mistake.name)}"]`)?.focus()}
            >
              {mistake.text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A form that sends by itself: no reload, the refusal above the acts. */
export const Form = ({
  children,
  onSubmit,
  error,
  label,
}: {
  children: ReactNode
  onSubmit: () => void
  /** What the server said; mistakes of single fields are shown by the fields. */
  error?: unknown
  label?: string
}) => {
  const ownMistakes = error instanceof Refused && error.errors.length > 0
  return (
    <form
      noValidate
      aria-label={label}
      onSubmit={event => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {error !== undefined && error !== null && !ownMistakes && <RefusalNote error={error} />}
      {children}
    </form>
  )
}

/** One text in both languages, side by side; below each other on phones. */
export const BilingualField = ({
  label,
  value,
  onChange,
  name,
  rows,
  maxLength,
  error,
  optional,
}: {
  label: string
  value: Bilingual
  onChange: (value: Bilingual) => void
  name?: string
  /** More than one row makes text areas. */
  rows?: number
  maxLength?: number
  error?: string | undefined
  optional?: boolean
}) => {
  const t = useWords()
  const one = (lang: 'zh-CN' | 'en') => {
    const props = {
      label,
      hint: t(lang === 'en' ? 'field.english' : 'field.chinese'),
      value: value[lang],
      onChange: (text: string) => onChange({ ...value, [lang]: text }),
      lang,
      error: lang === 'zh-CN' ? error : undefined,
      optional,
      ...(name ? { name: `${name}.${lang}` } : {}),
      ...(maxLength ? { maxLength } : {}),
    }
    return rows && rows > 1 ? <TextArea {...props} rows={rows} /> : <TextField {...props} />
  }
  return (
    <div className="pl-bilingual">
      {one('zh-CN')}
      {one('en')}
    </div>
  )
}

/** The six digits of a code. Pasting fills them all. */
export const CodeField = ({
  label,
  value,
  onChange,
  error,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string | undefined
}) => (
  <Field label={label} error={error}>
    {ids => (
      <div className="pl-otp">
        {Array.from({ length: 6 }, (_, index) => (
          <input
            {...(index === 0 ? ids : {})}
            key={`digit ${String(index)}`}
            inputMode="numeric"
            autoComplete={index === 0 ? 'one-time-code' : 'off'}
            aria-label={index === 0 ? undefined : `${label} ${String(index + 1)}`}
            value={value[index] ?? ''}
            onChange={event => {
              const digits = event.target.value.replace(/\D/g, '')
              const next = (value.slice(0, index) + digits + value.slice(index + Math.max(1, digits.length))).slice(
                0,
                6,
              )
              onChange(next)
              const boxes = event.target.parentElement?.querySelectorAll('input')
              boxes?.[Math.min(5, index + digits.length)]?.focus()
            }}
            onKeyDown={event => {
              if (event.key === 'Backspace' && !value[index]) {
                const before = event.currentTarget.previousElementSibling
                if (before instanceof HTMLElement) before.focus()
              }
            }}
          />
        ))}
      </div>
    )}
  </Field>
)
