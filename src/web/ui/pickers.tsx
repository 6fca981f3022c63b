import { Suspense, lazy, type ReactNode, useSyncExternalStore } from 'react'
import { Field, type FieldFrame } from './field.tsx'

/**
 * The parts that are too much work to draw ourselves: long lists to search, and calendars. They are Mantine's, dressed in
 * our tokens, and arrive with their own chunk when the first of them is shown. Until then the plain field stands there,
 * readable and of the same size.
 */
export interface PickOption {
  value: string
  label: string
  /** A line that several options share. */
  group?: string
  disabled?: boolean
}

interface PickerProps extends FieldFrame {
  name?: string
  disabled?: boolean
  placeholder?: string
}

export interface ComboboxProps extends PickerProps {
  options: readonly PickOption[]
  value: string
  onChange: (value: string) => void
  /** Called while typing, for options that the server searches. */
  onSearch?: (text: string) => void
}

export interface MultiComboboxProps extends PickerProps {
  options: readonly PickOption[]
  value: readonly string[]
  onChange: (value: string[]) => void
  onSearch?: (text: string) => void
  most?: number
}

export interface DatePickerProps extends PickerProps {
  /** `2026-12-05`, or ''. */
  value: string
  onChange: (day: string) => void
  min?: string
  max?: string
}

export interface DateTimePickerProps extends PickerProps {
  /** ISO 8601 instant, or ''. */
  value: string
  onChange: (iso: string) => void
  /** Zone the person picks in; their own when unset. */
  zone?: string
}

const LazyCombobox = lazy(() => import('./mantine/combobox.tsx').then(({ Combobox }) => ({ default: Combobox })))
const LazyMulti = lazy(() => import('./mantine/combobox.tsx').then(({ MultiCombobox }) => ({ default: MultiCombobox })))
const LazyDate = lazy(() => import('./mantine/dates.tsx').then(({ DatePicker }) => ({ default: DatePicker })))
const LazyDateTime = lazy(() =>
  import('./mantine/dates.tsx').then(({ DateTimePicker }) => ({ default: DateTimePicker })),
)

const frameOf = (props: FieldFrame): FieldFrame => ({
  label: props.label,
  hint: props.hint,
  help: props.help,
  error: props.error,
  good: props.good,
  optional: props.optional,
})

const never = () => () => undefined

/** The first render, on the server and in the browser, is the plain field; the picker takes its place afterwards. */
const Framed = (props: FieldFrame & { shown: string; children: (ids: Ids) => ReactNode }) => {
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <Field {...frameOf(props)}>
      {ids => {
        const plain = <input {...ids} className="pl-input" value={props.shown} readOnly />
        return ready ? <Suspense fallback={plain}>{props.children(ids)}</Suspense> : plain
      }}
    </Field>
  )
}

/** What connects a control with its label and note. */
export interface Ids {
  id: string
  'aria-invalid': boolean | undefined
  'aria-describedby': string | undefined
}

const labelOf = (options: readonly PickOption[], value: string) =>
  options.find(option => option.value === value)?.label ?? ''

/** One of many, found by typing. */
export const Combobox = (props: ComboboxProps) => (
  <Framed {...props} shown={labelOf(props.options, props.value)}>
    {ids => <LazyCombobox ids={ids} {...props} />}
  </Framed>
)

/** Several of many, found by typing. */
export const MultiCombobox = (props: MultiComboboxProps) => (
  <Framed {...props} shown={props.value.map(value => labelOf(props.options, value)).join(', ')}>
    {ids => <LazyMulti ids={ids} {...props} />}
  </Framed>
)

export const DatePicker = (props: DatePickerProps) => (
  <Framed {...props} shown={props.value}>
    {ids => <LazyDate ids={ids} {...props} />}
  </Framed>
)

export const DateTimePicker = (props: DateTimePickerProps) => (
  <Framed {...props} shown={props.value}>
    {ids => <LazyDateTime ids={ids} {...props} />}
  </Framed>
)
