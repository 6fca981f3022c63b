import { useEffect, useState } from 'react'
import { Refused } from './call.ts'
import type { Locale } from './i18n/locale.ts'
import { words } from './i18n/words.ts'
import { useSite } from './site.tsx'
import { Note } from './ui/feedback.tsx'

/** Sentences for refusals: `refusals.<code>` of the domain's own catalogue, loaded when first needed. */

interface Messages {
  [key: string]: string | Messages
}

const catalogues = import.meta.glob<Messages>('../domains/*/i18n/*.json', { import: 'default' })
const loaded = new Map<string, Record<string, string>>()

const flatten = (messages: Messages, prefix = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flatten(value, `${prefix}${key}.`),
  )

/** Brings a domain's catalogue; a domain without one has no sentences. */
export const loadRefusals = async (domain: string, locale: Locale): Promise<void> => {
  const path = `../domains/${domain}/i18n/${locale}.json`
  if (loaded.has(path)) return
  const load = catalogues[path]
  loaded.set(path, load ? Object.fromEntries(flatten(await load())) : {})
}

const wordOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const fill = (message: string, params: Record<string, unknown>): string =>
  message.replace(/\{\{?\s*(\w+)\s*\}?\}/g, (_, name: string) => wordOf(params[name]))

const sentenceOf = (code: string, params: Record<string, unknown>, locale: Locale): string | undefined => {
  const [domain = '', ...rest] = code.split('.')
  const messages = loaded.get(`../domains/${domain}/i18n/${locale}.json`)
  const one = params.count === 1 ? messages?.[`refusals.${code}_one`] : undefined
  const many = messages?.[`refusals.${code}_other`]
  const message = one ?? messages?.[`refusals.${code}`] ?? many ?? messages?.[`refusals.${rest.join('.')}`]
  return message === undefined ? undefined : fill(message, params)
}

/** The sentence for a refusal, from what is loaded. */
export const refusalText = (refused: Refused, locale: Locale): string => {
  const t = words.in(locale)
  return (
    sentenceOf(refused.code, refused.params, locale) ??
    t.maybe(`refused.${refused.code}`, { id: refused.requestId }) ??
    t('refused.unknown', { code: refused.code })
  )
}

const asRefused = (error: unknown): Refused | null => {
  if (error === null || error === undefined) return null
  return error instanceof Refused ? error : new Refused({ code: 'kernel.defect', status: 500 })
}

/** The sentence for an error, or null when there is none. Anything that is not a refusal is our fault. */
export const useRefusal = (error: unknown): string | null => {
  const { locale } = useSite()
  const refused = asRefused(error)
  const [, setReady] = useState(0)
  const code = refused?.code
  useEffect(() => {
    const domain = code?.split('.')[0]
    if (domain) void loadRefusals(domain, locale).then(() => setReady(count => count + 1))
  }, [code, locale])
  return refused && refusalText(refused, locale)
}

/** What is wrong with one field, or undefined. Paths are those of the route's body: `answers.school`. */
export const mistakesOf = (error: unknown, path: string, locale: Locale): string | undefined => {
  if (!(error instanceof Refused)) return undefined
  const mistake = error.errors.find(one => one.path === path)
  if (!mistake) return undefined
  const t = words.in(locale)
  return (
    sentenceOf(mistake.code, mistake.params ?? {}, locale) ?? t.maybe(`mistake.${mistake.code}`) ?? t('mistake.custom')
  )
}

/** Stands beside the act that was refused, with the number support can find it by. */
export const RefusalNote = ({ error }: { error: unknown }) => {
  const sentence = useRefusal(error)
  const { locale } = useSite()
  const refused = asRefused(error)
  if (!refused || !sentence) return null
  const showNumber = refused.status >= 500 && refused.requestId !== '' && !sentence.includes(refused.requestId)
  return (
    <Note kind="bad">
      {sentence}
      {showNumber && ` ${words.in(locale)('refused.number', { id: refused.requestId })}`}
    </Note>
  )
}
