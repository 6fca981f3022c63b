import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { type Locale, locales } from './policy.ts'

/** A catalogue as it stands in a JSON file: keys nest as deep as one likes, or carry their dots themselves. */
export interface Messages {
  [key: string]: string | Messages
}
export type Texts = Record<Locale, Messages>

/** What fills a place in a text. A bilingual value shows in the reader's language, an instant in their zone. */
export type TextParam = string | number | { 'zh-CN': string; en: string } | { instant: string } | MoneyParam
interface MoneyParam {
  currency: string
  minor: string
}
export type TextParams = Record<string, TextParam>

const known = new Map<Locale, Map<string, string>>(locales.map(locale => [locale, new Map()]))

/** Adds a catalogue; every part of a node says its words through one registry. Called by the composition root. */
export function registerTexts(texts: Texts | undefined): void {
  if (!texts) return
  for (const locale of locales) flatten(texts[locale], '', known.get(locale) ?? new Map())
}

function flatten(messages: Messages, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(messages))
    if (typeof value === 'string') into.set(prefix + key, value)
    else flatten(value, `${prefix}${key}.`, into)
}

export function hasText(locale: Locale, key: string): boolean {
  return known.get(locale)?.has(key) ?? false
}

/**
 * The words for a key with `{name}` (or `{{name}}`) filled in. `<key>_one` and `<key>_other` are chosen by `count`.
 * A key nobody registered comes back as it is, so that a missing text is seen and breaks nothing.
 */
export function text(locale: Locale, key: string, params: TextParams = {}, zone = 'UTC'): string {
  const catalogue = known.get(locale)
  const plural = typeof params['count'] === 'number' ? new Intl.PluralRules(locale).select(params['count']) : undefined
  const message =
    (plural && (catalogue?.get(`${key}_${plural}`) ?? catalogue?.get(`${key}_other`))) ?? catalogue?.get(key)
  if (message === undefined) return key
  return message.replace(/\{\{?\s*(\w+)\s*\}?\}/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined ? whole : say(value, locale, zone)
  })
}

function say(value: TextParam, locale: Locale, zone: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return new Intl.NumberFormat('en-US').format(value)
  if ('instant' in value) return dateTimeText(value.instant, locale, zone)
  if ('currency' in value) return moneyText(value, locale)
  return value[locale] || value[locale === 'en' ? 'zh-CN' : 'en']
}

/** Date and time to the minute as each language writes them, in the zone given: en `5 Dec 2026, 18:00`. */
export function dateTimeText(iso: string, locale: Locale, zone: string): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: zone,
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = new Map(format.formatToParts(Date.parse(iso)).map(part => [part.type, part.value]))
  const p = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? ''
  const values = {
    year: p('year'),
    month: p('month').replace('Sept', 'Sep'),
    day: p('day'),
    time: `${p('hour')}:${p('minute')}`,
  }
  return text(locale, 'kernel.date-time', values)
}

function moneyText(value: MoneyParam, locale: Locale): string {
  const format = new Intl.NumberFormat(locale === 'en' ? 'en-US' : 'zh-CN', {
    style: 'currency',
    currency: value.currency,
    currencyDisplay: value.currency === 'CNY' ? 'narrowSymbol' : 'symbol',
  })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const negative = value.minor.startsWith('-')
  const all = value.minor.replace('-', '').padStart(digits + 1, '0')
  const whole = all.slice(0, all.length - digits).replace(/\B(?=(\d{3})+$)/g, ',')
  const symbol = format.formatToParts(0).find(part => part.type === 'currency')?.value ?? `${value.currency} `
  return `${negative ? '−' : ''}${symbol}${whole}${digits > 0 ? `.${all.slice(all.length - digits)}` : ''}`
}

// The kernel's own words are always there.
registerTexts({ en, 'zh-CN': zh })
