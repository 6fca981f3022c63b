import i18next from 'i18next'
import { Fragment, type ReactNode, useMemo } from 'react'
import { useSite } from '../site.tsx'
import type { Locale } from './locale.ts'

/** One instance for the whole program; pages add their own words when their chunk arrives. */
const i18n = i18next.createInstance()
void i18n.init({
  lng: 'zh-CN',
  fallbackLng: false,
  resources: {},
  initAsync: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  returnNull: false,
})

type Plain<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : K
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? Plain<K> : `${K}.${Leaves<T[K]>}`
}[keyof T & string]

/** The keys of a catalogue, written `group.key`; plural suffixes are left off. */
export type KeysOf<T> = Leaves<T>

/** Loose on purpose: both languages' shapes are compared by the catalogue test, not by the compiler. */
interface Messages {
  [key: string]: string | Messages
}

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

/**
 * Gives a page its words. `const useText = catalogue('entries', { en, 'zh-CN': zh })`, then in a component
 * `const t = useText()` and `t('title')`. Outside components (head): `useText.in(locale)`.
 */
export const catalogue = <T extends object>(name: string, messages: { en: T; 'zh-CN': Messages }) => {
  i18n.addResourceBundle('en', name, messages.en, true, true)
  i18n.addResourceBundle('zh-CN', name, messages['zh-CN'], true, true)
  const inLanguage = (locale: Locale): Text<KeysOf<T>> => {
    const translate = i18n.getFixedT(locale, name)
    const say = (key: string, values: TextValues = {}): string => translate(key, values)
    return Object.assign((key: KeysOf<T>, values?: TextValues) => say(key, values), {
      rich: (key: KeysOf<T>, parts: Record<string, (inner: ReactNode) => ReactNode>, values?: TextValues) =>
        richParts(say(key, values), parts),
      maybe: (key: string, values?: TextValues) => {
        const text = say(key, values)
        return text === key ? undefined : text
      },
    })
  }
  const useText = (): Text<KeysOf<T>> => {
    const { locale } = useSite()
    return useMemo(() => inLanguage(locale), [locale])
  }
  return Object.assign(useText, { in: inLanguage })
}
