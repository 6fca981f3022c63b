import { instant } from '../../kernel/clock.ts'
import type { MoneyWire } from '../../kernel/contract.ts'
import { storageExponent } from '../../kernel/money.ts'
import en from './en.json'
import type { Locale } from './locale.ts'
import zh from './zh-CN.json'

/** How people read amounts, times and counts. Nothing here computes with floating-point money. */

const symbols: Record<string, string> = {
  CNY: '¥',
  USD: 'US$',
  EUR: '€',
  GBP: '£',
  HKD: 'HK$',
  TWD: 'NT$',
  SGD: 'S$',
  JPY: 'JP¥',
  AUD: 'A$',
  CAD: 'C$',
}

export const minus = '−'
const enDash = '–'

const thousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/** An amount in its parts, for figures that set the symbol small beside the digits. */
export const moneyParts = (wire: MoneyWire): { sign: string; symbol: string; whole: string; fraction: string } => {
  const exponent = storageExponent(wire.currency)
  const negative = wire.minor.startsWith('-')
  const digits = wire.minor.replace('-', '').padStart(exponent + 1, '0')
  const cut = digits.length - exponent
  return {
    sign: negative && /[1-9]/.test(digits) ? minus : '',
    symbol: symbols[wire.currency] ?? `${wire.currency} `,
    whole: thousands(digits.slice(0, cut)),
    fraction: digits.slice(cut),
  }
}

/** Owed or booked: always with its minor digits, `¥120.00`, `−¥96.00`. */
export const moneyExact = (wire: MoneyWire): string => {
  const { sign, symbol, whole, fraction } = moneyParts(wire)
  return `${sign}${symbol}${whole}${fraction ? `.${fraction}` : ''}`
}

/** In columns whose head names the currency: `1,200.00`, `−20.00`. */
export const moneyPlain = (wire: MoneyWire): string => {
  const { sign, whole, fraction } = moneyParts(wire)
  return `${sign}${whole}${fraction ? `.${fraction}` : ''}`
}

/** A price: `¥120`, and `¥99.50` only when it has minor digits. */
export const moneyPrice = (wire: MoneyWire): string => {
  const { sign, symbol, whole, fraction } = moneyParts(wire)
  return `${sign}${symbol}${whole}${/[1-9]/.test(fraction) ? `.${fraction}` : ''}`
}

interface Parts {
  year: string
  month: string
  day: string
  hour: string
  minute: string
  second: string
}

const formats = new Map<string, Intl.DateTimeFormat>()
const formatFor = (key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat => {
  const known = formats.get(key)
  if (known) return known
  const made = make()
  formats.set(key, made)
  return made
}

const partsIn = (iso: string, zone: string, locale: Locale): Parts => {
  const format = formatFor(
    `parts ${zone} ${locale}`,
    () =>
      new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', {
        timeZone: zone,
        year: 'numeric',
        month: locale === 'en' ? 'short' : 'numeric',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
      }),
  )
  const found = Object.fromEntries(format.formatToParts(instant(iso)).map(part => [part.type, part.value]))
  return {
    year: found.year ?? '',
    month: (found.month ?? '').replace('Sept', 'Sep'),
    day: found.day ?? '',
    hour: found.hour ?? '',
    minute: found.minute ?? '',
    second: found.second ?? '',
  }
}

const pad = (text: string) => text.padStart(2, '0')

type Pattern = keyof typeof en.date
const patterns: Record<Locale, Record<Pattern, string>> = { en: en.date, 'zh-CN': zh.date }

/** Fills a date pattern of the catalogue; `until` gives the second day of a span. */
const write = (pattern: Pattern, locale: Locale, p: Parts, until?: Parts): string => {
  const values: Record<string, string> = {
    year: p.year,
    month: p.month,
    day: p.day,
    monthPadded: pad(p.month),
    dayPadded: pad(p.day),
    time: `${p.hour}:${p.minute}`,
    month2: until?.month ?? '',
    day2: until?.day ?? '',
  }
  return patterns[locale][pattern].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

/** The day with its year: `5 Dec 2026`. */
export const date = (iso: string, zone: string, locale: Locale): string =>
  write('full', locale, partsIn(iso, zone, locale))

/** `5 Dec 2026, 18:00`. */
export const dateTime = (iso: string, zone: string, locale: Locale): string =>
  write('fullTime', locale, partsIn(iso, zone, locale))

/** Without the year, in running text: `5 Dec, 18:00`. */
export const dayTime = (iso: string, zone: string, locale: Locale): string =>
  write('dayTime', locale, partsIn(iso, zone, locale))

/** In tables: zh `12-05`, en `5 Dec`. */
export const tableDate = (iso: string, zone: string, locale: Locale): string =>
  write('table', locale, partsIn(iso, zone, locale))

/** In tables: zh `12-05 18:00`, en `5 Dec 18:00`. */
export const tableTime = (iso: string, zone: string, locale: Locale): string =>
  `${tableDate(iso, zone, locale)} ${clockTime(iso, zone, locale)}`

/** `18:00`, or `18:00:07` with seconds. */
export const clockTime = (iso: string, zone: string, locale: Locale, precision: 'minutes' | 'seconds' = 'minutes') => {
  const p = partsIn(iso, zone, locale)
  return precision === 'seconds' ? `${p.hour}:${p.minute}:${p.second}` : `${p.hour}:${p.minute}`
}

/** From one instant to another, saying the shared day, month or year once. */
export const dateTimeRange = (from: string, to: string, zone: string, locale: Locale): string => {
  const a = partsIn(from, zone, locale)
  const b = partsIn(to, zone, locale)
  const sameDay = a.year === b.year && a.month === b.month && a.day === b.day
  if (sameDay) return `${dateTime(from, zone, locale)}${enDash}${b.hour}:${b.minute}`
  return `${dateTime(from, zone, locale)} ${enDash} ${a.year === b.year ? dayTime(to, zone, locale) : dateTime(to, zone, locale)}`
}

/** Whole days, saying the shared month and year once: `10–17 Jan 2027`. */
export const dateRange = (from: string, to: string, zone: string, locale: Locale): string => {
  const a = partsIn(from, zone, locale)
  const b = partsIn(to, zone, locale)
  if (a.year !== b.year) return `${date(from, zone, locale)} ${enDash} ${date(to, zone, locale)}`
  if (a.month !== b.month) return write('monthSpan', locale, a, b)
  return a.day === b.day ? write('full', locale, a) : write('daySpan', locale, a, b)
}

/** The offset of a zone at an instant: `UTC+8`, `UTC−3:30`, `UTC`. */
export const zoneOffset = (iso: string, zone: string): string => {
  const format = formatFor(
    `offset ${zone}`,
    () => new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortOffset' }),
  )
  const name = format.formatToParts(instant(iso)).find(part => part.type === 'timeZoneName')?.value ?? ''
  return name.replace('GMT', 'UTC').replace('-', minus)
}

/** Shanghai is called by the name everyone uses; other zones by their city. */
export const zoneName = (zone: string, locale: Locale, beijing: string): string => {
  if (zone === 'Asia/Shanghai' || zone === 'Asia/Chongqing') return beijing
  const format = formatFor(
    `zone ${zone} ${locale}`,
    () => new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }),
  )
  return format.formatToParts(0).find(part => part.type === 'timeZoneName')?.value ?? zone
}

/** `1,284`, `57.3`; digits fixes the decimals. A true minus sign. */
export const number = (value: number, digits?: number): string => {
  const format = numberFormatFor(digits)
  return format.format(value).replace('-', minus)
}

const numberFormats = new Map<number | undefined, Intl.NumberFormat>()
const numberFormatFor = (digits: number | undefined): Intl.NumberFormat => {
  const known = numberFormats.get(digits)
  if (known) return known
  const made = new Intl.NumberFormat(
    'en-US',
    digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits },
  )
  numberFormats.set(digits, made)
  return made
}

/** A decimal that came as text (scores): grouped, unrounded. */
export const decimal = (text: string): string => {
  const [whole = '', fraction] = text.replace('-', '').split('.')
  return `${text.startsWith('-') ? minus : ''}${thousands(whole)}${fraction === undefined ? '' : `.${fraction}`}`
}

/** A share of one as percent: 0.573 → `57.3%`. */
export const percent = (share: number, digits = 0): string => `${number(share * 100, digits)}%`

/** `4 MB`, `320 kB`, `512 B`; thousands, as in the limits people read. */
export const bytes = (count: number): string => {
  if (count < 1000) return `${count} B`
  if (count < 1_000_000) return `${number(Math.round(count / 1000))} kB`
  if (count < 1_000_000_000) return `${number(Math.round(count / 100_000) / 10)} MB`
  return `${number(Math.round(count / 100_000_000) / 10)} GB`
}

/** Days and h:mm:ss of a span, as the clock shows it. Negative spans are zero. */
export const clockParts = (ms: number): { days: number; hours: string; minutes: string; seconds: string } => {
  const total = Math.max(0, Math.ceil(ms / 1000))
  const days = Math.floor(total / 86_400)
  const hours = Math.floor((total % 86_400) / 3600)
  return {
    days,
    hours: days > 0 ? pad(String(hours)) : String(hours),
    minutes: pad(String(Math.floor((total % 3600) / 60))),
    seconds: pad(String(total % 60)),
  }
}
