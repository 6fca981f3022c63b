import { Fragment, type ReactNode, useMemo } from 'react'
import { useSite } from '../site.tsx'
import type { Locale } from './locale.ts'

/*
 * Catalogues are i18next's JSON (nested keys, `{{name}}`, `key_one` / `key_other`), read by forty lines of our own: the
 * library is 14 kB of the 170 kB a public page may weigh, and pages use nothing else of it.
 */

type Plain<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : K
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? Plain<K> : `${K}.${Leaves<T[K]>}`
}[keyof T & string]

/** The keys of a catalogue, written `group.key`; plural suffixes are left off. */
export type KeysOf<T> = Leaves<T>

export type TextValues = Record<string, string | number>

export interface Text<K extends string> {
  /** The words for a key. `count` chooses the plural; other values fill `{{name}}`. */
  (key: K, values?: TextValues): string
  /** Words with parts: `<link>…</link>` in the message is given to `parts.link`. */
  rich(key: K, parts: Record<string, (inner: ReactNode) => ReactNode>, values?: TextValues): ReactNode
  /** For keys that come from data, such as states: undefined when the catalogue has no such key. */
  maybe(key: string, values?: TextValues): string | undefined
}

const richParts = (message: string, parts: Record<string, (inner: ReactNode) => ReactNode>): ReactNode => {
  const pieces: ReactNode[] = []
  const pattern = /<(\w+)>(.*?)<\/\1>/gs
  let from = 0
  for (const match of message.matchAll(pattern)) {
    pieces.push(message.slice(from, match.index))
    const [whole, name = '', inner = ''] = match
    pieces.push(<Fragment key={match.index}>{parts[name]?.(richParts(inner, parts)) ?? inner}</Fragment>)
    from = match.index + whole.length
  }
  if (pieces.length === 0) return message
  pieces.push(message.slice(from))
  return pieces
}

const flatten = (messages: object, prefix = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return [[`${prefix}${key}`, value]]
    return typeof value === 'object' && value !== null ? flatten(value, `${prefix}${key}.`) : []
  })

const plurals: Record<Locale, Intl.PluralRules> = {
  en: new Intl.PluralRules('en'),
  'zh-CN': new Intl.PluralRules('zh-CN'),
}

const fill = (message: string, values: TextValues): string =>
  message.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ''))

/** Looks a key up: the plural form of `count` first, then `_other`, then the key as it stands. */
const lookup = (messages: ReadonlyMap<string, string>, locale: Locale, key: string, values: TextValues) => {
  const { count } = values
  const form = typeof count === 'number' ? messages.get(`${key}_${plurals[locale].select(count)}`) : undefined
  const message = form ?? (count === undefined ? undefined : messages.get(`${key}_other`)) ?? messages.get(key)
  return message === undefined ? undefined : fill(message, values)
}

/**
 * Gives a page its words. `const useText = catalogue('entries', { en, 'zh-CN': zh })`, then in a component
 * `const t = useText()` and `t('title')`. Outside components (head): `useText.in(locale)`. A key without words shows
 * itself with the catalogue's name, so that it is found.
 */
export const catalogue = <T extends object>(name: string, messages: { en: T; 'zh-CN': object }) => {
  const flat: Record<Locale, ReadonlyMap<string, string>> = {
    en: new Map(flatten(messages.en)),
    'zh-CN': new Map(flatten(messages['zh-CN'])),
  }
  const inLanguage = (locale: Locale): Text<KeysOf<T>> => {
    const maybe = (key: string, values: TextValues = {}) => lookup(flat[locale], locale, key, values)
    const say = (key: string, values?: TextValues) => maybe(key, values) ?? `${name}:${key}`
    return Object.assign((key: KeysOf<T>, values?: TextValues) => say(key, values), {
      rich: (key: KeysOf<T>, parts: Record<string, (inner: ReactNode) => ReactNode>, values?: TextValues) =>
        richParts(say(key, values), parts),
      maybe,
    })
  }
  const useText = (): Text<KeysOf<T>> => {
    const { locale } = useSite()
    return useMemo(() => inLanguage(locale), [locale])
  }
  return Object.assign(useText, { in: inLanguage })
}
